"""A Discord server with people in it, without a network: the one file that knows SimCord. The tests use it too.

    async with open_world(lambda: ForumClerk(clerk)) as world:
        answer = await world.slash(world.cal, "engagement stats", organisation="12")
        assert world.words(answer) == …
        form = await world.press(world.hana, answer, "Note a reply")
        answer = await world.submit(world.hana, form, detail="By phone")
        await world.restart()

People: Hana is a host (and a carer), Cal and Cara are carers, Stan is neither, Olga owns the server. Every verb waits
until the bot has settled. A bug that the bot met fails the test when the world closes, unless the test has read
`world.mishaps`.
"""

import logging
import re
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

import discord
import simcord
from simcord import (
    ChannelHandle as Channel,
    InteractionResult as Answer,
    MemberActor as Person,
    ResponseMessage,
    RoleHandle,
)
from simcord.backend.models import Overwrite
from simcord.enums import MessageType, OverwriteType
from simcord.results import to_discord_message

from bot.client import ForumClerk

__all__ = ["Answer", "Channel", "Message", "Person", "World", "open_world", "permissions_asked_for"]

Message = discord.Message | ResponseMessage

LONDON = ZoneInfo("Europe/London")

permissions_asked_for = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    create_public_threads=True,
    manage_threads=True,
    embed_links=True,
    attach_files=True,
    read_message_history=True,
    pin_messages=True,
    create_events=True,
    manage_events=True,
    send_polls=True,
)
"""What the bot is given (DISCORD-NOTES §2.4); a test may take some away with `world.forbid`."""


_ESCAPES = re.compile(r"\\([^0-9A-Za-z\s])|\u200b")


