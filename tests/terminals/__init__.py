"""What only a real terminal can show; run by `make terminals`."""
