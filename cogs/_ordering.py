"""The agenda of a session in order, with minutes: on one card that hosts alone see."""

from collections.abc import Mapping, Sequence

from bot import agenda
from bot.rules.agenda import ItemState, on_the_agenda, timed
from bot.view import View
from cogs._button import Button, Select
from cogs._card import Card, Option, Press, Row
from cogs._desk import reading, writing
from cogs._form import Answers, Form, Text
from cogs._may import Act, Interaction, Shown, soon
from cogs._pages import Page, Pages
from cogs._reply import reply
from cogs._text import bare, clip, line, plural
from db import models, papers

A_PAGE = 8
"""Items with the longest of titles fit on one card, each with its button, with room for the menu."""
TITLE = 250
"""Of an item, once it is made safe to show."""


class AgendaOrder(Pages):
    name, act = "order", Act.REVIEW_THE_AGENDA

    async def page(self, interaction: Interaction, number: int, query: Mapping[str, str]) -> Page:
        async with reading(interaction) as view:
            return await _page(view, int(query["session"]), number)


class OrderThisAgenda(Button):
    """`subject` is the session."""

    name, act, label = "order-open", Act.REVIEW_THE_AGENDA, "Order this agenda"

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        await reply(interaction, await AgendaOrder.show(interaction, session=subject))


class MoveUp(Button):
    """`subject` is the item. The first one goes to the end."""

    name, act, label, shown = "order-up", Act.REVIEW_THE_AGENDA, "Move up", Shown.IN_PLACE

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        async with writing(interaction) as tx:
            row = await agenda.move_up(tx, subject)
        await reply(interaction, await _card_with(interaction, row))


class WhichMinutes(Select):
    """`subject` is the session."""

    name, act, shown = "order-minutes", Act.REVIEW_THE_AGENDA, Shown.AS_FORM
    placeholder = "Give minutes to…"

    async def chosen(self, interaction: Interaction, subject: int, values: Sequence[str]) -> None:
        item, minutes = await soon(_now(interaction, int(values[0])))
        await GiveMinutes.open(interaction, item, filled={"minutes": minutes})


class GiveMinutes(Form):
    """`subject` is the item."""

    name, act, title = "order-minutes", Act.REVIEW_THE_AGENDA, "How long does it have?"
    shown = Shown.IN_PLACE
    fields = (Text("minutes", "Minutes", "Leave it empty for none in particular.", most=10, required=False),)

    async def submitted(self, interaction: Interaction, subject: int, answers: Answers) -> None:
        minutes = timed(answers.text("minutes"))
        async with writing(interaction) as tx:
            row = await agenda.give_minutes(tx, subject, minutes)
        await reply(interaction, await _card_with(interaction, row))


async def _card_with(interaction: Interaction, row: models.Item) -> Card:
    """The page on which this item now stands."""
    async with reading(interaction) as view:
        rows = await papers.agenda(view.db, view.forum.id, row.session_id or 0)
    at = next((number for number, one in enumerate(rows) if one.id == row.id), 0)
    return await AgendaOrder.show(interaction, at // A_PAGE + 1, session=row.session_id)


async def _page(view: View, session_id: int, number: int) -> Page:
    session: models.Session = await view.own(models.Session, session_id, "session")
    rows = await papers.agenda(view.db, view.forum.id, session_id)
    title = f"The agenda of “{line(session.title)}”, in order"
    if not rows:
        return Page(Card(title, ("Nothing stands on it yet. /agenda review puts items on it.",)), 1)
    last = -(-len(rows) // A_PAGE)
    start = (min(max(number, 1), last) - 1) * A_PAGE
    part = rows[start : start + A_PAGE]
    blocks = [_point(start + place, row, alone=len(rows) == 1) for place, row in enumerate(part, start=1)]
    menu = WhichMinutes.of([Option(str(row.id), bare(row.title), _minutes(row)) for row in part], session_id)
    return Page(Card(title, (*blocks, _sum(session, rows)), menu=menu), last)


def _point(place: int, row: models.Item, *, alone: bool) -> Row | str:
    minutes = f" ({_minutes(row)})" if row.minutes else ""
    text = f"**{place}** · {clip(line(row.title), TITLE)}{minutes}"
    return text if alone else Row(text, _up(place, row))


def _up(place: int, row: models.Item) -> Press:
    return MoveUp.on(row.id, label="To the end" if place == 1 else f"Move {place} up")


def _minutes(row: models.Item) -> str:
    return plural(row.minutes, "minute", "minutes") if row.minutes else "no minutes given"


def _sum(session: models.Session, rows: Sequence[models.Item]) -> str:
    """So that a host sees in time that it is too much for one evening."""
    whole, given = round((session.ends_at - session.starts_at).total_seconds() / 60), sum(r.minutes or 0 for r in rows)
    without = sum(row.minutes is None for row in rows)
    said = f"{given} of the session’s {plural(whole, 'minute is', 'minutes are')} given."
    if given > whole:
        said += f" That is {plural(given - whole, 'minute', 'minutes')} more than there is."
    return f"{said} {plural(without, 'item has', 'items have')} no minutes yet." if without else said


async def _now(interaction: Interaction, item_id: int) -> tuple[int, str]:
    async with reading(interaction) as view:
        row: models.Item = await view.own(models.Item, item_id, "item")
        on_the_agenda(ItemState(row.state))
        return row.id, str(row.minutes or "")
