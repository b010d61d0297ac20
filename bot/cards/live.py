"""What is shown of a session while it runs, and the card in the chat for those who are there."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot import floor, sitting
from bot.attendance import Invited, invited
from bot.cards import LIVE_DOWN, LIVE_HAND, LIVE_HERE
from bot.chat.card import Block, Card, Press, Tone
from bot.chat.custom_id import CustomId
from bot.chat.text import clip, line, listing, plural
from bot.rules.hands import Side
from bot.rules.minutes import minutes_standing
from bot.rules.minutes_text import Kind
from bot.rules.saying import say_clock
from bot.rules.session import SessionState
from bot.rules.wording import where_minutes_stand
from bot.view import View
from db import live, models, papers

TITLE = 250
"""Of an item, once it is made safe to show."""


@dataclass(frozen=True)
class Point:
    """An item of the agenda."""

    number: int
    title: str
    minutes: int | None


@dataclass(frozen=True)
class Speaker:
    """Somebody who speaks or waits. `name` is markdown, and of a carer for the hosts alone."""

    hand: int
    side: Side
    name: str


@dataclass(frozen=True, kw_only=True)
class LiveSheet:
    """What both cards show: it is at item `place` of `of`. `minutes` says where these stand once it is over."""

    number: int
    title: str
    state: SessionState
    zone: ZoneInfo
    now: Point | None = None
    since: datetime | None = None
    place: int = 0
    of: int = 0
    following: Point | None = None
    off_since: datetime | None = None
    speaking: Speaker | None = None
    queue: Sequence[Speaker] = ()
    here: int = 0
    taken: Counter[Kind] = field(default_factory=Counter)
    invited: Sequence[Invited] = ()
    minutes: str | None = None


async def live_sheet(view: View, session_id: int) -> LiveSheet:
    """Raises `Refused` for a session of another forum."""
    row: models.Session = await view.own(models.Session, session_id, "session")
    now = await view.db.get(models.Sitting, session_id)
    item = await view.db.get(models.Item, now.item_id) if now and now.item_id else None
    come = sitting.taken(now) if now else []
    hands = await live.hands(view.db, session_id)
    called = next((hand for hand in hands if hand.called_at), None)
    history = await view.session_history(session_id)
    return LiveSheet(
        number=row.id,
        title=row.title,
        state=(await view.session(session_id)).state,
        zone=view.zone,
        now=_point(item),
        since=now.item_since if now else None,
        place=len(come),
        of=len({*come, *(one.id for one in await papers.agenda(view.db, view.forum.id, session_id))}),
        following=_point(await sitting.following(view, now)) if now else None,
        off_since=now.off_since if now else None,
        speaking=await _speaker(view, called) if called else None,
        queue=[await _speaker(view, hand) for hand in await floor.waiting(view, session_id)],
        here=await live.people_here(view.db, session_id),
        taken=Counter(Kind(note.kind) for note in await live.notes(view.db, session_id)),
        invited=await invited(view, session_id),
        minutes=where_minutes_stand(minutes_standing(history, view.terms), view.terms, view.terms.day(view.now)),
    )


def _point(row: models.Item | None) -> Point | None:
    return Point(row.id, row.title, row.minutes) if row else None


async def _speaker(view: View, row: models.Hand) -> Speaker:
    side = floor.side_of(row)
    if row.invitation_id is not None:
        return Speaker(row.id, side, clip(line(str(await view.whom_of(row.invitation_id))), TITLE))
    member = await view.db.get_one(models.Member, row.member_id)
    return Speaker(row.id, side, f"<@{member.user_id}>")


def live_card(sheet: LiveSheet) -> Card:
    """For everybody in the chat: of carers it says how many, and never who."""
    if sheet.state is not SessionState.OPEN:
        said = "Thank you to everybody who came."
        return Card(f"The session is over: {line(sheet.title)}", (said, sheet.minutes or ""), footer=_footer(sheet))
    subject = sheet.number
    return Card(
        f"Open now: {line(sheet.title)}",
        list(_blocks(sheet)),
        (
            Press(CustomId(LIVE_HERE, subject), f"I am here ({sheet.here})" if sheet.here else "I am here"),
            Press(CustomId(LIVE_HAND, subject), "Raise a hand"),
            Press(CustomId(LIVE_DOWN, subject), "Lower my hand"),
        ),
        tone=Tone.GOOD,
        footer=_footer(sheet),
    )


def where_it_is(sheet: LiveSheet) -> Iterator[str]:
    """The current item with the time that it has, and the next one."""
    if sheet.now:
        yield f"**Now: {clip(line(sheet.now.title), TITLE)}** ({sheet.place} of {sheet.of}){_time(sheet)}"
    else:
        yield "**No item of the agenda is open.**"
    if sheet.following:
        minutes = f" ({plural(sheet.following.minutes, 'minute', 'minutes')})" if sheet.following.minutes else ""
        yield f"Next: {clip(line(sheet.following.title), TITLE)}{minutes}"
    elif sheet.of:
        yield "After that there is no further item."


def off_the_record(sheet: LiveSheet) -> str:
    if sheet.off_since is None:
        return ""
    since = say_clock(sheet.off_since.astimezone(sheet.zone).time())
    return f"**Off the record since {since}.** Nothing is taken down; only how long it was is kept."


def _time(sheet: LiveSheet) -> str:
    if sheet.now is None or sheet.now.minutes is None or sheet.since is None:
        return ""
    until = sheet.since + timedelta(minutes=sheet.now.minutes)
    clock = say_clock(until.astimezone(sheet.zone).time())
    given = plural(sheet.now.minutes, "minute", "minutes")
    return f"\n{given}, until {clock} (<t:{int(until.timestamp())}:R>)"


def _blocks(sheet: LiveSheet) -> Iterator[Block]:
    yield "\n".join(where_it_is(sheet))
    yield off_the_record(sheet)
    yield "\n".join(_floor(sheet))
    yield "Press “I am here” to be counted. Nobody is named: only how many came is published."


def _floor(sheet: LiveSheet) -> Iterator[str]:
    if sheet.speaking:
        yield f"Speaking: {_called(sheet.speaking)}"
    if not sheet.queue:
        yield "No hand is up."
        return
    up = Counter(one.side for one in sheet.queue)
    carers, officials = plural(up[Side.CARER], "carer", "carers"), plural(up[Side.OFFICIAL], "official", "officials")
    who = listing(said for side, said in ((Side.CARER, carers), (Side.OFFICIAL, officials)) if up[side])
    yield f"Hands up: {who}. Next: {_called(sheet.queue[0])}."


def _called(speaker: Speaker) -> str:
    return "a carer" if speaker.side is Side.CARER else speaker.name


def _footer(sheet: LiveSheet) -> str:
    return f"Live, session {sheet.number}"
