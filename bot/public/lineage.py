"""A body among those before and after it, and its figures together with what was handed down to it (RECORD-RULES §1).

Who came from whom stands in the directory alone: the record does not hold it, so none of this is in `figures.json`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bot.figures import figures_by_body
from bot.rules.statistics import Figures
from bot.rules.succession import LeftOut, after, before, predecessors
from bot.succession import ruled
from bot.view import View
from db import figures as counted, models, papers


@dataclass(frozen=True)
class Relative:
    """A body before or after another."""

    id: int
    name: str


@dataclass(frozen=True, kw_only=True)
class Lineage:
    """`before` and `after` are the direct ones; `included` and `left_out` are all that it came from.

    `figures` are those of the body and of all that are `included`, together; None where none is.
    """

    before: Sequence[Relative]
    after: Sequence[Relative]
    included: Sequence[Relative]
    left_out: Sequence[tuple[LeftOut, Relative]]
    figures: Figures | None


async def lineage_of(view: View, row: models.Organisation, *, since: date | None) -> Lineage:
    """As at today. The bodies stand by name."""
    rows = await papers.organisations(view.db, view.forum.id)
    named = {one.id: Relative(one.id, one.name) for one in rows}
    bodies = [ruled(one) for one in rows]
    found = predecessors(bodies, row.id, day=view.terms.day(view.now))
    return Lineage(
        before=_by_name(named[number] for number in before(bodies, row.id)),
        after=_by_name(named[number] for number in after(bodies, row.id)),
        included=_by_name(named[number] for number in found.included),
        left_out=sorted(((one, named[one.body]) for one in found.left_out), key=lambda pair: _order(pair[1])),
        figures=await _together(view, (row.id, *found.included), since) if found.included else None,
    )


async def _together(view: View, bodies: Sequence[int], since: date | None) -> Figures:
    of = await figures_by_body(view, counted.Among(forum_id=view.forum.id, since=since, organisation_ids=bodies))
    return of.together(bodies)


def _by_name(found: Iterable[Relative]) -> list[Relative]:
    return sorted(found, key=_order)


def _order(one: Relative) -> tuple[str, int]:
    return one.name.casefold(), one.id
