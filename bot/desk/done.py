"""Whose desk it is, and what was done there."""

from dataclasses import dataclass

from bot.desk.fields import Form


@dataclass(frozen=True)
class Place:
    """Whose desk: an invitation of a forum. It came from a key, so both belong together."""

    forum: int
    invitation: int


@dataclass(frozen=True)
class Done:
    """What was done: the `entry` of the record and the `piece` in the hosts' tray that it became. `again` means that
    the entry had been there before."""

    form: Form
    entry: int | None = None
    piece: int | None = None
    again: bool = False
