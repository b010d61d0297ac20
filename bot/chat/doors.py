"""Buttons, menus and forms, found by the name in their address whenever somebody uses one.

They are not kept in memory by discord.py, which forgets them on restart, un-registers a whole class when one mixed view
ends, swallows their errors, and lets two people overwrite each other's form. The client hands each one that comes in to
the door of that name, here. So one press is one call, in one net, before and after a restart.
"""

from collections.abc import Iterable, Mapping
from types import ModuleType
from typing import ClassVar

from discord import InteractionType

from bot.chat.answer import defer
from bot.chat.custom_id import CustomId
from bot.chat.gate import admit, admit_soon
from bot.chat.kinds import Interaction, Shown
from bot.chat.mishap import OLDER, custom_id_of
from bot.rules.errors import Refused
from bot.rules.permissions import Act


class Door:
    """Something that is pressed, chosen from or handed in. A class says its name and its act, or cannot be defined."""

    name: ClassVar[str]
    act: ClassVar[Act]
    shown: ClassVar[Shown] = Shown.ONLY_ME
    comes_as: ClassVar[InteractionType] = InteractionType.component
    abstract: ClassVar[bool] = True

    def __init_subclass__(cls, *, abstract: bool = False) -> None:
        super().__init_subclass__()
        cls.abstract = abstract
        if not abstract:
            if not isinstance(getattr(cls, "act", None), Act):
                raise TypeError(f"{cls.__qualname__} must say by `act` what it does, or nobody could be allowed it")
            CustomId(getattr(cls, "name", ""))

    @classmethod
    async def let_in(cls, interaction: Interaction) -> None:
        """Acknowledge first, then look up who is asking; before a form opens, only as long as Discord waits."""
        await defer(interaction, cls.shown)
        await (admit_soon if cls.shown is Shown.AS_FORM else admit)(interaction, cls.act)

    @classmethod
    async def enter(cls, interaction: Interaction, at: CustomId) -> None:
        """Let in, then act. Errors are answered by the client."""
        raise NotImplementedError


Doors = Mapping[tuple[InteractionType, str], type[Door]]


def doors_in(modules: Iterable[ModuleType]) -> Doors:
    """Every door defined at the top of these modules. Two of one name and kind cannot be."""
    found: dict[tuple[InteractionType, str], type[Door]] = {}
    for module in modules:
        for door in vars(module).values():
            if isinstance(door, type) and issubclass(door, Door) and door.__module__ == module.__name__:
                if door.abstract:
                    continue
                other = found.setdefault((door.comes_as, door.name), door)
                if other is not door:
                    raise TypeError(f"{door.__qualname__} and {other.__qualname__} are both named {door.name!r}")
    return found


def find(doors: Doors, interaction: Interaction) -> tuple[type[Door], CustomId]:
    at = CustomId.parse(custom_id_of(interaction))
    door = doors.get((interaction.type, at.name)) if at else None
    if at is None or door is None:
        raise Refused(OLDER)
    return door, at
