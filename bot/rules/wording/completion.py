"""How many of those who were there handed in the form about a session, and how it was overall."""

from enum import Enum, auto
from typing import Literal

from bot.rules import facts as f
from bot.rules.feedback import well
from bot.rules.statistics import Rate, Show, shown
from bot.rules.tongue import N_, tr
from bot.rules.wording.about import or_none
from bot.rules.words import Asked

Who = Literal["carers", "officials"]


class Of(Enum):
    """Of how many a form was handed in."""

    THOSE_THERE = auto()
    MORE_THAN_THERE = auto()
    """More forms than people who were counted in the room."""
    NOT_KNOWN = auto()


FEW = {
    ("carers", Of.THOSE_THERE): N_("Carers: completed by {rate}; of fewer than five nothing is shown."),
    ("carers", Of.MORE_THAN_THERE): N_(
        "Carers: completed by {completed}, while {present} were counted in the room; of fewer than five nothing is "
        "shown."
    ),
    ("carers", Of.NOT_KNOWN): N_(
        "Carers: completed by {completed}; how many were there was not taken down; of fewer than five nothing is shown."
    ),
    ("officials", Of.THOSE_THERE): N_("Officials: completed by {rate}; of fewer than five nothing is shown."),
    ("officials", Of.MORE_THAN_THERE): N_(
        "Officials: completed by {completed}, while {present} were counted in the room; of fewer than five nothing is "
        "shown."
    ),
    ("officials", Of.NOT_KNOWN): N_(
        "Officials: completed by {completed}; how many were there was not taken down; of fewer than five nothing is "
        "shown."
    ),
}
MANY = {
    ("carers", Of.THOSE_THERE): N_("Carers: completed by {rate}; of those {percent} % said excellent or good."),
    ("carers", Of.MORE_THAN_THERE): N_(
        "Carers: completed by {completed}, while {present} were counted in the room; of those {percent} % said "
        "excellent or good."
    ),
    ("carers", Of.NOT_KNOWN): N_(
        "Carers: completed by {completed}; how many were there was not taken down; of those {percent} % said excellent "
        "or good."
    ),
    ("officials", Of.THOSE_THERE): N_("Officials: completed by {rate}; of those {percent} % said excellent or good."),
    ("officials", Of.MORE_THAN_THERE): N_(
        "Officials: completed by {completed}, while {present} were counted in the room; of those {percent} % said "
        "excellent or good."
    ),
    ("officials", Of.NOT_KNOWN): N_(
        "Officials: completed by {completed}; how many were there was not taken down; of those {percent} % said "
        "excellent or good."
    ),
}


def say_side(side: f.Side, who: Who) -> str:
    """Always with how many of those who were there handed a form in."""
    overall = next((one for one in side.rated if one.asked is Asked.OVERALL), None)
    return tr(
        (FEW if overall is None else MANY)[who, _of(side)],
        rate=_rate(side),
        completed=or_none(side.completed),
        present=or_none(side.present or 0),
        percent=well(overall).percent if overall else "",
    )


def _of(side: f.Side) -> Of:
    if side.present is None:
        return Of.NOT_KNOWN
    return Of.MORE_THAN_THERE if side.completed > side.present else Of.THOSE_THERE


def _rate(side: f.Side) -> str:
    """21 of 30 (70 %); only of those who were there."""
    if side.present is None or side.completed > side.present:
        return ""
    completed = or_none(side.completed)
    if shown(side.present) < Show.SMALL:
        return tr("{completed} of {present}", completed=completed, present=side.present)
    percent = Rate.of(side.completed, side.present).percent
    return tr("{completed} of {present} ({percent} %)", completed=completed, present=side.present, percent=percent)
