"""Where a story is played: a Discord server, a clerk on a clock that is moved by hand, a post-box, and a transcript.

async with open_stage(folder) as stage:
    await stage.types(stage.world.hana, "session schedule", title="Respite", when="Tue 3 Nov 7pm")
    await stage.until(date(2026, 9, 24))
"""

import asyncio
import re
import textwrap
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from bot.clerk import Clerk
from bot.client import ForumClerk
from bot.clock import HandClock
from bot.couriers import to_everywhere
from bot.demo.postbox import SETTINGS, PostBox, Posted
from bot.demo.world import LONDON, Answer, Channel, Message, Person, World, open_world
from bot.outbox import Courier
from bot.record import Record
from bot.rules.notices import Destination
from bot.rules.saying import say_date
from bot.timetable import Timetable
from bot.ways import Ways
from db import papers
from db.engine import Database

BEGINS = datetime(2026, 9, 14, 9, 0, tzinfo=UTC)
"""A Monday, ten o'clock in London, seven weeks before the session of the story."""

MORNING = time(10)

FORUM = 1
"""The one forum of the story."""


@dataclass
class Stage:
    world: World
    clerk: Clerk
    clock: HandClock
    post: PostBox
    transcript: list[str] = field(default_factory=list)
    _day: str = ""
    _hand: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def timetable(self) -> Timetable:
        """Made anew each time, as after a restart: it keeps nothing that is not in the database."""
        couriers: dict[str, Courier] = {**to_everywhere(self.clerk, self.world.bot), Destination.MAIL: self.post}
        return Timetable(self.clerk, couriers, collect=self.post.collect)

    async def types(self, person: Person, command: str, *, channel: Channel | None = None, **options: Any) -> Answer:
        """Somebody types a slash command."""
        given = " ".join(f"{name}: {_shown(value)}" for name, value in options.items())
        self._note(f"{_name(person)} types  /{command}{'  ' + given if given else ''}")
        return await self._answered(await self.world.slash(person, command, channel=channel, **options))

    async def presses(self, person: Person, on: Message | Answer, label: str) -> Answer:
        """The button whose label is this or begins so: "Me too" has a number behind it once somebody pressed it."""
        whole = next(shown for shown in self.world.labels(on) if shown.startswith(label))
        self._note(f"{_name(person)} presses  [{whole}]")
        return await self._answered(await self.world.press(person, on, whole))

    async def chooses(self, person: Person, on: Message | Answer, *values: str) -> Answer:
        names = {value: label for label, value in self.world.options(on)}
        self._note(f"{_name(person)} chooses  {', '.join(names.get(value, value) for value in values)}")
        return await self._answered(await self.world.choose(person, on, *values))

    async def hands_in(self, person: Person, form: Answer, **answers: Any) -> Answer:
        self._note(f"{_name(person)} fills in a form: " + "; ".join(f"{k}: {_shown(v)}" for k, v in answers.items()))
        return await self._answered(await self.world.submit(person, form, **answers))

    async def says(self, person: Person, text: str) -> Message:
        self._note(f"{_name(person)} writes  {text}")
        return await self.world.say(person, text)

    async def raises(self, person: Person, message: Message) -> Answer:
        """Somebody uses the menu of a chat message."""
        self._note(f"{_name(person)} opens the menu of that message and takes  Raise at the forum")
        return await self._answered(await self.world.menu(person, "Raise at the forum", message))

    async def tells(self, what: str) -> None:
        """Something happened outside Discord; do what follows from it."""
        self._note(what)
        await self.turn()

    async def mails(self, answering: Posted, raw: bytes, what: str) -> None:
        """A mail comes in answer to a letter; the clerk reads it and does what follows from it."""
        self.post.comes(raw, answering, what)
        await self.tells(what)

    def hears(self, person: Person) -> None:
        """What was last said to somebody alone, for the transcript."""
        message = person.user.dm_channel.history()[-1]
        self._note(f"To {_name(person)} alone\n" + textwrap.indent(_bare(self.world.text(message)), "    "))

    def card(self, words: str, channel: Channel | None = None) -> Message:
        """The newest message in a channel, by default the chat, that holds these words."""
        where = channel or self.world.chat
        messages = (self.world.message(where, number) for number in reversed(self.world.numbers(where)))
        return next(message for message in messages if words in self.world.text(message))

    async def until(self, day: date, at: time = MORNING) -> None:
        """Let the clock go on to that moment, stopping wherever something becomes due on the way."""
        goal = datetime.combine(day, at, LONDON)
        while (now := self.clock.now()) < goal:
            moment = await self.timetable.next_moment()
            tomorrow = datetime.combine(now.astimezone(LONDON).date() + timedelta(days=1), MORNING, LONDON)
            stop = goal if moment is None else tomorrow if moment <= now else moment
            self.clock.move_to(min(stop, goal))
            await self.keep_pace()
            await self.turn()

    async def turn(self) -> None:
        """Do what is due, now: read the post, sweep, deliver."""
        letters, heard = len(self.post.letters), {c.id: self.world.numbers(c) for c in self._channels}
        async with self._hand:
            await self.timetable.turn()
        for letter in self.post.letters[letters:]:
            self._note(f"A letter leaves for {letter.to}: {letter.subject}")
        for channel in self._channels:
            for number in self.world.numbers(channel)[len(heard[channel.id]) :]:
                words = self.world.text(self.world.message(channel, number))
                self._note(f"#{channel.name}\n" + textwrap.indent(_bare(words), "    "))

    @property
    def told(self) -> int:
        """How much has been said in the channels and by mail."""
        return len(self.post.letters) + sum(len(self.world.numbers(channel)) for channel in self._channels)

    async def keep_pace(self) -> None:
        """Bring Discord's own clock to the story's, so that messages carry its dates."""
        behind = (self.clock.now() - self.world.env.now()).total_seconds()
        if behind > 0:
            await self.world.env.advance_time(behind)

    async def restart(self) -> None:
        """Stop the bot and start a new one: nothing may depend on what it held in its head."""
        await self.world.restart()

    @property
    def _channels(self) -> tuple[Channel, ...]:
        return (self.world.chat, self.world.log, self.world.hosts)

    async def _answered(self, answer: Answer) -> Answer:
        if words := self.world.words(answer):
            self._note(textwrap.indent(_bare(words), "    | "))
        await self.turn()
        return answer

    def _note(self, line: str) -> None:
        """A line of the transcript, under the day on which it happened."""
        today = say_date(self.clock.now().astimezone(LONDON).date())
        if today != self._day:
            self._day = today
            self.transcript += ["", f"——— {today} ———"]
        self.transcript.append(line)


async def invitation_of(stage: Stage, role: str) -> int:
    """The first invitation to this role."""
    async with stage.clerk.record.reading(FORUM) as view:
        official = next(row.id for row in await papers.officials(view.db, FORUM) if row.role == role)
        return next(row.id for row in await papers.invitations(view.db, FORUM) if row.official_id == official)


@asynccontextmanager
async def open_stage(database: Database, *, site: str | None = None) -> AsyncIterator[Stage]:
    """An empty stage on a migrated database: people and channels, and no forum yet."""
    clock = HandClock(BEGINS)
    clerk = Clerk(Record(database, clock), Ways(mail=SETTINGS.from_address, site=site, reads_post=True))
    async with open_world(lambda: ForumClerk(clerk)) as world:
        stage = Stage(world, clerk, clock, PostBox(clerk))
        await stage.keep_pace()
        yield stage


def _name(person: Person) -> str:
    return person.user.global_name or person.name.title()


def _bare(words: str) -> str:
    """Without the marks of headings, small print and bold letters, for a page of plain text."""
    return re.sub(r"^(#+|-#) | \(<t:\d+:R>\)", "", words, flags=re.MULTILINE).replace("**", "")


def _shown(value: object) -> str:
    return str(getattr(value, "name", value))
