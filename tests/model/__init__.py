"""Values and their rules."""
