"""Taking down a note, a decision or an action: a form each, and one short command."""

from collections.abc import Sequence

from bot import sitting
from bot.attendance import invited
from bot.cards import LIVE_TAKE
from bot.chat.text import bare
from bot.rules.errors import Refused
from bot.rules.minutes_text import OWNER_LIMIT, WORDS_LIMIT, Kind
from bot.rules.tongue import capital
from bot.rules.when import read_date
from bot.sitting import Words
from bot.transaction import Transaction
from bot.view import View
from cogs._button import Button
from cogs._card import Card, Option, Tone
from cogs._desk import reading, writing
from cogs._form import Answers, Choice, Field, Form, Text
from cogs._limits import OPTIONS
from cogs._may import Act, Interaction, Shown, soon
from cogs._reply import reply
from cogs._text import line, quote
from db import models

DUE = 40
"""Of a day, as it is typed."""
FORUM, SOMEBODY = "forum", "somebody"
NAMES = {Kind.NOTE: "note", Kind.DECISION: "decision", Kind.ACTION: "action"}
WORDS = Text("words", "What should the minutes say?", "No names of carers, patients or staff.", WORDS_LIMIT, long=True)


class TakeDown(Button):
    """`extra` is the kind."""

    name, act, shown = LIVE_TAKE, Act.RUN_A_SESSION, Shown.AS_FORM

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        form = WriteAction if self.extra == Kind.ACTION else WriteDown
        await form.open(interaction, subject, self.extra)


class WriteDown(Form):
    """A note or a decision; `extra` says which."""

    name, act, title = "live-words", Act.RUN_A_SESSION, "Take it down"
    fields = (WORDS,)

    async def submitted(self, interaction: Interaction, subject: int, answers: Answers) -> None:
        async with writing(interaction) as tx:
            card = await taken(tx, subject, Words(Kind(self.extra), answers.text("words")))
        await reply(interaction, card)


class WriteAction(Form):
    name, act, title = "live-action", Act.RUN_A_SESSION, "Take down an action"

    @classmethod
    async def fields_for(cls, interaction: Interaction, subject: int) -> Sequence[Field]:
        try:
            owners = await soon(_owners(interaction, subject))
        except Refused:
            owners = []
        forum, other = Option(FORUM, "The forum"), Option(SOMEBODY, "Somebody else, as written below")
        return (
            WORDS,
            Choice("owner", "Who does it?", [forum, *owners[: OPTIONS - 2], other], required=False),
            Text("somebody", "Who else?", "A role, or the badge a carer chose.", OWNER_LIMIT, required=False),
            Text("due", "By when?", "A day, like: Tue 3 Nov", DUE, required=False),
        )

    async def submitted(self, interaction: Interaction, subject: int, answers: Answers) -> None:
        async with writing(interaction) as tx:
            owner = await _owner(tx, answers.text("owner"), answers.text("somebody"))
            card = await taken(
                tx, subject, await to_take(tx, Kind.ACTION, answers.text("words"), owner, answers.text("due"))
            )
        await reply(interaction, card)


async def to_take(view: View, kind: Kind, words: str, owner: str, due: str) -> Words:
    """Raises `Refused` for a day that cannot be read, and for what has an owner or a day without being an action."""
    if kind is not Kind.ACTION and (owner or due):
        raise Refused("Only an action has somebody who does it, and a day. Choose action as the kind.")
    return Words(kind, words, owner, read_date(due, now=view.now, zone=view.zone) if due else None)


async def taken(tx: Transaction, session_id: int, what: Words) -> Card:
    note = await sitting.take_down(tx, session_id, what)
    item = await tx.db.get(models.Item, note.item_id) if note.item_id else None
    under = f"Under: {line(item.title)}" if item else "Under no item of the agenda."
    return Card(f"Taken down: {NAMES[what.kind]}", (quote(note.words), under), tone=Tone.GOOD)


async def _owners(interaction: Interaction, session_id: int) -> list[Option]:
    async with reading(interaction) as view:
        return [Option(str(one.invitation), capital(bare(str(one.whom)))) for one in await invited(view, session_id)]


async def _owner(view: View, chosen: str, typed: str) -> str:
    if chosen.isdigit():
        return str(await view.whom_of(int(chosen)))
    if chosen == FORUM and not typed:
        return "the forum"
    if chosen == SOMEBODY and not typed:
        raise Refused("Please write who does it, or choose somebody in the list.")
    return typed
