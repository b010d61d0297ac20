"""The thread in which a session is talked about: under its card in the carers' chat, kept as the session is.

A thread that is begun on a message has that message's number, so one begun just before a crash is found by it.
"""

import contextlib
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import discord

from bot.chat.limits import THREAD_NAME
from bot.chat.text import bare, clip
from bot.couriers.faults import NO_ACCESS, NO_PERMISSION, UNKNOWN_CHANNEL, UNKNOWN_MESSAGE, meaning
from bot.couriers.of_session import SessionCourier
from bot.couriers.parcel import Channel
from bot.outbox import Delivered, Errand, Gone, NotNeeded, Outcome, Then
from bot.rules.notices import Action
from bot.rules.saying import say_short_date
from bot.rules.session import SessionState
from bot.showing import show
from bot.transaction import Transaction
from bot.view import View
from db import models, posts

A_WEEK: Final = 10_080
"""Minutes without a word after which Discord tucks a thread away; whoever writes in it brings it back."""
ALREADY_BEGUN = 160004
NO_THREADS_HERE = frozenset({50024, 50008})
"""The chat is a thread itself, or another kind of channel."""
TOO_MANY = 160006

MAY_NOT = (
    "The clerk may not begin a thread under the session’s card in <#{channel}>. Open the settings of that channel, "
    "then Permissions, and give the clerk “Create Public Threads” and “Read Message History”."
)
FULL = "This server has as many open threads as Discord allows. Close one that is not needed."


@dataclass(frozen=True)
class Plan:
    """What the thread is to be, and under which message; `thread` is the one that was begun before."""

    session: int
    guild: int
    name: str
    card: tuple[int, int]
    thread: int | None


async def plan(view: View, session_id: int) -> Plan | None:
    """None while its card stands nowhere, or when there is nothing to talk about any more."""
    row: models.Session = await view.own(models.Session, session_id, "session")
    card = await posts.message_of(view.db, view.forum.id, (Action.SESSION_CARD,), session_id)
    if card is None or row.state not in (SessionState.PLANNED, SessionState.OPEN):
        return None
    day = say_short_date(row.starts_at.astimezone(view.zone).date())
    name = f"{clip(bare(row.title) or 'Session', THREAD_NAME - len(day) - 2)}, {day}"
    return Plan(session_id, view.forum.guild_id, name, card, row.thread_id)


class ThreadCourier(SessionCourier[Plan]):
    """Begins the thread of one session, or brings its name up to date."""

    async def _wanted(self, view: View, session_id: int) -> Plan | NotNeeded:
        return await plan(view, session_id) or NotNeeded("its card stands nowhere, or it is over")

    async def _bring_up_to_date(self, wanted: Plan, errand: Errand, now: datetime) -> Outcome:
        thread = await self._kept(wanted) or await self._begun(wanted)
        return Delivered(then=_remembering(wanted.session, thread))

    async def _kept(self, wanted: Plan) -> int | None:
        """The thread as it is wanted; None if it was never begun or somebody deleted it."""
        if wanted.thread is None:
            return None
        try:
            thread = await self._client.fetch_channel(wanted.thread)
        except discord.NotFound as error:
            if error.code != UNKNOWN_CHANNEL:
                raise
            return None
        if isinstance(thread, discord.Thread) and thread.name != wanted.name:
            # Where a server keeps even who began a thread from naming it anew, the old date stays in its name alone.
            with contextlib.suppress(discord.Forbidden):
                await thread.edit(name=wanted.name, archived=False)
        return wanted.thread

    async def _begun(self, wanted: Plan) -> int:
        channel, message = wanted.card
        card = self._client.get_partial_messageable(channel, guild_id=wanted.guild).get_partial_message(message)
        try:
            return (await card.create_thread(name=wanted.name, auto_archive_duration=A_WEEK)).id
        except discord.HTTPException as error:
            if error.code != ALREADY_BEGUN:
                raise
            return message

    def _trouble(self, error: Exception, wanted: Plan, errand: Errand, now: datetime) -> Outcome:
        code = error.code if isinstance(error, discord.HTTPException) else None
        if code in NO_THREADS_HERE:
            return NotNeeded("the chat is no channel in which threads can begin")
        if code == UNKNOWN_MESSAGE:
            return NotNeeded("somebody deleted the card; the thread comes with the next one")
        if code in (NO_ACCESS, NO_PERMISSION):
            return Gone(str(error), MAY_NOT.format(channel=wanted.card[0]))
        if code == TOO_MANY:
            return Gone(str(error), FULL)
        return meaning(error, Channel(wanted.card[0], wanted.guild, "the carers’ chat"), self._client, now)


def _remembering(session_id: int, thread: int) -> Then:
    async def then(tx: Transaction) -> None:
        row: models.Session = await tx.own(models.Session, session_id, "session")
        if row.thread_id != thread:
            row.thread_id = thread
            await show(tx, Action.SESSION_CARD, session_id)

    return then
