"""Recording a pledge, read back first; carers' votes on it; and the buttons under what the hosts are told of one."""

import json
from dataclasses import asdict, replace
from datetime import date

from discord import ButtonStyle

from bot import pledges
from bot.cards import PIECE_AMENDS, PIECE_CONFIRMS, PLEDGE_AGAIN, PLEDGE_SEEN, PLEDGE_UNSEEN
from bot.cards.invitation import noted_card
from bot.pledges import Promise
from bot.post import pledged
from bot.rules.errors import Refused
from bot.rules.publishable import LONGEST
from bot.rules.saying import say_date, say_short_date
from bot.rules.screening import second_looks
from bot.rules.tongue import capital
from bot.rules.when import read_date
from bot.rules.wording import say
from bot.transaction import Transaction
from cogs._button import Button
from cogs._card import Card, Tone
from cogs._desk import reading, writing
from cogs._form import Answers, Form, Text
from cogs._may import Act, Interaction, Shown, soon, who
from cogs._reply import reply
from cogs._text import line, quote
from db import models

KIND = "pledge"


async def ask(tx: Transaction, promise: Promise, user_id: int) -> Card:
    """Keep what is to be recorded as a draft, and ask whether it was understood."""
    official = await pledges.check(tx, promise)
    words = json.dumps({**asdict(promise), "due": promise.due.isoformat()})
    row = models.Draft(forum_id=tx.forum.id, user_id=user_id, kind=KIND, words=words, made_at=tx.now)
    tx.db.add(row)
    await tx.db.flush()
    session = await tx.db.get(models.Session, promise.session) if promise.session else None
    said = [f"Said at “{line(session.title)}”."] if session else []
    said += [f"It answers agenda item {promise.item}."] if promise.item else []
    looks = [f"Please note: {one}" for one in second_looks(promise.words)]
    whom = capital(str(await tx.whom(official, None)))
    return Card(
        "Record this pledge?",
        (
            f"**{line(whom)}, by {say_date(promise.due)}. Is that right?**",
            quote(promise.words),
            "\n".join([*said, *looks]),
            "It is public at once, and they are asked to confirm it or to put it in their own words.",
        ),
        (RecordPledge.on(row.id), DropPledge.on(row.id)),
        tone=Tone.CARE,
    )


async def noted(tx: Transaction, *more: str) -> Card:
    """What was recorded last, as the public reads it."""
    entry = tx.pending[-1]
    card = noted_card(entry.seq, say(entry.fact, await tx.about(entry)), more)
    wrong = "/pledge update says it anew, /pledge withdraw takes a whole pledge back."
    return replace(card, footer=f"Entry {entry.seq}. {wrong}")


class RecordPledge(Button):
    name, act, label, shown = "pledge-record", Act.KEEP_PLEDGES, "Yes, record it", Shown.IN_PLACE
    style = ButtonStyle.success

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        async with writing(interaction) as tx:
            promise = _read(await _take(tx, subject, who(interaction).user_id))
            row, obstacle = await pledges.add(tx, interaction.client.clerk.ways, promise)
            card = await noted(tx, obstacle or "They are asked by letter to confirm it.")
            if obstacle:
                card = replace(card, buttons=(AskAgain.on(row.id),))
        await reply(interaction, card)


class DropPledge(Button):
    name, act, label, shown = "pledge-drop", Act.KEEP_PLEDGES, "No", Shown.IN_PLACE

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        async with writing(interaction) as tx:
            await _take(tx, subject, who(interaction).user_id)
        await reply(interaction, Card("Nothing was recorded", ("Type /pledge add again when you are ready.",)))


class AskAgain(Button):
    """`subject` is the pledge."""

    name, act, label = PLEDGE_AGAIN, Act.KEEP_PLEDGES, "Ask them again"

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        async with writing(interaction) as tx:
            await pledges.ask_again(tx, interaction.client.clerk.ways, subject)
        await reply(interaction, f"The words of pledge {subject} are sent to them again.")


class SeeIt(Button):
    """`subject` is the pledge."""

    name, act = PLEDGE_SEEN, Act.SAY_WHAT_IS_SEEN
    sees = True

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        async with writing(interaction) as tx:
            new = await pledges.vote(tx, subject, user_id=who(interaction).user_id, sees=self.sees)
        said = "you can see it" if self.sees else "you cannot see it yet"
        counted = f"Counted: {said}." if new else f"That is counted already: {said}."
        more = "The other button changes it. Nobody sees who said what, and the numbers stand there from five votes on."
        await reply(interaction, f"{counted} {more}")


class DoNotSeeIt(SeeIt):
    name, act = PLEDGE_UNSEEN, Act.SAY_WHAT_IS_SEEN
    sees = False


class TheyConfirm(Button):
    """`subject` is the piece of post in which they confirm their pledge."""

    name, act, label = PIECE_CONFIRMS, Act.READ_THE_POST, "They confirm the pledge"

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        async with writing(interaction) as tx:
            await pledged.confirm(tx, subject)
            card = await noted(tx)
        await reply(interaction, card)


class AmendPledge(Form):
    """`subject` is the piece of post in which they word their pledge otherwise."""

    name, act, title = PIECE_AMENDS, Act.READ_THE_POST, "The pledge in their own words"
    fields = (
        Text("promise", "What they promise", "Their words. Public.", most=LONGEST, long=True),
        Text("due", "By which day?", "Like: Fri 29 Jan", most=60),
    )

    async def submitted(self, interaction: Interaction, subject: int, answers: Answers) -> None:
        async with writing(interaction) as tx:
            piece: models.Piece = await tx.own(models.Piece, subject, "message")
            typed = answers.text("due").strip()
            due = (await tx.pledge(piece.pledge_id)).due if piece.pledge_id else None
            # The day as it stands may have come; another one lies ahead.
            day = due if due and typed == say_short_date(due) else read_date(typed, now=tx.now, zone=tx.zone)
            await pledged.amend(tx, subject, pledges.fit(answers.text("promise")), day)
            card = await noted(tx)
        await reply(interaction, card)


class OpenAmend(Button):
    """`subject` is the piece of post."""

    name, act, label, shown = PIECE_AMENDS, Act.READ_THE_POST, "They word it otherwise…", Shown.AS_FORM

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        await AmendPledge.open(interaction, subject, filled=await soon(_stands(interaction, subject)))


async def _stands(interaction: Interaction, number: int) -> dict[str, str | list[str]]:
    """The words and the day as they are, to be changed."""
    async with reading(interaction) as view:
        piece: models.Piece = await view.own(models.Piece, number, "message")
        if piece.pledge_id is None:
            raise Refused("That message does not belong to a pledge.")
        now = await view.pledge(piece.pledge_id)
        words = (await view.texts([now.words])).get(now.words)
    return {"promise": words or "", "due": say_short_date(now.due)}


async def _take(tx: Transaction, draft_id: int, user_id: int) -> str:
    row = await tx.db.get(models.Draft, draft_id)
    if row is None or (row.forum_id, row.user_id, row.kind) != (tx.forum.id, user_id, KIND):
        raise Refused("That question has been answered already. /pledge list shows what is recorded.")
    words = row.words
    await tx.db.delete(row)
    await tx.db.flush()
    return words


def _read(text: str) -> Promise:
    kept = json.loads(text)
    return replace(Promise(**kept), due=date.fromisoformat(kept["due"]))
