"""What is said of the bodies before and after a body. Names are put in as they come: callers hand them in escaped."""

from collections.abc import Sequence

from bot.rules.succession import LeftOut, Why
from bot.rules.tongue import N_, tr, trn
from bot.rules.wording.about import listing

SOURCE = N_("Who came from whom is taken from the forum’s directory; the record itself does not hold it.")
"""Beside every figure with predecessors: it cannot be recomputed from the record alone."""

NONE = N_("The directory knows no body that it came from, so there is nothing to add.")


def say_together(name: str) -> str:
    """How a body and its predecessors are called where their figures are said."""
    return tr("{name} with its predecessors", name=name)


def say_included(names: Sequence[str]) -> str:
    """For at least one body."""
    return trn(
        "Added up with it: {names}, because it was merged into it or renamed.",
        "Added up with it: {names}, because each was merged into it or renamed.",
        len(names),
        names=listing(names),
    )


def say_left_out(one: LeftOut, name: str) -> str:
    """Which body is not added up, and why."""
    if one.why is Why.NOT_ENDED:
        return tr("{name} is left out: it has not ended yet.", name=name)
    if one.why is Why.BEHIND:
        return tr("{name} is left out: its work came here only through a body that is left out.", name=name)
    return trn(
        "{name} is left out: its work was shared out between {parts} body, so its invitations are added to none of "
        "them.",
        "{name} is left out: its work was shared out between {parts} bodies, so its invitations are added to none of "
        "them.",
        one.parts,
        name=name,
        parts=one.parts,
    )


def say_instead(names: Sequence[str]) -> str:
    """Whom to invite, where a body is not there on the day."""
    return tr("Invite {names} instead.", names=listing(names, "or"))
