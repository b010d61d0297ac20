"""The session in Discord's own calendar: an external event with a beginning and an end, kept as the record has it.

Discord starts and ends external events by itself, at their times. So does the clerk, where Discord did not: it looks at
both times, and when a host opens and closes the session. Whoever presses "Interested" there has told us nothing:
replies are in the record, and who comes is in the papers.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import discord
from discord import EntityType, EventStatus, PrivacyLevel

from bot.chat.limits import EVENT_DESCRIPTION, EVENT_NAME, EVENT_PLACE
from bot.chat.text import bare, clip, plain
from bot.couriers.faults import BAD_REQUEST, NO_ACCESS, NO_PERMISSION, UNKNOWN_SERVER, meaning
from bot.couriers.of_session import SessionCourier
from bot.couriers.parcel import Channel
from bot.outbox import Delivered, Errand, Gone, Later, NotNeeded, Outcome, Then
from bot.rules.session import SessionState
from bot.transaction import Transaction
from bot.view import View
from bot.ways import Ways
from db import models

UNKNOWN_EVENT, TOO_MANY = 10070, 30038
COMING = (EventStatus.scheduled, EventStatus.active)

SHUT = {
    NO_PERMISSION: "The clerk may not keep the session in Discord’s list of events. Give its role the permissions "
    "“Create Events” and “Manage Events” in Server Settings, Roles.",
    NO_ACCESS: "The clerk may not see this server’s events. Give its role the permission “Create Events”.",
    UNKNOWN_SERVER: "The clerk is not in this server any more. Invite it again.",
    TOO_MANY: "This server has as many coming events as Discord allows. Delete one that is not needed.",
}


@dataclass(frozen=True)
class Plan:
    """What the event is to say. `number` stands in its description, by which it is found again."""

    number: int
    guild: int
    event: int | None
    state: SessionState
    name: str
    description: str
    place: str
    starts: datetime
    ends: datetime

    def begun(self, now: datetime) -> bool:
        """A host may open it early, and is not waited for."""
        return self.state is SessionState.OPEN or self.starts <= now

    def over(self, now: datetime) -> bool:
        """What is open goes on until a host closes it."""
        done = self.state in (SessionState.CANCELLED, SessionState.HELD)
        return done or (self.state is SessionState.PLANNED and self.ends <= now)


async def plan(view: View, session_id: int, ways: Ways) -> Plan:
    row: models.Session = await view.own(models.Session, session_id, "session")
    now = await view.session(session_id)
    page = ways.page(view.forum.slug, f"sessions/{session_id}")
    lines = [plain(view.forum.name), row.link if row.link and row.place else "", page or ""]
    text = clip("\n".join(filter(None, lines)), EVENT_DESCRIPTION - 30)
    return Plan(
        number=session_id,
        guild=view.forum.guild_id,
        event=row.event_id,
        state=now.state,
        name=clip(bare(row.title) or "Session", EVENT_NAME),
        description=f"{text}\n{_mark(session_id)}",
        place=clip(bare(row.place or row.link or ""), EVENT_PLACE) or "Discord",
        starts=now.starts,
        ends=now.ends,
    )


def _mark(session_id: int) -> str:
    return f"Session {session_id}"


class EventCourier(SessionCourier[Plan]):
    """Brings the event of one session up to date, whatever happened to it in the meantime."""

    async def _wanted(self, view: View, session_id: int) -> Plan:
        return await plan(view, session_id, self._clerk.ways)

    async def _bring_up_to_date(self, wanted: Plan, errand: Errand, now: datetime) -> Outcome:
        event = await self._as_wanted(wanted, now, look=errand.attempts > 1)
        return Delivered(then=_remembering(wanted.number, event)) if event else NotNeeded("there is nothing to show")

    def _trouble(self, error: Exception, wanted: Plan, errand: Errand, now: datetime) -> Outcome:
        if isinstance(error, discord.HTTPException) and error.code in SHUT:
            return Gone(str(error), SHUT[error.code])
        if isinstance(error, discord.HTTPException) and error.status == BAD_REQUEST and errand.attempts == 1:
            # Discord begins and ends events itself at the same moments; the next try sees how they stand.
            return Later(f"Discord did not take it: {error}")
        return meaning(error, Channel(0, wanted.guild, "the events"), self._client, now)

    async def _as_wanted(self, wanted: Plan, now: datetime, *, look: bool) -> discord.ScheduledEvent | None:
        guild = self._client.get_guild(wanted.guild) or await self._client.fetch_guild(wanted.guild)
        event = await self._known(guild, wanted, look=look)
        if wanted.over(now):
            return event and await _over(event, held=wanted.state is not SessionState.CANCELLED)
        if event and event.status is EventStatus.active and not wanted.begun(now):
            # Discord has begun it by the old time, and lets nobody move what has begun.
            await event.end()
            event = None
        if event is None or event.status not in COMING:
            return await guild.create_scheduled_event(**_said(wanted)) if wanted.starts > now else None
        return await _kept(event, wanted, now)

    async def _known(self, guild: discord.Guild, wanted: Plan, *, look: bool) -> discord.ScheduledEvent | None:
        """The event; None if it was never made or somebody deleted it. `look` for one made just before a crash."""
        if wanted.event is not None:
            try:
                return await guild.fetch_scheduled_event(wanted.event, with_counts=False)
            except discord.NotFound as error:
                if error.code != UNKNOWN_EVENT:
                    raise
                return None
        if not look:
            return None
        assert self._client.user is not None
        ours = [
            event
            for event in await guild.fetch_scheduled_events(with_counts=False)
            if event.creator_id == self._client.user.id and event.status in COMING
        ]
        return next((e for e in ours if (e.description or "").splitlines()[-1:] == [_mark(wanted.number)]), None)


def _said(wanted: Plan) -> dict[str, Any]:
    # The library leaves out the kind and the privacy level unless they are named, and Discord refuses the event then.
    return {
        "name": wanted.name,
        "description": wanted.description,
        "start_time": wanted.starts,
        "end_time": wanted.ends,
        "entity_type": EntityType.external,
        "privacy_level": PrivacyLevel.guild_only,
        "location": wanted.place,
    }


async def _kept(event: discord.ScheduledEvent, wanted: Plan, now: datetime) -> discord.ScheduledEvent:
    if event.status is EventStatus.scheduled:
        shown = (event.name, event.description, event.start_time, event.end_time, event.location)
        meant = (wanted.name, wanted.description, wanted.starts, wanted.ends, wanted.place)
        if shown != meant and wanted.starts > now:  # Discord takes no time that has passed
            event = await event.edit(**_said(wanted))
        if wanted.begun(now):
            event = await event.start()
    return event


async def _over(event: discord.ScheduledEvent, *, held: bool) -> discord.ScheduledEvent:
    if event.status is EventStatus.scheduled:
        if not held:
            return await event.cancel()
        event = await event.start()  # Discord ends only what has begun
    return await event.end() if event.status is EventStatus.active else event


def _remembering(session_id: int, event: discord.ScheduledEvent) -> Then:
    async def then(tx: Transaction) -> None:
        row: models.Session = await tx.own(models.Session, session_id, "session")
        row.event_id = event.id

    return then
