"""How a letter speaks of questions: their titles under by when an answer is asked for."""

from collections.abc import Sequence
from datetime import date, datetime

from bot import questions
from bot.rules import question
from bot.rules.asking import say_carried
from bot.rules.question import Question
from bot.rules.saying import say_date, say_short_date
from bot.rules.standing import Standing
from bot.view import View
from db import models


async def under_dates(
    view: View, now: Standing, put: Sequence[models.Item], leaves: datetime
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The titles of what is put to this body, under by when an answer is asked for; what was answered is left out."""
    known = {one.item: one for one in (await questions.asked(view)).values() if one.organisation == now.organisation}
    would_be = question.answer_by(now.organisation, view.terms.day(leaves), view.terms)
    under: dict[str, list[str]] = {}
    for row in put:
        one = known.get(row.id)
        if row.organisation_id == now.organisation and (one is None or one.open or one.withdrawn):
            under.setdefault(_heading(one, would_be, view), []).append(row.title)
    return tuple((heading, tuple(titles)) for heading, titles in under.items())


def _heading(one: Question | None, would_be: date, view: View) -> str:
    if one is None or one.withdrawn:
        return f"By {say_date(would_be)}:"
    asked_by = question.due(one, view.terms)
    if view.terms.day(view.now) <= asked_by and not one.carried:
        return f"By {say_date(asked_by)}:"
    return f"{say_carried(one)}; asked for by {say_short_date(asked_by)}:"


async def unanswered(view: View, invitation: models.Invitation) -> list[models.Item]:
    """The items of the questions of which they have not been reminded yet."""
    asked = [one.item for one in await questions.open_to(view, invitation) if not one.reminded]
    return [await view.db.get_one(models.Item, number) for number in asked]
