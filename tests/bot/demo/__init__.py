"""The mails that the demo's officials send."""
