"""Terminals, real and pretended, and what they are told."""
