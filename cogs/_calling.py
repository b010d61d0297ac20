"""Calling a session: read back first, called after a yes, which may come after a restart."""

import json
from dataclasses import asdict
from datetime import UTC, datetime

from discord import ButtonStyle

from bot import sessions
from bot.cards.series import notes
from bot.rules.calling import Announcement
from bot.rules.errors import Refused
from bot.rules.repeating import Series, say_series
from bot.rules.saying import say_moment
from bot.sessions import Wish
from bot.transaction import Transaction
from bot.view import View
from cogs._button import Button
from cogs._card import Card, Tone
from cogs._desk import writing
from cogs._filling import FillAgenda
from cogs._may import Act, Interaction, Shown, who
from cogs._preparing import InviteToThis
from cogs._reply import reply
from cogs._text import line, plural
from db import models

KIND = "session"


async def ask(tx: Transaction, wish: Wish, user_id: int) -> Card:
    """Keep what is to be called as a draft, and ask whether it was understood."""
    row = models.Draft(forum_id=tx.forum.id, user_id=user_id, kind=KIND, words=_written(wish), made_at=tx.now)
    tx.db.add(row)
    await tx.db.flush()
    said = f"{say_moment(wish.starts, tx.zone)}, for {plural(wish.minutes, 'minute', 'minutes')}. Is that right?"
    return Card(
        line(wish.words.title),
        (f"**{said}**", "\n".join(_details(wish)), await notes(tx, wish)),
        (CallSession.on(row.id), DropSession.on(row.id)),
        tone=Tone.CARE,
    )


class CallSession(Button):
    name, act, label, shown = "session-call", Act.SCHEDULE_A_SESSION, "Yes, call the session", Shown.IN_PLACE
    style = ButtonStyle.success

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        async with writing(interaction) as tx:
            draft = await _take(tx, subject, who(interaction).user_id)
            row = await sessions.call(tx, _read(draft.words))
            card = called(tx, row)
        await reply(interaction, card)


class DropSession(Button):
    name, act, label, shown = "session-drop", Act.SCHEDULE_A_SESSION, "No", Shown.IN_PLACE

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        async with writing(interaction) as tx:
            await _take(tx, subject, who(interaction).user_id)
        await reply(interaction, Card("No session was called", ("Type /session schedule again when you are ready.",)))


def called(view: View, row: models.Session) -> Card:
    repeats = f"It repeats {say_series(Series.read(row.repeat))}." if row.repeat else ""
    return Card(
        "The session is called",
        (
            f"**{line(row.title)}**\n{say_moment(row.starts_at, view.zone)}",
            repeats,
            "Its card and its Discord event follow in a moment. Next: put items on its agenda, and invite officials. "
            "/session prepare shows at any time what is left to do.",
        ),
        (FillAgenda.on(row.id), InviteToThis.on(row.id, label="Invite officials")),
        tone=Tone.GOOD,
        footer=f"Session {row.id}",
    )


def _details(wish: Wish) -> list[str]:
    said = []
    if wish.words.place:
        said.append(f"Where: {line(wish.words.place)}")
    if wish.words.link:
        said.append(f"Online: {line(wish.words.link)}")
    if wish.words.access:
        said.append(f"Access: {line(wish.words.access)}")
    if wish.places is not None:
        said.append(f"Places for carers: {wish.places:,}. Whoever asks later waits for one.")
    if wish.series:
        said.append(f"It repeats {say_series(wish.series)}. Each one is called by a host, when the one before is over.")
    return said


async def _take(tx: Transaction, draft_id: int, user_id: int) -> models.Draft:
    row = await tx.db.get(models.Draft, draft_id)
    if row is None or (row.forum_id, row.user_id, row.kind) != (tx.forum.id, user_id, KIND):
        raise Refused("That question has been answered already. /session list shows what is called.")
    await tx.db.delete(row)
    await tx.db.flush()
    return row


def _written(wish: Wish) -> str:
    series = str(wish.series) if wish.series else None
    when = {"starts": int(wish.starts.timestamp()), "minutes": wish.minutes, "series": series}
    when |= {"places": wish.places, "follows": wish.follows}
    return json.dumps({**asdict(wish.words), **when})


def _read(text: str) -> Wish:
    kept = json.loads(text)
    words = Announcement(kept["title"], kept["place"], kept["link"], kept.get("access"))
    series = Series.read(kept["series"]) if kept["series"] else None
    starts = datetime.fromtimestamp(kept["starts"], UTC)
    return Wish(words, starts, kept["minutes"], series, kept.get("places"), kept.get("follows"))
