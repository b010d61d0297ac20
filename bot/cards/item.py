"""The card of an agenda item: what a carer wants raised, how many said "me too", and what became of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.cards import METOO
from bot.chat.card import Block, Card, Link, Press, Tone
from bot.chat.custom_id import CustomId
from bot.chat.text import clip, line, plain, plural, quote
from bot.public.asked import Asked, questions_of
from bot.public.pledge_steps import ChainStep
from bot.rules.agenda import OPEN, SAID, ItemState, Kind
from bot.rules.saying import say_moment
from bot.rules.tongue import capital
from bot.view import View
from db import models, posts

DETAILS = 900
"""How much of the details stands on the card in the chat; a command may show them whole."""

QUESTIONS, ANSWER, NAME = 2, 700, 120
"""How many questions stand on the card, the last ones first; what of an answer; and characters of a body's name."""
PROMISES = 2
"""How many steps of promises its author is told of, the last ones."""


@dataclass(frozen=True)
class ItemSheet:
    """Everything that the card of an item shows. `author` is None unless the carer chose to be named, `label` is
    what they chose to be called instead; `known` is False once they had themselves erased."""

    number: int
    title: str
    details: str
    state: ItemState
    support: int
    carried: int = 0
    author: str | None = None
    known: bool = True
    label: str | None = None
    kind: Kind = Kind.QUESTION
    organisation: str | None = None
    session: str | None = None
    session_starts: datetime | None = None
    merged_into: int | None = None
    asked: tuple[Asked, ...] = ()
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Europe/London"))


async def item_sheet(view: View, item_id: int) -> ItemSheet:
    """Raises `Refused` for an item of another forum, or one that was erased."""
    row: models.Item = await view.own(models.Item, item_id, "item")
    body = await view.db.get(models.Organisation, row.organisation_id) if row.organisation_id else None
    session = await view.db.get(models.Session, row.session_id) if row.session_id else None
    return ItemSheet(
        number=row.id,
        title=row.title,
        details=row.details,
        state=ItemState(row.state),
        support=await posts.supporters(view.db, row.id),
        carried=row.carried,
        author=row.author_label if row.shown == "named" else None,
        known=row.author_id is not None,
        label=row.author_label if row.shown == "labelled" else None,
        kind=Kind(row.kind),
        organisation=body.name if body else None,
        session=session.title if session else None,
        session_starts=session.starts_at if session else None,
        merged_into=row.merged_into_id,
        asked=tuple(reversed(await questions_of(view, [row.id]))),
        zone=view.zone,
    )


def item_card(sheet: ItemSheet, buttons: Sequence[Press | Link] = ()) -> Card:
    """With "Me too" while the item is open. A withdrawn item keeps its number and loses its words."""
    if sheet.state is ItemState.WITHDRAWN:
        return gone_card(sheet.number)
    press = (me_too(sheet),) if sheet.state in OPEN else ()
    return Card(
        line(sheet.title),
        list(_blocks(sheet)),
        (*press, *buttons),
        tone=TONES.get(sheet.state, Tone.PLAIN),
        footer=footer(sheet.number),
    )


def gone_card(number: int) -> Card:
    """What stays of an item that its author took back or had erased."""
    return Card(f"Agenda item {number}", ("The carer who raised this took it back.",), footer=footer(number))


def news_card(sheet: ItemSheet, forum: str, words: str | None, notice: int, promised: Sequence[ChainStep] = ()) -> Card:
    """To the carer who raised it, in private: what became of it, what was promised, and the hosts' own words."""
    said = f"Your item “{line(sheet.title)}” at {line(forum)} is now **{SAID[sheet.state]}**{_where(sheet)}."
    more = {
        ItemState.DEFERRED: "You need not raise it again: it is carried over by itself.",
        ItemState.MERGED: "Everybody who said “me too” to yours counts there.",
    }
    blocks = [said, more.get(sheet.state, "")]
    blocks += [asked_text(one) for one in sheet.asked[:QUESTIONS]]
    blocks += [_promised_text(one) for one in promised[-PROMISES:]]
    if words and words.strip():
        blocks += ["The hosts wrote:", quote(clip(words, DETAILS))]
    return Card("News of your agenda item", blocks, tone=TONES.get(sheet.state, Tone.PLAIN), footer=f"Notice {notice}")


def _promised_text(step: ChainStep) -> str:
    said = f"**{line(step.called)}**: {plain(step.said)}"
    return f"{said}\n{clip(quote(step.words), ANSWER)}" if step.words else said


def footer(number: int) -> str:
    return f"Agenda item {number}"


def me_too(sheet: ItemSheet) -> Press:
    """The button counts each person once, however often it is pressed."""
    return Press(CustomId(METOO, sheet.number), f"Me too ({sheet.support})" if sheet.support else "Me too")


KINDS = {Kind.QUESTION: "A question", Kind.PROPOSAL: "A proposal", Kind.STORY: "A story"}

TONES = {
    ItemState.RAISED: Tone.WAITING,
    ItemState.ACCEPTED: Tone.GOOD,
    ItemState.DEFERRED: Tone.WAITING,
}


def _blocks(sheet: ItemSheet) -> Iterator[Block]:
    if sheet.details.strip():
        yield quote(clip(sheet.details, DETAILS))
    yield "\n".join(_facts(sheet))
    for one in sheet.asked[:QUESTIONS]:
        yield asked_text(one)


def asked_text(one: Asked) -> str:
    """A question to one body: where it stands, and the answer in their own words."""
    said = f"**Question to {clip(line(one.body), NAME)}**: {plain(one.stands)}"
    if one.carried:
        said += f" {one.carried}"
    return f"{said}\n{clip(quote(one.answer), ANSWER)}" if one.answer else said


def _facts(sheet: ItemSheet) -> Iterator[str]:
    yield f"{KINDS[sheet.kind]}. Raised by {raised_by(sheet) or 'a carer'}."
    if sheet.organisation:
        yield f"For {line(sheet.organisation)}."
    yield f"**{capital(SAID[sheet.state])}**{_where(sheet)}."
    if sheet.support:
        yield f"{plural(sheet.support, 'person', 'people')} said “me too”."
    if sheet.carried:
        yield "Carried over once." if sheet.carried == 1 else f"Carried over {sheet.carried:,} times."


def raised_by(sheet: ItemSheet) -> str | None:
    """As they want to be called; in quotes what is not the name they go by here."""
    if sheet.author:
        return line(sheet.author)
    return f"“{line(sheet.label)}”" if sheet.label else None


def _where(sheet: ItemSheet) -> str:
    if sheet.state is ItemState.ACCEPTED and sheet.session:
        when = f", {say_moment(sheet.session_starts, sheet.zone)}" if sheet.session_starts else ""
        return f" of “{line(sheet.session)}”{when}"
    if sheet.state is ItemState.MERGED and sheet.merged_into:
        return f": item {sheet.merged_into}, which asks the same"
    return ""
