"""What the public log is sent: entries, and once a day how far the record goes."""

from collections.abc import Collection
from dataclasses import replace
from zoneinfo import ZoneInfo

from bot.cards.entry import EntrySheet, entry_card, entry_sheets
from bot.cards.log import head_card
from bot.chat.card import Card
from bot.couriers.parcel import Channel, Packed, Parcel, Person
from bot.outbox import Errand, NotNeeded
from bot.rules.notices import Action
from bot.view import View
from bot.ways import Ways
from db import ledger, posts

ENTRIES = (Action.POST_ENTRY, Action.REPOST_ENTRY, Action.EDIT_ENTRY)
"""What puts an entry into the public log, or changes it there."""


async def posted(view: View, ways: Ways, seqs: Collection[int]) -> dict[int, Card]:
    """The entries as the log shows them now."""
    again = await posts.posted_again(view.db, view.forum.id, seqs)
    sheets = await entry_sheets(view, seqs, ways)
    return {seq: _card(sheets[seq], again.get(seq), view.zone) for seq in seqs}


def _card(sheet: EntrySheet, again: posts.Again | None, zone: ZoneInfo) -> Card:
    if again is None:
        return entry_card(sheet)
    found, first = (moment.astimezone(zone).date() for moment in (again.found, again.first))
    return entry_card(replace(sheet, again=found, first=first))


async def entry(view: View, ways: Ways, errand: Errand, to: Channel | Person) -> Packed:
    return Parcel(to, (await posted(view, ways, [errand.subject]))[errand.subject])


async def edited(view: View, ways: Ways, errand: Errand, to: Channel | Person) -> Packed:
    stands = await posts.message_of(view.db, view.forum.id, ENTRIES, errand.subject)
    if stands is None:
        return NotNeeded("the entry was never posted")
    return Parcel(to, (await posted(view, ways, [errand.subject]))[errand.subject], stands)


async def head(view: View, ways: Ways, errand: Errand, to: Channel | Person) -> Packed:
    hashed, at = (await ledger.marks(view.db, view.forum.id, [errand.subject]))[errand.subject]
    return Parcel(to, head_card(errand.subject, hashed, at.astimezone(view.zone).date()), quiet=True)
