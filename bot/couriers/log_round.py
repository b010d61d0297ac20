"""How the clerk gets through a whole channel, however long: each time its newest messages, and the next older stretch.

Where it got to is remembered; at the channel's beginning it goes round again. A look takes seven requests at most, and
one round of a channel two looks for every 1,000 messages.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import discord

from bot.couriers.seen import lines, ours

NEWEST, OLDER = 200, 500
"""Messages; Discord gives a hundred a request."""
_ENTRY = re.compile(r"-# Entry ([0-9]{1,18}) · ")


@dataclass(frozen=True)
class Seen:
    """The clerk's entries among the messages that were read: by number. From `since` on all are known, and those from
    `back_to` to `place`; `back_to` is where the next look goes on, 0 at the channel's beginning."""

    entries: Mapping[int, list[discord.Message]]
    since: int
    back_to: int
    place: int

    @property
    def stretches(self) -> tuple[tuple[int, int | None], ...]:
        return (self.since, None), (self.back_to, self.place)

    def covers(self, message: int) -> bool:
        return message >= self.since or self.back_to <= message < self.place


async def look(channel: discord.PartialMessageable, me: discord.abc.Snowflake | None, place: int) -> Seen:
    """`place` is what the last look of this channel gave as `back_to`, 0 before the first."""
    read = [message async for message in channel.history(limit=NEWEST)]
    since = read[-1].id if len(read) == NEWEST else 0
    place = min(place or since, since)
    older = [one async for one in channel.history(limit=OLDER, before=discord.Object(place))] if place else []
    return Seen(_entries((*read, *older), me), since, older[-1].id if len(older) == OLDER else 0, place)


def _entries(messages: Iterable[discord.Message], me: discord.abc.Snowflake | None) -> dict[int, list[discord.Message]]:
    found: dict[int, list[discord.Message]] = defaultdict(list)
    for message in messages:
        if ours(message, me) and (number := _number(message)):
            found[number].append(message)
    return found


def _number(message: discord.Message) -> int | None:
    return next((int(found[1]) for line in lines(message) if (found := _ENTRY.match(line))), None)
