"""Tests of letters and of the post: what is written, and what is read."""
