"""Tests of the rules: no database, no Discord, no clock."""
