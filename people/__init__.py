"""Persons: what they are, on which boards they sit, how they are reached."""
