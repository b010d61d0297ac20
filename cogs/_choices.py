"""Options that mean something of the forum: offered by name as somebody types, and carrying an id.

    @app_commands.command(description="Ask an official to a session")
    @may(Act.INVITE)
    async def send(self, interaction: Interaction, session: SessionChoice, official: OfficialChoice | None = None):
        …                                   # session is the id (int) of a session of this forum, typed or chosen

A name typed without choosing works when it fits one thing only; what cannot be read is refused, in a sentence, before
the method runs. Autocomplete asks for the same act as the command (`bot.client.Tree`), never shows who raised an item,
and names an official only where the public may read the name.
"""

from typing import Any

import discord
from discord import app_commands
from discord.app_commands import Transform

from bot import choices
from bot.chat.gate import here, soon
from bot.chat.kinds import Interaction
from bot.chat.limits import OPTIONS
from bot.client import ForumClerk
from bot.rules.errors import Refused
from bot.view import View
from db import models

__all__ = [
    "AnyOfficialChoice",
    "ComingSessionChoice",
    "CorrectableChoice",
    "DisputedChoice",
    "HideableChoice",
    "InvitationChoice",
    "ItemChoice",
    "OfficialChoice",
    "OrganisationChoice",
    "OwnItemChoice",
    "PledgeChoice",
    "QuestionChoice",
    "SessionChoice",
]

LONGEST_ID = 9


class _Choice(app_commands.Transformer[ForumClerk]):
    """`find` lists what is offered; with `model`, what is no longer offered is still found by its id."""

    def __init__(self, what: str, find: choices.Finder | None, model: type[Any] | None = None) -> None:
        self.what = what
        self.find = find
        self.model = model

    def finder(self, interaction: Interaction) -> choices.Finder:
        assert self.find is not None
        return self.find

    async def transform(self, interaction: discord.Interaction[ForumClerk], value: Any, /) -> int:
        typed = str(value)
        async with interaction.client.clerk.record.reading(here(interaction).id) as view:
            number = await self._by_id(view, typed)
            if number is not None:
                return number
            return choices.the_one(await self.finder(interaction)(view), typed, self.what)

    async def autocomplete(
        self, interaction: discord.Interaction[ForumClerk], value: int | float | str, /
    ) -> list[app_commands.Choice[int | float | str]]:
        try:
            found = await soon(self._offered(interaction, str(value)))
        except Refused:
            return []
        return [app_commands.Choice(name=one.label, value=str(one.id)) for one in found]

    async def _by_id(self, view: View, typed: str) -> int | None:
        """Also what the list no longer offers, such as a past session: the rule then says what is wrong with it."""
        number = _number(typed)
        row = await view.db.get(self.model, number) if self.model is not None and number is not None else None
        return number if row is not None and row.forum_id == view.forum.id else None

    async def _offered(self, interaction: Interaction, typed: str) -> list[choices.Named]:
        async with interaction.client.clerk.record.reading(here(interaction).id) as view:
            return choices.matching(await self.finder(interaction)(view), typed, OPTIONS)


class _OwnItem(_Choice):
    """Only the asker's own: by id too, nobody else's item is found."""

    def finder(self, interaction: Interaction) -> choices.Finder:
        return choices.items_of(interaction.user.id)


class _QuotedItem(_Choice):
    """Only the asker's own, of which something is to be quoted."""

    def finder(self, interaction: Interaction) -> choices.Finder:
        return choices.quoted_of(interaction.user.id)


class _Entry(_Choice):
    """By its number any entry of the record is found, and offered if it is of use: if `one` gives it."""

    def __init__(self, find: choices.Finder, one: choices.OneFinder) -> None:
        super().__init__("entry", find)
        self.one = one

    async def _by_id(self, view: View, typed: str) -> int | None:
        number = _number(typed)
        return None if number is None else (await view.entry(number)).seq

    async def _offered(self, interaction: Interaction, typed: str) -> list[choices.Named]:
        newest = await super()._offered(interaction, typed)
        number = _number(typed)
        if number is None or any(one.id == number for one in newest):
            return newest
        async with interaction.client.clerk.record.reading(here(interaction).id) as view:
            return [*await self.one(view, number), *newest][:OPTIONS]


def _number(typed: str) -> int | None:
    number = typed.strip().removeprefix("#")
    return int(number) if number.isascii() and number.isdigit() and len(number) <= LONGEST_ID else None


SessionChoice = Transform[int, _Choice("session", choices.sessions, models.Session)]
ComingSessionChoice = Transform[int, _Choice("session", choices.coming_sessions, models.Session)]
InvitationChoice = Transform[int, _Choice("invitation", choices.invitations, models.Invitation)]
OfficialChoice = Transform[int, _Choice("official", choices.officials, models.Official)]
AnyOfficialChoice = Transform[int, _Choice("official", choices.officials_and_retired, models.Official)]
OrganisationChoice = Transform[int, _Choice("organisation", choices.organisations, models.Organisation)]
PledgeChoice = Transform[int, _Choice("pledge", choices.pledges, models.Pledge)]
ItemChoice = Transform[int, _Choice("item", choices.items, models.Item)]
QuestionChoice = Transform[int, _Choice("question", choices.asked, models.Question)]
OwnItemChoice = Transform[int, _OwnItem("item", None)]
QuotedItemChoice = Transform[int, _QuotedItem("item", None)]
CorrectableChoice = Transform[int, _Entry(choices.correctable, choices.correctable_entry)]
DisputedChoice = Transform[int, _Entry(choices.disputed, choices.disputed_entry)]
HideableChoice = Transform[int, _Entry(choices.hideable, choices.hideable_entry)]
