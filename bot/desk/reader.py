"""Reading the fields of one form, and gathering what is to be mended."""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.desk import words
from bot.desk.fields import Field
from bot.rules.errors import Refused
from bot.rules.tongue import N_, tr

Typed = Mapping[str, Sequence[str]]
"""By field, whatever was sent under its name."""


@dataclass(frozen=True)
class Problem:
    """What is to be mended, and in which field; `message` has these `places`, and is said where it is shown."""

    field: str
    message: str
    places: Mapping[str, object] = dataclasses.field(default_factory=dict)

    @property
    def words(self) -> str:
        return tr(self.message, **self.places)


class Mistakes(Exception):
    """Nothing was written down: `problems` says why, in the order of the page."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(*(problem.words for problem in problems))
        self.problems = tuple(problems)


class Reader:
    """Each field is asked for once; `done` raises `Mistakes` where one could not be taken."""

    def __init__(self, sent: Typed) -> None:
        self._sent = sent
        self.problems: list[Problem] = []

    def has(self, field: Field) -> bool:
        return bool(self._typed(field))

    def text(self, field: Field) -> str:
        """The words of a field, "" where there are none or where they cannot be taken."""
        found = self._typed(field)
        said = " ".join(found.split()) if field.lines == 1 else found
        if not said and field.missing:
            return self.refuse(field.name, field.missing)
        if len(said) > field.limit:
            why = N_("That has {have} characters; there is room for {room}. Please shorten it.")
            return self.refuse(field.name, why, have=f"{len(said):,}", room=f"{field.limit:,}")
        try:
            words.public(said if field.public else "")
        except Refused as error:
            return self.refuse(field.name, str(error))
        return said

    def _typed(self, field: Field) -> str:
        return words.typed("\n".join(self._sent.get(field.name, ())))

    def refuse(self, field: str, why: str, **places: object) -> str:
        self.problems.append(Problem(field, why, places))
        return ""

    def done(self) -> None:
        if self.problems:
            raise Mistakes(self.problems)
