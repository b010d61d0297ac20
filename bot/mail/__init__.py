"""Reaching officials where they are: letters."""
