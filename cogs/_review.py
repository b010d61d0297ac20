"""What a host may make of an item: one card, and a form for each decision."""

from collections.abc import Sequence
from dataclasses import replace

from discord import ButtonStyle

from bot import agenda, choices
from bot.cards.item import ItemSheet, item_card
from bot.chat.card import Press
from bot.rules.agenda import DECLINE_REASONS, OPEN, ItemState
from bot.rules.errors import Refused
from bot.rules.saying import say_moment
from bot.rules.tongue import capital
from bot.rules.wording import REASONS
from bot.rules.words import Reason
from bot.view import View
from cogs._button import Button
from cogs._card import Card, Option, Tone
from cogs._desk import reading, writing
from cogs._form import Answers, Choice, Field, Form, Text
from cogs._may import Act, Interaction, Shown, soon
from cogs._ordering import OrderThisAgenda
from cogs._pick import Pick
from cogs._quoting import AskToQuote
from cogs._raising import ORGANISATION
from cogs._reply import reply
from cogs._text import line, quote
from db import models, papers

DEFER_REASONS = (Reason.NEEDS_MORE_TIME, Reason.NEW_INFORMATION, Reason.TOO_FEW_PEOPLE, Reason.ILLNESS_OR_EMERGENCY)
WORDS = 500

SESSION = Pick(
    "session",
    "On the agenda of which session?",
    choices.coming_sessions,
    "session",
    lacking="There is no session to come. Call one with /session schedule, or put the item off.",
)
INTO = Pick("into", "To which item?", choices.items, "item", lacking="There is no other open item to join it to.")


UNNAMED = "Raised without a name: only the clerk knows whose it is, to tell them what becomes of it."
ERASED = "Raised by a carer who had themselves erased: nobody knows any more whose it is."
LABELLED = "The label was chosen by its author: only the clerk knows whose it is, to tell them what becomes of it."


def review_card(sheet: ItemSheet) -> Card:
    """The item as everybody sees it, but with all its details, and with what the hosts can decide."""
    card = item_card(replace(sheet, details=""), decisions(sheet))
    if sheet.state is ItemState.WITHDRAWN:
        return card
    details = [quote(sheet.details)] if sheet.details else []
    return replace(card, blocks=[*details, *card.blocks, *_unknown(sheet)])


def _unknown(sheet: ItemSheet) -> list[str]:
    if sheet.author:
        return []
    return [(LABELLED if sheet.label else UNNAMED) if sheet.known else ERASED]


def decisions(sheet: ItemSheet) -> tuple[Press, ...]:
    if sheet.state not in OPEN:
        return ()
    accept = () if sheet.state is ItemState.ACCEPTED else (Accept.on(sheet.number),)
    put_off = () if sheet.state is ItemState.DEFERRED else (PutOff.on(sheet.number),)
    quote = (AskToQuote.on(sheet.number),) if sheet.details and sheet.known else ()
    return (*accept, Merge.on(sheet.number), *put_off, Decline.on(sheet.number), *quote)


class Accept(Button):
    name, act, label, shown = "item-accept", Act.REVIEW_THE_AGENDA, "Put on an agenda", Shown.AS_FORM
    style = ButtonStyle.success

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        filled = await soon(_organisation_of(interaction, subject))
        await AcceptItem.open(interaction, subject, filled=filled)


class AcceptItem(Form):
    name, act, title = "item-accept", Act.REVIEW_THE_AGENDA, "Put it on an agenda"

    @classmethod
    async def fields_for(cls, interaction: Interaction, subject: int) -> Sequence[Field]:
        return (await SESSION.field(interaction), await ORGANISATION.field(interaction))

    async def submitted(self, interaction: Interaction, subject: int, answers: Answers) -> None:
        async with writing(interaction) as tx:
            session, organisation = await SESSION.read_one(tx, answers), await ORGANISATION.read(tx, answers)
            await agenda.accept(tx, subject, session, organisation)
            row = await tx.db.get_one(models.Session, session)
            asked = await _asked(tx, session, organisation)
            where = f"On the agenda of “{line(row.title)}”, {say_moment(row.starts_at, tx.zone)}."
        card = _decided(subject, where, *asked)
        await reply(interaction, replace(card, buttons=(OrderThisAgenda.on(session),)))


