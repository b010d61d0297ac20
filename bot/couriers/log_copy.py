"""The public log held against the record: each fact once, as it reads now, whatever happened in Discord meanwhile.

It looks through the newest messages of the channel, and in time through all of them (`bot.couriers.log_round`). An
entry that is gone from there is posted again, at the end, with a mark that says so and when it was first posted; one
that reads differently is brought up to date; of one that stands twice, the message that the clerk does not know of is
removed. Only what was posted is looked for: a channel chosen later does not get what is older than it.
"""

import logging
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress

import discord

from bot.chat.card import Card
from bot.chat.sheet import sheet
from bot.clerk import Clerk
from bot.couriers.log_parcels import posted
from bot.couriers.log_round import Seen, look
from bot.couriers.parcel import Channel
from bot.couriers.seen import lines
from bot.outbox import Errand, NotNeeded
from bot.rules.notices import Action, Destination, Notice
from bot.transaction import Transaction
from db import posts, settings

log = logging.getLogger(__name__)


class LogCopy:
    """What raises is for the courier to understand: it knows Discord's faults."""

    def __init__(self, clerk: Clerk, client: discord.Client) -> None:
        self._clerk = clerk
        self._client = client

    async def compare(self, errand: Errand, to: Channel) -> NotNeeded:
        """Nothing is posted here: what is to be mended waits in the same queue, in the order of the record."""
        channel = self._client.get_partial_messageable(to.id, guild_id=to.guild)
        place = f"log_looked:{errand.forum}:{to.id}"
        seen = await look(channel, self._client.user, int(await self._clerk.settings_get(place) or 0))
        async with self._clerk.record.reading(errand.forum) as view:
            known = await posts.standing(view.db, view.forum.id, to.id, seen.stretches, seen.entries)
        await self._remove_doubles(channel, seen, known)
        there = {message.id: message for messages in seen.entries.values() for message in messages}
        gone = [seq for seq in sorted(known) if known[seq] not in there and seen.covers(known[seq])]
        stands = {seq: there[known[seq]] for seq in sorted(known) if known[seq] in there}
        changed = await self._changed(errand, stands)

        async def mend(tx: Transaction) -> None:
            await settings.put(tx.db, place, str(seen.back_to))
            for seq in gone:
                key = f"entry:{seq}:again:{known[seq]}"
                tx.notify(Notice(Destination.LOG, Action.REPOST_ENTRY, seq, key))
            for seq in changed:
                key = f"entry:{seq}:edit:looked:{errand.id}"
                tx.notify(Notice(Destination.LOG, Action.EDIT_ENTRY, seq, key))

        return NotNeeded(f"looked through the log: {len(gone)} to post again, {len(changed)} to bring up to date", mend)

    async def _remove_doubles(self, channel: discord.PartialMessageable, seen: Seen, known: Mapping[int, int]) -> None:
        """Never one that the clerk cannot place: after an older backup was put back, the log knows more than it."""
        for seq, messages in seen.entries.items():
            for message in messages:
                if seq in known and message.id != known[seq]:
                    with suppress(discord.NotFound):
                        await channel.get_partial_message(message.id).delete()
            if seq not in known:
                log.warning("the public log shows an entry %s that this record has not posted", seq)

    async def _changed(self, errand: Errand, stands: Mapping[int, discord.Message]) -> list[int]:
        async with self._clerk.record.reading(errand.forum) as view:
            cards = await posted(view, self._clerk.ways, stands)
        return [seq for seq, message in stands.items() if _words(lines(message)) != _words(_shown(cards[seq]))]


def _shown(card: Card) -> Iterator[str]:
    for part in sheet(card).walk_children():
        if isinstance(part, discord.ui.TextDisplay):
            yield part.content


def _words(shown: Iterable[str]) -> list[str]:
    """Discord trims what it keeps."""
    return " ".join(shown).split()