class _Mishaps(logging.Handler):
    """Everything logged as an error, by us or by the library."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.seen: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.seen.append(record)


@dataclass
class World:
    env: simcord.Env
    make: Callable[[], ForumClerk]
    guild: simcord.GuildHandle
    chat: Channel
    log: Channel
    hosts: Channel
    host_role: RoleHandle
    carer_role: RoleHandle
    bot_role: RoleHandle
    olga: Person
    hana: Person
    cal: Person
    cara: Person
    stan: Person
    _logged: _Mishaps
    _joined: dict[str, Person] = field(default_factory=dict)

    @property
    def bot(self) -> ForumClerk:
        assert isinstance(self.env.bot, ForumClerk)
        return self.env.bot

    @property
    def mishaps(self) -> list[str]:
        """The bugs met since this was last read; having read them, the test is not failed for them."""
        seen, self._logged.seen = self._logged.seen, []
        return [self._tell(record) for record in seen]

    def joins(self, name: str) -> Person:
        """One more carer, who stays."""
        if name not in self._joined:
            user = self.env.create_user(name.lower(), global_name=name)
            self._joined[name] = self.guild.add_member(user, roles=(self.carer_role,))
        return self._joined[name]

    async def slash(self, person: Person, command: str, *, channel: Channel | None = None, **options: Any) -> Answer:
        """`command` as typed, "engagement stats". Roles and channels are handles, a file is `(name, bytes)`."""
        return await person.slash(channel or self.chat, command, **options)

    async def autocomplete(
        self, person: Person, command: str, option: str, typed: str = "", **filled: Any
    ) -> list[tuple[str, Any]]:
        """The choices shown, as (name, value)."""
        choices = await person.autocomplete(self.chat, command, option, typed, **filled)
        return [(choice["name"], choice["value"]) for choice in choices]

    async def menu(self, person: Person, name: str, on: Message) -> Answer:
        """The context menu of a message in the chat channel."""
        return await person.context_menu(self._channel_of(on), name, on)

    async def press(self, person: Person, on: Message | Answer, label: str) -> Answer:
        """The button with this label, on a message or on the last message of an answer."""
        return await person.click(self._message(on), label=label)

    async def choose(self, person: Person, on: Message | Answer, *values: str) -> Answer:
        """From the one menu of the message."""
        return await person.select(self._message(on), list(values))

    async def submit(self, person: Person, form: Answer, **answers: Any) -> Answer:
        """Hand in a form that was opened; what is not named keeps what it was filled in with."""
        assert form.modal is not None, f"no form was opened: {self.words(form)!r}"
        return await person.submit_modal(form, {**self.filled(form), **answers})

    async def say(self, person: Person, text: str, channel: Channel | None = None) -> discord.Message:
        return await person.send(channel or self.chat, text)

    async def restart(self) -> None:
        """Stop the bot and start a new one on the same Discord."""
        await self.env.restart_bot(self.make())

    def words(self, answer: Answer) -> str:
        """Every text of the answer as the person now reads it: without backslashes; headings and quotes as typed."""
        return "\n".join(filter(None, map(self.text, self.messages(answer))))

    def messages(self, answer: Answer) -> list[ResponseMessage]:
        return [message for message in (answer.response, *answer.followups) if message is not None]

    def numbers(self, channel: Channel) -> list[int]:
        """Of the messages that everybody there sees, oldest first. `history()` copies every one of them whole."""
        there = self.env.backend.messages.get(channel.id, {})
        return sorted(number for number, message in there.items() if message.visible_to(None))

    def message(self, channel: Channel, number: int) -> discord.Message:
        return to_discord_message(self.env, self.env.backend.messages[channel.id][number])

    def texts(self, channel: Channel, viewer: Person | None = None) -> list[str]:
        """What stands in a channel, oldest first; with a viewer, what they see of it."""
        return [self.text(message) for message in channel.history(viewer=viewer)]

    def text(self, message: Message) -> str:
        return _ESCAPES.sub(r"\1", self.markdown(message))

    def markdown(self, message: Message) -> str:
        """What was sent, letter by letter."""
        parts = [part["content"] for part in _parts(message) if "content" in part]
        return "\n".join(filter(None, [message.content, *parts]))

    def labels(self, on: Message | Answer) -> list[str]:
        """Of the buttons that can be pressed."""
        parts = _parts(self._message(on))
        return [part["label"] for part in parts if part["type"] == 2 and not part.get("disabled")]

    def options(self, on: Message | Answer) -> list[tuple[str, str]]:
        """Of the menus, as (label, value)."""
        parts = [part for part in _parts(self._message(on)) if part["type"] == 3]
        return [(option["label"], option["value"]) for part in parts for option in part["options"]]

    def filled(self, form: Answer) -> dict[str, Any]:
        """What the fields of an opened form hold already, by field name."""
        fields = [part["component"] for part in (form.modal or {})["components"] if "component" in part]
        return {field["custom_id"]: held for field in fields if (held := self._held(field)) is not None}

    def forbid(self, channel: Channel, *permissions: str) -> None:
        """Take permissions from the bot in one channel: `world.forbid(world.log, "send_messages")`."""
        denied = discord.Permissions(**dict.fromkeys(permissions, True)).value
        left = permissions_asked_for.value & ~denied
        self.env.backend.set_overwrite(channel.id, Overwrite(self.bot_role.id, OverwriteType.ROLE, left, denied))

    def forbid_everywhere(self, *permissions: str) -> None:
        """Take permissions from the bot in the whole server; everybody else loses them too."""
        denied = discord.Permissions(**dict.fromkeys(permissions, True)).value
        for role in (self.bot_role, self.guild.default_role):
            left = role._role.permissions & ~denied
            self.env.backend.edit_role(self.guild.id, role.id, {"permissions": left})

    def _held(self, field: dict[str, Any]) -> Any:
        if field.get("options") is not None:
            chosen = [option["value"] for option in field["options"] if option.get("default")]
            return None if not chosen else chosen[0] if field["type"] == 21 else chosen
        if field.get("default_values"):
            held = {role.id: role for role in self.guild.roles.values()} | {
                channel.id: channel for channel in self.guild.channels.values()
            }
            return [held[int(value["id"])] for value in field["default_values"]]
        return field.get("value")

    def _message(self, on: Message | Answer) -> Message:
        return self.messages(on)[-1] if isinstance(on, Answer) else on

    def _channel_of(self, message: Message) -> Channel:
        number = message.channel_id if isinstance(message, ResponseMessage) else message.channel.id
        return next(channel for channel in self.guild.channels.values() if channel.id == number)

    @staticmethod
    def _tell(record: logging.LogRecord) -> str:
        error = record.exc_info[1] if record.exc_info else None
        return f"{record.name}: {record.getMessage()}" + (f": {error!r}" if error else "")


def _parts(message: Message) -> Sequence[dict[str, Any]]:
    roots = (
        message.components
        if isinstance(message, ResponseMessage)
        else [component.to_dict() for component in message.components]
    )
    found: list[dict[str, Any]] = []

    def walk(part: dict[str, Any]) -> None:
        found.append(part)
        for child in (*part.get("components", ()), part.get("accessory"), part.get("component")):
            if child:
                walk(child)

    for root in roots:
        walk(dict(root))
    return found


# How long SimCord sleeps before it looks again whether the bot is done: 50 ms by itself, of which half a test was made.
# It has no switch for its own looks, and its version is pinned.
_looking: dict[str, Any] = simcord.Env._settle_internal.__kwdefaults__ or {}
_looking["idle"] = 0.001


@asynccontextmanager
async def open_world(make: Callable[[], ForumClerk], *, settle: float = 10.0) -> AsyncIterator[World]:
    """`make` builds the bot, at first and at each restart. `settle`: seconds after which a verb gives up."""
    logged = _Mishaps()
    logging.getLogger().addHandler(logged)
    try:
        # Not `simcord.run`: it sets context variables, and a fixture begins and ends in different contexts. Its own
        # list of errors counts refusals too; ours is the log, which has only bugs.
        env = simcord.Env(make(), check_errors=False, settle_timeout=settle)
        env.backend.bot_user.name = "Forum Clerk"
        _threads_hang_on_messages(env)
        await env.start()
        try:
            world = _furnish(env, make, logged)
            await env.settle()
            yield world
        finally:
            await env.shutdown()
        if unread := world.mishaps:
            raise AssertionError("the bot met a bug:\n" + "\n".join(unread))
    finally:
        logging.getLogger().removeHandler(logged)


def _threads_hang_on_messages(env: simcord.Env) -> None:
    """Discord shows a thread that was begun on a message under it. SimCord writes the line of a thread that hangs on
    nothing into the channel too."""
    write = env.backend.create_system_message

    def quietly(channel: int, kind: MessageType, *args: Any, **more: Any) -> Any:
        if kind == MessageType.THREAD_CREATED and more.get("referenced_message_id"):
            return None
        return write(channel, kind, *args, **more)

    # It has no switch for this, and its version is pinned.
    env.backend.create_system_message = quietly  # type: ignore[assignment,method-assign]


def _furnish(env: simcord.Env, make: Callable[[], ForumClerk], logged: _Mishaps) -> World:
    guild = env.create_guild("Northshire Carers")
    host, carer = guild.create_role("Host"), guild.create_role("Carer")
    bot_role = next(role for role in guild.roles.values() if role._role.managed)
    env.backend.edit_role(guild.id, bot_role.id, {"permissions": permissions_asked_for.value})
    secret: dict[Any, discord.PermissionOverwrite] = {
        guild.default_role: discord.PermissionOverwrite(view_channel=False),
        host: discord.PermissionOverwrite(view_channel=True),
        bot_role: discord.PermissionOverwrite(view_channel=True),
    }

    nobody_writes = dict.fromkeys(("send_messages", "create_public_threads", "send_messages_in_threads"), False)
    to_read: dict[Any, discord.PermissionOverwrite] = {
        guild.default_role: discord.PermissionOverwrite(**nobody_writes),
        bot_role: discord.PermissionOverwrite(send_messages=True),
    }

    def join(name: str, *roles: RoleHandle) -> Person:
        return guild.add_member(env.create_user(name.lower(), global_name=name), roles=roles)

    return World(
        env=env,
        make=make,
        guild=guild,
        chat=guild.create_text_channel("carers-chat"),
        log=guild.create_text_channel("public-log", overwrites=to_read),
        hosts=guild.create_text_channel("hosts", overwrites=secret),
        host_role=host,
        carer_role=carer,
        bot_role=bot_role,
        olga=Person(env, guild, guild.owner),
        hana=join("Hana", host, carer),
        cal=join("Cal", carer),
        cara=join("Cara", carer),
        stan=join("Stan"),
        _logged=logged,
    )
