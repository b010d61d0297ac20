"""The counter, tried through the front door."""
