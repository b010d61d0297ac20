"""A field of a form that names one of many: a list to choose from while it fits Discord's menu, else a line to type.

    pick = Pick("organisation", "For which organisation?", choices.organisations, nothing="Nobody in particular")
    fields = (Text(…), await pick.field(interaction))
    organisation = await pick.read(view, answers)

What is read is an id of this forum, or None for nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot import choices
from bot.chat.limits import OPTIONS
from bot.chat.typed import Answers
from bot.rules.errors import Refused
from bot.view import View
from cogs._card import Option
from cogs._desk import reading
from cogs._fields import Choice, Field, Text
from cogs._may import Interaction, soon

NOTHING = "nothing"
_TYPED = 100


@dataclass(frozen=True)
class Pick:
    """`find` lists what there is. `nothing` are the words for choosing none; without it, `lacking` is the sentence
    that says what to do when there is nothing to choose."""

    name: str
    label: str
    find: choices.Finder
    what: str
    nothing: str | None = None
    lacking: str = ""

    async def field(self, interaction: Interaction, *, but: int | None = None) -> Field:
        """Never keeps a form from opening because the list cannot be read in time: then its name can be typed."""
        try:
            found = await soon(self._found(interaction, but))
        except Refused:
            return self._line()
        if not found and not self.nothing:
            raise Refused(self.lacking)
        none = [Option(NOTHING, self.nothing)] if self.nothing else []
        listed = [*none, *(Option(str(one.id), one.label) for one in found)]
        return Choice(self.name, self.label, listed, required=not none) if _fits(listed) else self._line()

    async def filled(self, view: View, chosen: int | None) -> dict[str, str | list[str]]:
        """What a form is filled in with, whether it will be a list or a line."""
        found = await self.find(view)
        one = next((one for one in found if one.id == chosen), None)
        if one is None:
            return {}
        return {self.name: str(one.id) if _fits(found, spare=1) else one.label}

    async def read(self, view: View, answers: Answers) -> int | None:
        """Raises `Refused` for what fits nothing, or several."""
        typed = answers.text(self.name)
        if self.nothing and typed in ("", NOTHING):
            return None
        return choices.the_one(await self.find(view), typed, self.what)

    async def read_one(self, view: View, answers: Answers) -> int:
        """Where something has to be chosen."""
        return choices.the_one(await self.find(view), answers.text(self.name), self.what)

    async def _found(self, interaction: Interaction, but: int | None) -> list[choices.Named]:
        async with reading(interaction) as view:
            return [one for one in await self.find(view) if one.id != but]

    def _line(self) -> Text:
        hint = f"Type its name or number{', or leave this empty' if self.nothing else ''}."
        return Text(self.name, self.label, hint, most=_TYPED, required=not self.nothing)


def _fits(listed: Sequence[object], *, spare: int = 0) -> bool:
    return len(listed) + spare <= OPTIONS
