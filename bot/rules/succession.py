"""What became of a public body, and from which bodies it came (RECORD-RULES §1).

A body that was merged into another or renamed hands down what was counted of it. One whose work was shared out between
several hands nothing down, neither to any of them nor through them: nobody can say whose its silence was, and its
replies would flatter. It stays split even where all of its parts come together again later.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.rules.words import OrganisationKind

OWN = "forum:"
"""How a body that has no code of a register stands among successors: `forum:12` is the forum's own number 12."""

FIRST_DAYS: Mapping[OrganisationKind, date] = {OrganisationKind.ICB: date(2022, 7, 1)}
"""Before this day no body of the kind existed: integrated care boards by the Health and Care Act 2022, section 19."""


@dataclass(frozen=True, kw_only=True)
class Body:
    """`opened` and `closed` are its first and its last day, where known; `successors` stand by their codes."""

    id: int
    kind: OrganisationKind
    code: str | None = None
    opened: date | None = None
    closed: date | None = None
    successors: tuple[str, ...] = ()


class Why(StrEnum):
    """Why nothing of a predecessor is handed down."""

    SPLIT = "split"
    """Its work was shared out between several bodies."""
    NOT_ENDED = "not ended"
    """It still exists on that day."""
    BEHIND = "behind"
    """Its work went to a body that is itself left out."""


@dataclass(frozen=True)
class LeftOut:
    """`into` are the bodies after it that are in the directory; `parts` counts those too that are not."""

    body: int
    why: Why
    into: tuple[int, ...]
    parts: int


@dataclass(frozen=True)
class Predecessors:
    """All bodies whose work came to one body in the end, through however many others, each by its number."""

    included: tuple[int, ...]
    left_out: tuple[LeftOut, ...]

    def __bool__(self) -> bool:
        return bool(self.included or self.left_out)


def existed(body: Body, day: date) -> bool:
    """Whether it was there on that day, so far as is known; its first and its last day belong to it."""
    first = body.opened or FIRST_DAYS.get(body.kind)
    return (first is None or first <= day) and (body.closed is None or day <= body.closed)


def after(bodies: Iterable[Body], of: int) -> tuple[int, ...]:
    """The bodies that came directly after it."""
    return tuple(part for part in _Family(bodies).known_parts(of) if part != of)


def before(bodies: Iterable[Body], of: int) -> tuple[int, ...]:
    """The bodies that it came directly from, wholly or in part."""
    return tuple(_Family(bodies).came_from(of))


def standing_in(bodies: Iterable[Body], of: int, day: date) -> tuple[int, ...]:
    """Who has its work on that day: its successors, or theirs where those have ended; empty if nobody is known."""
    family = _Family(bodies)
    seen, found, ahead = {of}, list[int](), [of]
    while ahead:
        for part in family.known_parts(ahead.pop(0)):
            if part in seen:
                continue
            seen.add(part)
            (found if existed(family.bodies[part], day) else ahead).append(part)
    return tuple(found)


def predecessors(bodies: Iterable[Body], of: int, *, day: date) -> Predecessors:
    """As at that day. A body never comes from itself, whatever circles the codes run in."""
    family = _Family(bodies)
    seen, included, aside = {of}, list[int](), dict[int, Why]()
    for heir in (into := [of]):  # grows while it is walked
        for number in family.came_from(heir):
            if number in seen:
                continue
            seen.add(number)
            if why := family.hands_nothing_down(number, day):
                aside[number] = why
            else:
                included.append(number)
                into.append(number)
    for heir in (behind := list(aside)):
        more = [number for number in family.came_from(heir) if number not in seen]
        seen.update(more)
        behind += more
        aside |= dict.fromkeys(more, Why.BEHIND)
    left_out = (LeftOut(n, aside[n], family.known_parts(n), family.parts(n)) for n in sorted(aside))
    return Predecessors(tuple(sorted(included)), tuple(left_out))


class _Family:
    """Bodies by number, with what each was followed by: a number where the code is that of a body, else the code."""

    def __init__(self, bodies: Iterable[Body]) -> None:
        self.bodies = {body.id: body for body in bodies}
        coded = {body.code: body.id for body in self.bodies.values() if body.code}
        coded |= {f"{OWN}{number}": number for number in self.bodies}
        self._after = {
            number: tuple(dict.fromkeys(coded.get(code, code) for code in body.successors))
            for number, body in self.bodies.items()
        }
        self._before: dict[int, list[int]] = {number: [] for number in self.bodies}
        for number in sorted(self.bodies):
            for part in self.known_parts(number):
                if part != number:
                    self._before[part].append(number)

    def known_parts(self, number: int) -> tuple[int, ...]:
        return tuple(part for part in self._after[number] if isinstance(part, int))

    def parts(self, number: int) -> int:
        return len(self._after[number])

    def came_from(self, number: int) -> list[int]:
        return self._before[number]

    def hands_nothing_down(self, number: int, day: date) -> Why | None:
        """A body without a known last day that names its successor has ended."""
        closed = self.bodies[number].closed
        if closed is not None and closed >= day:
            return Why.NOT_ENDED
        return Why.SPLIT if self.parts(number) > 1 else None
