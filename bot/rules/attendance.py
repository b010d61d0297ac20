"""Whether a body was at a session: one word for each session to which it was asked, by the rules of the figure.

`CAME` and `DEPUTY` together are the k, and with `NOT` the n, of the attendance that `bot.rules.tally` counts.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.rules.counts import COUNTED, Counts
from bot.rules.words import Presence


class Attended(StrEnum):
    """Who of a body was in the room; NOT_COUNTED where the session is not in its figure, whoever was there."""

    CAME = "came"
    DEPUTY = "deputy"
    NOT = "not"
    NOT_COUNTED = "not_counted"


@dataclass(frozen=True)
class Asked:
    """One invitation of a body: the session, what it counts as at the cut-off, and who came if that was taken down."""

    session: int
    counts: Counts
    presence: Presence | None


def attended(asked: Iterable[Asked]) -> dict[int, Attended]:
    """By session, over all the people of one body who were asked to it."""
    by_session: dict[int, list[Asked]] = defaultdict(list)
    for one in asked:
        by_session[one.session].append(one)
    return {session: _together(of) for session, of in by_session.items()}


def _together(of: list[Asked]) -> Attended:
    counted = [one for one in of if one.counts in COUNTED]
    came = {one.presence for one in of if one.counts is not Counts.TEST} & {Presence.CAME, Presence.DEPUTY_CAME}
    if counted and came:
        return Attended.CAME if Presence.CAME in came else Attended.DEPUTY
    if any(one.presence is not None for one in counted):
        return Attended.NOT
    return Attended.NOT_COUNTED
