"""What may happen and what the record may say: standard library only, no clock, no input or output."""
