"""What is said of the bodies before and after a body. Names are put in as they come: callers hand them in escaped."""

from collections.abc import Sequence

from bot.rules.succession import LeftOut, Why

SOURCE = "Who came from whom is taken from the forum’s directory; the record itself does not hold it."
"""Beside every figure with predecessors: it cannot be recomputed from the record alone."""

NONE = "The directory knows no body that it came from, so there is nothing to add."


def say_together(name: str) -> str:
    """How a body and its predecessors are called where their figures are said."""
    return f"{name} with its predecessors"


def say_included(names: Sequence[str]) -> str:
    """For at least one body."""
    which = "it was" if len(names) == 1 else "each was"
    return f"Added up with it: {_and(names)}, because {which} merged into it or renamed."


def say_left_out(one: LeftOut, name: str) -> str:
    """Which body is not added up, and why."""
    why = {
        Why.SPLIT: f"its work was shared out between {one.parts} bodies, so its invitations are added to none of them",
        Why.NOT_ENDED: "it has not ended yet",
        Why.BEHIND: "its work came here only through a body that is left out",
    }
    return f"{name} is left out: {why[one.why]}."


def say_instead(names: Sequence[str]) -> str:
    """Whom to invite, where a body is not there on the day."""
    return f"Invite {_and(names, 'or')} instead."


def _and(names: Sequence[str], joint: str = "and") -> str:
    *most, last = names
    return f"{', '.join(most)} {joint} {last}" if most else last
