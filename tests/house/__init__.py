"""What holds the house together."""
