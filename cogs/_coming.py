"""Saying whether one comes to a session, and what goes with it: reminders, a file for one's calendar.

The buttons on the card are everybody's; what they answer is for the person alone.
"""

import io
from collections.abc import Sequence
from datetime import datetime

import discord

from bot import coming, reminding, shut
from bot.calendar_file import session_file
from bot.cards import CALENDAR_FILE, COMING
from bot.cards.coming import REMINDERS, SAID
from bot.rules.coming import Coming, Reminder, moments
from bot.rules.errors import Refused
from bot.rules.saying import say_moment
from bot.transaction import Transaction
from cogs._badge import MyBadge
from cogs._button import Button, Select
from cogs._card import Card, Option, Tone
from cogs._desk import reading, writing
from cogs._may import Act, Interaction, Shown, who
from cogs._reply import reply
from cogs._text import line, listing, plural
from db import models

PRESSED = (Coming.GOING, Coming.MAYBE, Coming.CANNOT)
TONES = {Coming.GOING: Tone.GOOD, Coming.WAITING: Tone.WAITING}


class SayWhetherIGo(Button):
    """On the card of a session. `extra` is the answer; a second press of the same changes nothing."""

    name, act = COMING, Act.SAY_WHETHER_I_COME

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        if self.extra not in PRESSED:
            raise Refused("That button is from another version. /session next shows the card anew.")
        async with writing(interaction) as tx:
            row = await coming.say(tx, subject, Coming(self.extra), user_id=who(interaction).user_id)
            card = await _own_card(tx, row, who(interaction).user_id)
        await reply(interaction, card)


class RemindMe(Select):
    name, act, shown = "coming-remind", Act.SAY_WHETHER_I_COME, Shown.IN_PLACE
    placeholder, least, most = "Remind me by direct message…", 0, len(REMINDERS)

    async def chosen(self, interaction: Interaction, subject: int, values: Sequence[str]) -> None:
        chosen = {Reminder(value) for value in values if value in REMINDERS}
        async with writing(interaction) as tx:
            row = await coming.remind(tx, subject, chosen, user_id=who(interaction).user_id)
            card = await _own_card(tx, row, who(interaction).user_id)
        await reply(interaction, card)


class TakeAnswerBack(Button):
    name, act, label, shown = "coming-back", Act.SAY_WHETHER_I_COME, "Take my answer back", Shown.IN_PLACE

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        async with writing(interaction) as tx:
            await coming.take_back(tx, subject, user_id=who(interaction).user_id)
        await reply(interaction, Card("Taken back", ("You are not counted, and are not reminded of this session.",)))


class SessionFile(Button):
    """For the calendar on one's phone. A later file moves what stands there, or takes it out."""

    name, act, label = CALENDAR_FILE, Act.READ_THE_RECORD, "Add to my calendar"

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        async with reading(interaction) as view:
            raw = await session_file(view, interaction.client.clerk.ways, subject)
            row = await view.db.get_one(models.Session, subject)
            off = row.state == "cancelled"
            said = "Open the file, and your calendar takes the session " + ("out." if off else "in.")
            more = "If it is moved, take a new file: it moves what stands in your calendar."
            card = Card(line(row.title), (say_moment(row.starts_at, view.zone), said, "" if off else more))
        await reply(interaction, card, files=[discord.File(io.BytesIO(raw), f"session-{subject}.ics")])


async def limit(interaction: Interaction, session_id: int, places: int | None) -> None:
    async with writing(interaction) as tx:
        row = await coming.limit(tx, session_id, places)
        there = await coming.counts(tx, session_id)
    said = "There is no limit any more." if places is None else f"Places for carers: {places:,}."
    taken = f"{plural(there.going, 'carer is', 'carers are')} going." if there.going else "No carer is going yet."
    waits = f" {plural(there.waiting, 'waits', 'wait')} for a place." if there.waiting else ""
    over = places is not None and there.going > places
    kept = "Who has a place keeps it; nobody moves up before there is one." if over else ""
    await reply(interaction, Card(line(row.title), (said, taken + waits, kept), tone=Tone.GOOD))


async def _own_card(tx: Transaction, row: models.Coming, user_id: int) -> Card:
    """What this person said, for them alone, with what they can do about it."""
    session, answer = await tx.db.get_one(models.Session, row.session_id), Coming(row.answer)
    chosen = reminding.wanted(row)
    menu = [Option(one.value, said.capitalize(), chosen=one in chosen) for one, said in REMINDERS.items()]
    wants = answer is not Coming.CANNOT
    buttons = [SessionFile.on(session.id), MyBadge.on()] if wants else []
    return Card(
        f"{SAID[answer]}: {line(session.title)}",
        (
            f"**{say_moment(session.starts_at, tx.zone)}**",
            await _what_follows(tx, row, answer),
            _reminders(row, session.starts_at, tx) if wants else "",
            await shut.said_once(tx, user_id),
        ),
        (*buttons, TakeAnswerBack.on(session.id)),
        RemindMe.of(menu, session.id) if wants else None,
        tone=TONES.get(answer, Tone.PLAIN),
    )


async def _what_follows(tx: Transaction, row: models.Coming, answer: Coming) -> str:
    if answer is Coming.WAITING:
        before = await coming.ahead(tx, row)
        queue = f"{plural(before, 'person asked', 'people asked')} before you" if before else "You are the next"
        return f"All places are taken. {queue}; when one is free it is yours, and the clerk writes to you."
    if answer is Coming.CANNOT:
        return "Thank you for saying so. Everybody sees a number, and nobody your name."
    return "Everybody sees a number, and nobody your name. To change it, press another button on the session’s card."


def _reminders(row: models.Coming, starts: datetime, tx: Transaction) -> str:
    chosen = reminding.wanted(row)
    if not chosen:
        return "You are not reminded, unless you choose it here."
    to_come = [REMINDERS[one] for moment, one in moments(starts, chosen, tx.terms.policy) if moment > tx.now]
    if not to_come:
        return "The time for that reminder has passed. The session is soon."
    return f"The clerk reminds you {listing(to_come)}, by direct message."
