"""Whole stories: everything real but the clock, the post-box and Discord."""
