"""What somebody filled into a form, read from the interaction itself: no form object needs to have lived so long."""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.chat.kinds import Interaction

_TEXT = 4
_YES = "yes"


class Answers(Mapping[str, str | list[str]]):
    """The answers by field name. What was left empty, or was not asked, reads as empty."""

    def __init__(self, answers: Mapping[str, str | list[str]]) -> None:
        self._answers = dict(answers)

    def __getitem__(self, name: str) -> str | list[str]:
        return self._answers[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._answers)

    def __len__(self) -> int:
        return len(self._answers)

    def text(self, name: str) -> str:
        """Of a text field, or the one value chosen."""
        return next(iter(self.many(name)), "").strip()

    def many(self, name: str) -> list[str]:
        answer = self._answers.get(name, "")
        return answer if isinstance(answer, list) else [answer] if answer else []

    def ticked(self, name: str) -> bool:
        return self.text(name) == _YES

    def number(self, name: str) -> int | None:
        """Of a picked role or channel: its id."""
        text = self.text(name)
        return int(text) if text.isascii() and text.isdigit() else None


def answers_in(interaction: Interaction) -> Answers:
    return Answers({field["custom_id"]: _value(field) for field in _fields(interaction)})


def texts_in(interaction: Interaction) -> list[str]:
    """Only what was typed, in the order of the form."""
    return [field["value"] for field in _fields(interaction) if field["type"] == _TEXT and field["value"]]


def _fields(interaction: Interaction) -> Iterator[dict[str, Any]]:
    def walk(parts: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        for part in parts:
            if "custom_id" in part:
                yield part
            yield from walk([*part.get("components", []), *([part["component"]] if "component" in part else [])])

    data: Mapping[str, Any] = interaction.data or {}
    yield from walk(data.get("components", []))


def _value(field: dict[str, Any]) -> str | list[str]:
    if "values" in field:
        return [str(value) for value in field["values"]]
    value = field.get("value")
    return _YES if value is True else str(value or "")
