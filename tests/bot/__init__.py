"""Tests of the clerk: what it reads, writes and does by itself."""
