"""Minutes as they follow from what was taken down and from the record, part by part, with what a host made of them.

Items stand in them by their numbers: their words belong to the carers who wrote them. Officials stand in them by their
roles, as names leave the record after a time and the text of minutes does not (RECORD-RULES §8).
"""

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot import coming, sitting
from bot.attendance import invited
from bot.publishing import standing_on
from bot.rules import facts as f
from bot.rules.minutes_text import PART_LIMIT, Kind, Part, hindrance
from bot.rules.saying import say_short_date
from bot.rules.screening import second_looks
from bot.rules.tongue import capital
from bot.rules.wording import plural
from bot.rules.words import Answer, Presence
from bot.view import View
from db import live, models, papers

WHO, OTHER, LEFT = "who", "other", "left"
"""The parts that are about no item."""
UNCOUNTED = "How many carers were there was not counted."
NOTHING = "Nothing was written down about this item."


@dataclass(frozen=True)
class DraftPart:
    """One part of a draft; `key` is its name in the papers."""

    key: str
    part: Part


@dataclass(frozen=True)
class Draft:
    """The minutes of a session as they would be published now. `unsaid` is of how many invited nobody has said yet
    whether they came."""

    session: int
    title: str
    parts: tuple[DraftPart, ...]
    unsaid: int

    @property
    def fingerprint(self) -> str:
        """So that what is published is what somebody has read."""
        text = "\0".join(f"{one.key}\0{one.part.heading}\0{one.part.words}" for one in self.parts)
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    @property
    def whole(self) -> list[Part]:
        return [one.part for one in self.parts]

    @property
    def second_looks(self) -> list[str]:
        """What may name somebody who should not stand in public; the host decides."""
        return [f"“{part.heading}”: {one}" for part in self.whole for one in second_looks(part.words)]

    @property
    def hindrances(self) -> list[str]:
        return [why for part in self.whole if (why := hindrance(part))]


async def draft_of(view: View, session_id: int) -> Draft:
    """Raises `Refused` for another forum's session."""
    row: models.Session = await view.own(models.Session, session_id, "session")
    changed = await live.parts(view.db, session_id)
    parts = [
        DraftPart(key, replace(part, words=changed.get(key, part.words)))
        for key, part in [(WHO, await _who(view, session_id)), *await _items(view, session_id, changed)]
    ]
    unsaid = sum(one.presence is None for one in await invited(view, session_id))
    return Draft(session_id, row.title, tuple(parts), unsaid)


async def _who(view: View, session_id: int) -> Part:
    """Thanks first; who was not there without having said so stands in the record alone."""
    now, came, regrets = await view.session(session_id), [], []
    for one in await invited(view, session_id):
        role = str(replace(one.whom, name=None))
        if one.presence in (Presence.CAME, Presence.DEPUTY_CAME):
            came.append(f"a deputy of {role}" if one.presence is Presence.DEPUTY_CAME else role)
        elif one.answer is Answer.CANNOT_COME:
            regrets.append(role)
    if cannot := (await coming.counts(view, session_id)).cannot:
        regrets.append(plural(cannot, "carer"))
    for entry in await view.session_history(session_id):
        if isinstance(entry.fact, f.CameUninvited):
            official = await view.db.get_one(models.Official, entry.fact.official)
            came.append(str(replace(await view.whom(official, None), name=None)))
    lines = [
        f"Thank you to the officials who came: {'; '.join(came)}." if came else "",
        _carers(now.carers, await live.badges_named(view.db, session_id)),
        f"Regrets: {'; '.join(regrets)}." if regrets else "",
        await _off_the_record(view, session_id),
    ]
    return Part("Who was there", "\n".join(filter(None, lines)))


def _carers(carers: int | None, badges: Sequence[str]) -> str:
    """Nobody by name; by the badge that they made themselves whoever asked for it."""
    said = f"{plural(carers, 'carer')} {'was' if carers == 1 else 'were'} there." if carers is not None else UNCOUNTED
    called = "; ".join(f"“{badge}”" for badge in badges)
    return f"{said} Some of them, as they call themselves: {called}." if called else said


async def _off_the_record(view: View, session_id: int) -> str:
    now = await view.db.get(models.Sitting, session_id)
    if now is None or not now.off_seconds:
        return ""
    minutes = plural(max(1, round(now.off_seconds / 60)), "minute")
    return f"The session was off the record for {minutes}; nothing of that was taken down."


async def _items(view: View, session_id: int, changed: Collection[str]) -> list[tuple[str, Part]]:
    """What was taken down, item by item in the order in which the session came to them; then the rest. Parts that were
    published stay when the notes that they were made of are no longer kept."""
    now, notes = await view.db.get(models.Sitting, session_id), await live.notes(view.db, session_id)
    come = sitting.taken(now) if now else []
    known = [*(note.item_id for note in notes if note.item_id), *_numbers(changed)]
    numbers = [*come, *dict.fromkeys(number for number in known if number not in come)]
    items = {row.id: row for row in await papers.items_numbered(view.db, view.forum.id, numbers)}
    parts: list[tuple[str, Part]] = []
    for number in numbers:
        lines = _lines([note for note in notes if note.item_id == number])
        parts += _cut(f"item-{number}", await _heading(view, items[number]), lines or [NOTHING], changed)
    parts += _cut(OTHER, "Besides the agenda", _lines([note for note in notes if note.item_id is None]), changed)
    agenda = await standing_on(view, session_id)
    if now and (left := [f"item {item.id}" for item in agenda if item.id not in come]):
        parts.append((LEFT, Part("Not reached", f"{capital(', '.join(left))}.")))
    return parts


async def _heading(view: View, item: models.Item) -> str:
    body = await view.db.get(models.Organisation, item.organisation_id) if item.organisation_id else None
    return f"Item {item.id}, put to {body.name}" if body else f"Item {item.id}"


def _lines(notes: Sequence[models.Note]) -> list[str]:
    """Notes, then what was decided, then who does what."""
    in_order = sorted(notes, key=lambda note: (list(Kind).index(Kind(note.kind)), note.id))
    return [_line(note) for note in in_order]


def _line(note: models.Note) -> str:
    match Kind(note.kind):
        case Kind.NOTE:
            return note.words
        case Kind.DECISION:
            return f"Decided: {note.words}"
        case Kind.ACTION:
            by = f"by {say_short_date(note.due)}" if note.due else ""
            more = ", ".join(filter(None, (note.owner, by)))
            return f"Action: {note.words}" + (f" ({more})" if more else "")


def _numbers(keys: Iterable[str]) -> list[int]:
    """The items that parts with these names are about."""
    return sorted({int(found[1]) for key in keys if (found := re.match(r"item-(\d+)", key))})


def _cut(key: str, heading: str, lines: Iterable[str], kept: Collection[str]) -> Iterator[tuple[str, Part]]:
    """As many parts as it takes for each to fit into one field of a form, or as there were."""
    words, nth = "", 1
    for line in lines:
        if words and len(words) + len(line) + 1 > PART_LIMIT:
            yield _nth(key, heading, words, nth)
            words, nth = "", nth + 1
        words = f"{words}\n{line}" if words else line
    if words:
        yield _nth(key, heading, words, nth)
        nth += 1
    while (part := _nth(key, heading, "", nth))[0] in kept:
        yield part
        nth += 1


def _nth(key: str, heading: str, words: str, nth: int) -> tuple[str, Part]:
    return (key, Part(heading, words)) if nth == 1 else (f"{key}.{nth}", Part(f"{heading} (part {nth})", words))
