"""Entries as they read now: the sentence of each, and below it whatever later entries say of it."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.rules import facts as f
from bot.rules.correction import replayed
from bot.rules.notices import under
from bot.rules.partnership import beside
from bot.rules.wording import About, below, is_thanks, say
from bot.view import View, entries
from db import public

CHUNK = 500


@dataclass(frozen=True)
class Below:
    """What a later entry says of this one."""

    seq: int
    text: str


@dataclass(frozen=True)
class Said:
    """An entry in words. `thanks`, `void` and `hidden` are as it reads now, after every correction."""

    seq: int
    day: date
    text: str
    fact: f.Fact
    thanks: bool = False
    void: bool = False
    hidden: bool = False
    below: tuple[Below, ...] = ()

    @property
    def at(self) -> datetime:
        return self.fact.at

    @property
    def invitation(self) -> int | None:
        return self.fact.invitation if isinstance(self.fact, f.InvitationFact) else None

    @property
    def pledge(self) -> int | None:
        return self.fact.pledge if isinstance(self.fact, f.PledgeFact) else None

    @property
    def session(self) -> int | None:
        number = getattr(self.fact, "session", None)
        return number if isinstance(number, int) else None


async def read(view: View, seen: Sequence[f.Entry]) -> list[Said]:
    """The entries in the order given."""
    histories = await _histories(view, seen)
    together = await view.partnership_entries() if any(isinstance(one.fact, f.BodyDeclined) for one in seen) else ()
    later = {entry.seq: _later(entry, histories, together) for entry in seen}
    later |= {e.seq: await view.corrections_of(e.seq) for e in seen if isinstance(e.fact, f.PledgeFact)}
    unique = {entry.seq: entry for entry in (*seen, *(e for of in later.values() for e in of))}
    rows = await held(view, histories)
    about = dict(zip(unique, await view.abouts(list(unique.values())), strict=True))
    del rows
    return [
        _said(view, entry, about, later[entry.seq], None if _voided(later[entry.seq]) else _as_read(entry, histories))
        for entry in seen
    ]


async def held(view: View, invitations: Collection[int]) -> list[Any]:
    """What `abouts` looks up one by one, asked for at once: hold it as long as it is needed."""
    numbers = sorted(invitations)
    parts = [numbers[start : start + CHUNK] for start in range(0, len(numbers), CHUNK)]
    return [row for part in parts for row in await public.held(view.db, part)]


def thanks_first(said: Sequence[Said]) -> list[Said]:
    """The newest day first, and within a day thanks before everything else (RECORD-RULES §6)."""
    return sorted(said, key=lambda one: (one.day, one.thanks, one.seq), reverse=True)


def _said(
    view: View, entry: f.Entry, about: Mapping[int, About], later: Sequence[f.Entry], reads: f.Fact | None
) -> Said:
    return Said(
        seq=entry.seq,
        day=entry.fact.at.astimezone(view.zone).date(),
        text=say(entry.fact, about[entry.seq]),
        fact=entry.fact,
        thanks=reads is not None and is_thanks(reads) and about[entry.seq].hidden is None,
        void=reads is None,
        hidden=about[entry.seq].hidden is not None,
        below=tuple(Below(one.seq, text) for one in later if (text := below(one.fact, about[one.seq]))),
    )


async def _histories(view: View, seen: Sequence[f.Entry]) -> dict[int, list[f.Entry]]:
    """By invitation, all its own entries."""
    numbers = sorted({entry.fact.invitation for entry in seen if isinstance(entry.fact, f.InvitationFact)})
    found: dict[int, list[f.Entry]] = defaultdict(list)
    for start in range(0, len(numbers), CHUNK):
        for entry in entries(await public.of_invitations(view.db, view.forum.id, numbers[start : start + CHUNK])):
            assert isinstance(entry.fact, f.InvitationFact)
            found[entry.fact.invitation].append(entry)
    return found


def _later(entry: f.Entry, histories: Mapping[int, Sequence[f.Entry]], together: Sequence[f.Entry]) -> list[f.Entry]:
    """What was recorded that changes how the entry reads; a reply that came after all, too."""
    if isinstance(entry.fact, f.BodyDeclined):
        return beside(together, entry.seq)
    if not isinstance(entry.fact, f.InvitationFact):
        return []
    return under(replayed(histories[entry.fact.invitation]), entry.seq, entry.fact)


def _voided(later: Sequence[f.Entry]) -> bool:
    """Did a dispute about a pledge end in "this entry was wrong"?"""
    return any(isinstance(one.fact, f.PledgeDisputeDecided) and one.fact.upheld for one in later)


def _as_read(entry: f.Entry, histories: Mapping[int, Sequence[f.Entry]]) -> f.Fact | None:
    if not isinstance(entry.fact, f.InvitationFact):
        return entry.fact
    return next((one.fact for one in replayed(histories[entry.fact.invitation]) if one.seq == entry.seq), None)
