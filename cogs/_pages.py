"""Lists longer than a card: Previous and Next, which know by their address what they turn, before and after a restart.

    class Log(Pages):
        name, act = "log", Act.READ_THE_RECORD

        async def page(self, interaction: Interaction, number: int, query: Mapping[str, str]) -> Page:
            entries, last = await log(here(interaction), number, period=query.get("period"))
            return Page(Card("The record", [wording(entry) for entry in entries]), last)

    @may(Act.READ_THE_RECORD, Shown.TO_ALL)
    async def log(self, interaction: Interaction, …) -> None:
        await reply(interaction, await Log.show(interaction, period="3m", organisation=12))

The query must fit an address: about 70 characters of names and ids, never a person's words.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar
from urllib.parse import parse_qsl, urlencode

from bot.chat.card import Card
from bot.chat.custom_id import CustomId
from bot.chat.kinds import Interaction, Shown
from cogs._button import Button
from cogs._reply import reply

__all__ = ["Page", "Pages"]


@dataclass(frozen=True)
class Page:
    """One page, and the number of the last one (at least 1)."""

    card: Card
    last: int


class Pages(Button, abstract=True):
    shown: ClassVar[Shown] = Shown.IN_PLACE

    async def page(self, interaction: Interaction, number: int, query: Mapping[str, str]) -> Page:
        """Page `number`, counted from 1; it may lie beyond the last one when the list has become shorter."""
        raise NotImplementedError

    @classmethod
    async def show(cls, interaction: Interaction, number: int = 1, **query: object) -> Card:
        """The card of that page with its buttons. What is None in the query is left out of it."""
        asked = {key: str(value) for key, value in query.items() if value is not None}
        extra = urlencode(asked)
        page = await cls(CustomId(cls.name, number, extra)).page(interaction, number, asked)
        if page.last <= 1:
            return page.card
        at = min(number, page.last)
        turns = (
            cls.on(at - 1, extra, label="Previous", disabled=at <= 1),
            cls.on(at + 1, extra, label="Next", disabled=at >= page.last),
        )
        footer = "\n".join(filter(None, (page.card.footer, f"Page {at} of {page.last}")))
        return replace(page.card, buttons=(*turns, *page.card.buttons), footer=footer)

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        await reply(interaction, await self.show(interaction, subject, **dict(parse_qsl(self.extra))))
