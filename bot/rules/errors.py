"""The one error of the rules."""


class Refused(Exception):
    """What a rule says no to: `str(error)` is the sentence the person reads."""
