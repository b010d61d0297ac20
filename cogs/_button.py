"""Buttons and menus that work for the life of the record: what they are about is written on them, not kept in memory.

    class MeToo(Button):
        name, act, label = "metoo", Act.SUPPORT_AN_ITEM, "Me too"

        async def pressed(self, interaction: Interaction, subject: int) -> None:
            await reply(interaction, f"Counted. {await support(subject, by=who(interaction))}")

    Card("Bus passes", buttons=(MeToo.on(item.id), MeToo.on(item.id, label="Me too (4)")))


    class ChooseOfficials(Select):
        name, act, placeholder, most = "invite", Act.INVITE, "Whom do you want to invite?", 25

        async def chosen(self, interaction: Interaction, subject: int, values: Sequence[str]) -> None: ...

    Card("Invite", menu=ChooseOfficials.of([Option("7", "Chair, Northshire ICB")], session.id))

It is found by looking: define it in a cog or in a shared part, and that is all. `self.extra` is what else was written
on it. Never rename a `name`: cards in the channels carry it. `shown = Shown.IN_PLACE` changes the card that it sits on.
"""

from collections.abc import Sequence
from typing import Any, ClassVar, cast

from discord import ButtonStyle

from bot.chat.card import Choose, Option, Press
from bot.chat.custom_id import CustomId
from bot.chat.doors import Door
from bot.chat.kinds import Interaction


class Button(Door, abstract=True):
    label: ClassVar[str] = ""
    style: ClassVar[ButtonStyle] = ButtonStyle.secondary
    emoji: ClassVar[str | None] = None

    def __init__(self, at: CustomId) -> None:
        self.subject = at.subject
        self.extra = at.extra

    @classmethod
    def on(
        cls,
        subject: int = 0,
        extra: str = "",
        *,
        label: str | None = None,
        style: ButtonStyle | None = None,
        disabled: bool = False,
    ) -> Press:
        """This button on row `subject`, to put into a card."""
        at = CustomId(cls.name, subject, extra)
        return Press(at, label or cls.label, style or cls.style, cls.emoji, disabled)

    @classmethod
    async def enter(cls, interaction: Interaction, at: CustomId) -> None:
        await cls.let_in(interaction)
        await cls(at).pressed(interaction, at.subject)

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        """It has been acknowledged as `shown` says, and the visitor may do `act`."""
        raise NotImplementedError


class Select(Door, abstract=True):
    placeholder: ClassVar[str] = "Choose"
    least: ClassVar[int] = 1
    most: ClassVar[int] = 1

    def __init__(self, at: CustomId) -> None:
        self.subject = at.subject
        self.extra = at.extra

    @classmethod
    def of(cls, options: Sequence[Option], subject: int = 0, extra: str = "") -> Choose:
        """This menu about row `subject`, to put into a card."""
        return Choose(CustomId(cls.name, subject, extra), options, cls.placeholder, cls.least, cls.most)

    @classmethod
    async def enter(cls, interaction: Interaction, at: CustomId) -> None:
        await cls.let_in(interaction)
        values = cast(dict[str, Any], interaction.data or {}).get("values", [])
        await cls(at).chosen(interaction, at.subject, [str(value) for value in values])

    async def chosen(self, interaction: Interaction, subject: int, values: Sequence[str]) -> None:
        """As `Button.pressed`; `values` are those of the options chosen."""
        raise NotImplementedError
