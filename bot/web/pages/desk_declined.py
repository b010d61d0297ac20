"""What the page of an official says where the carers have voted not to work with their body for now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot import voting
from bot.declined import sentence_of
from bot.public.declined import declined_now
from bot.rules.declining import public_from
from bot.view import View
from db import feedback


@dataclass(frozen=True)
class Declined:
    """`public_from` is the earliest day on which it is public; None where it is. `said` are their own words to it."""

    sentence: str
    public_from: date | None
    said: Sequence[str]


async def declined(view: View, organisation: int) -> Declined | None:
    """None where the forum works with the body."""
    for row in await feedback.motions(view.db, view.forum.id, voting.TOLD, organisation_id=organisation):
        told_on = row.told_on or view.terms.day(view.now)
        said = (row.statement,) if row.statement else ()
        return Declined(await sentence_of(view, row, told_on), public_from(told_on, view.terms), said)
    for one in await declined_now(view, organisation):
        return Declined(one.text, None, [below.text for below in one.below])
    return None
