"""What the public log is sent: entries, and once a day how far the record goes."""

from dataclasses import replace

from bot.cards.entry import entry_card, entry_sheet
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


async def posted(view: View, ways: Ways, seq: int) -> Card:
    """The entry as the log shows it now."""
    again = await posts.posted_again(view.db, view.forum.id, seq)
    sheet = await entry_sheet(view, seq, ways)
    return entry_card(replace(sheet, again=again.astimezone(view.zone).date() if again else None))


async def entry(view: View, ways: Ways, errand: Errand, to: Channel | Person) -> Packed:
    return Parcel(to, await posted(view, ways, errand.subject))


async def edited(view: View, ways: Ways, errand: Errand, to: Channel | Person) -> Packed:
    stands = await posts.message_of(view.db, view.forum.id, ENTRIES, errand.subject)
    if stands is None:
        return NotNeeded("the entry was never posted")
    return Parcel(to, await posted(view, ways, errand.subject), stands)


async def head(view: View, ways: Ways, errand: Errand, to: Channel | Person) -> Packed:
    hashed, at = (await ledger.marks(view.db, view.forum.id, [errand.subject]))[errand.subject]
    return Parcel(to, head_card(errand.subject, hashed, at.astimezone(view.zone).date()), quiet=True)
