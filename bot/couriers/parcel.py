"""What a courier carries to Discord, and to whom."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.chat.card import Card
from bot.outbox import Errand, Gone, Later, NotNeeded, Then
from bot.view import View
from bot.ways import Ways


@dataclass(frozen=True)
class Channel:
    """A channel of the forum's server, and what the forum uses it for, in words."""

    id: int
    guild: int
    called: str


@dataclass(frozen=True)
class Person:
    """Somebody's direct messages. A courtesy may be refused; what the hosts must hear may not."""

    id: int
    courtesy: bool


@dataclass(frozen=True)
class Parcel:
    """`stands` is the message to be changed, where there is one. `then` is recorded with the delivery, `shut` where the
    person takes no direct messages."""

    to: Channel | Person
    card: Card
    stands: tuple[int, int] | None = None
    filename: str | None = None
    file: str = ""
    then: Then | None = None
    shut: Then | None = None


Packed = Parcel | NotNeeded | Gone | Later
Packer = Callable[[View, Ways, Errand, Channel | Person], Awaitable[Packed]]
