"""Declaring a pause: one entry, and one for each invitation that runs and whose dates it moves."""

from dataclasses import dataclass
from datetime import date

from bot.rules import facts as f, pause as rules
from bot.rules.terms import Mark, Terms, adopted
from bot.rules.words import PauseKind, Via
from bot.transaction import Transaction
from bot.view import View
from db import gate, models


@dataclass(frozen=True)
class Wish:
    """A pause as a host wants it. Without a body it is of them all; `first` and `last` are both within it."""

    why: PauseKind
    first: date
    last: date
    organisation: int | None = None


async def trial(view: View, wish: Wish) -> tuple[f.Paused, int]:
    """What would be recorded, and how many invitations it would move. Raises `Refused` for what cannot be."""
    mark = Mark(at=view.now, by=f.CLERK, via=Via.COMMAND)
    fact = await _declared(view, wish, mark)
    return fact, len(await _moved(view, fact, 0, adopted(view.terms, fact), mark))


async def declare(tx: Transaction, wish: Wish) -> tuple[int, int]:
    """Record it; the number of its entry, and of how many invitations the dates moved."""
    mark = tx.mark(Via.COMMAND)
    fact = tx.record(await _declared(tx, wish, mark))
    number = tx.head.seq
    moved = await _moved(tx, fact, number, tx.terms, mark)
    for one in moved:
        tx.record(one)
    return number, len(moved)


async def _declared(view: View, wish: Wish, mark: Mark) -> f.Paused:
    if wish.organisation is not None:
        await view.own(models.Organisation, wish.organisation, "organisation")
    return rules.pause(wish.why, wish.first, wish.last, wish.organisation, view.terms, **mark)


async def _moved(view: View, fact: f.Paused, number: int, terms: Terms, mark: Mark) -> list[f.ClockMoved]:
    running = await gate.running(view.db, view.forum.id, fact.organisation)
    found = [rules.stopped(await view.standing(one), fact, number, terms, **mark) for one in running]
    return [one for one in found if one is not None]