class Merge(Button):
    name, act, label, shown = "item-merge", Act.REVIEW_THE_AGENDA, "Merge into…", Shown.AS_FORM

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        await MergeItem.open(interaction, subject)


class MergeItem(Form):
    name, act, title = "item-merge", Act.REVIEW_THE_AGENDA, "Join it to an item that asks the same"

    @classmethod
    async def fields_for(cls, interaction: Interaction, subject: int) -> Sequence[Field]:
        return (await INTO.field(interaction, but=subject),)

    async def submitted(self, interaction: Interaction, subject: int, answers: Answers) -> None:
        async with writing(interaction) as tx:
            into = await INTO.read_one(tx, answers)
            await agenda.merge(tx, subject, into)
        await reply(interaction, _decided(subject, f"Joined to item {into}; whoever wanted this one is counted there."))


class PutOff(Button):
    name, act, label, shown = "item-defer", Act.REVIEW_THE_AGENDA, "Put off", Shown.AS_FORM

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        await PutOffItem.open(interaction, subject)


class PutOffItem(Form):
    name, act, title = "item-defer", Act.REVIEW_THE_AGENDA, "Put it off to a later session"
    fields = (
        Choice("reason", "Why?", [Option(reason.value, capital(REASONS[reason])) for reason in DEFER_REASONS]),
        Text("words", "A word to the carer?", "They read these words.", most=WORDS, long=True, required=False),
    )

    async def submitted(self, interaction: Interaction, subject: int, answers: Answers) -> None:
        async with writing(interaction) as tx:
            row = await agenda.defer(tx, subject, _reason(answers), answers.text("words"))
            carried = row.carried
        times = "once" if carried == 1 else f"{carried} times"
        await reply(interaction, _decided(subject, f"Put off; it has been carried over {times}."))


class Decline(Button):
    name, act, label, shown = "item-decline", Act.REVIEW_THE_AGENDA, "Decline", Shown.AS_FORM
    style = ButtonStyle.danger

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        await DeclineItem.open(interaction, subject)


class DeclineItem(Form):
    name, act, title = "item-decline", Act.REVIEW_THE_AGENDA, "Not take the item"
    fields = (
        Choice("reason", "Why?", [Option(reason.value, capital(REASONS[reason])) for reason in DECLINE_REASONS]),
        Text("words", "What should the carer be told?", "They read these words.", most=WORDS, long=True),
    )

    async def submitted(self, interaction: Interaction, subject: int, answers: Answers) -> None:
        async with writing(interaction) as tx:
            await agenda.decline(tx, subject, _reason(answers), answers.text("words"))
        await reply(interaction, _decided(subject, "Not taken."))


async def _organisation_of(interaction: Interaction, item_id: int) -> dict[str, str | list[str]]:
    async with reading(interaction) as view:
        row: models.Item = await view.own(models.Item, item_id, "item")
        return await ORGANISATION.filled(view, row.organisation_id)


def _reason(answers: Answers) -> Reason:
    try:
        return Reason(answers.text("reason"))
    except ValueError:
        raise Refused("Choose one of the listed reasons.") from None


async def _asked(view: View, session_id: int, organisation: int | None) -> list[str]:
    """What makes a question of it, for a host to know: a letter to somebody of that body."""
    if organisation is None:
        return []
    body = await view.db.get_one(models.Organisation, organisation)
    invited = await papers.invitations(view.db, view.forum.id, session_id=session_id)
    if all(one.organisation_id != organisation for one in invited):
        return [f"It is a question to {line(body.name)} once somebody there is invited: /invitation send."]
    return [f"It is a question to {line(body.name)}; the next letter to them puts it, with a date for the answer."]


def _decided(number: int, what: str, *more: str) -> Card:
    told = "The clerk tells its author, if it still knows them."
    return Card(f"Item {number} is decided", (what, *more, told), tone=Tone.GOOD)
