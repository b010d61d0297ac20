"""Lines taken from one file, with duplicates collapsed and each refusal named."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Literal

from bot.directory.files.cleaning import folded
from bot.directory.files.lines import OfficialLine, OrganisationLine, Reading, RefusedLine, Unusable

_ORGANISATION_WORDS = {
    "kind": "kind", "website": "website", "opened": "start date", "closed": "end date",
    "successors": "successor", "other_codes": "code",
}  # fmt: skip
_OFFICIAL_WORDS = {
    "role": "wording of the role", "name": "name", "holder_code": "holder", "email": "e-mail address",
    "public_source": "public page", "elected": "answer to whether it is elected",
}  # fmt: skip


class Gathering:
    """`word` is what the people who made the file call a line of it."""

    def __init__(self, word: Literal["Line", "Item"]) -> None:
        self._word = word
        self._organisations: dict[str, OrganisationLine] = {}
        self._officials: dict[str, OfficialLine] = {}
        self._refused: list[RefusedLine] = []
        self._notes: list[str] = []

    @contextmanager
    def line(self, number: int) -> Iterator[None]:
        """Work on one line: whatever makes it unusable is noted with its number, and the rest goes on."""
        try:
            yield
        except Unusable as reason:
            self.refuse(number, str(reason))

    def refuse(self, number: int, reason: str) -> None:
        self._refused.append(RefusedLine(number, f"{self._word} {number}: {reason}"))

    def note(self, sentence: str) -> None:
        self._notes.append(sentence)

    def organisation(self, new: OrganisationLine) -> None:
        """Take a body, or add what an earlier line of the same body left open; raise Unusable if the two disagree."""
        key = new.code or f"name {folded(new.name)}"
        old = self._organisations.get(key, new)
        if folded(old.name) != folded(new.name):
            raise Unusable(f"the code {new.code} is already on {self._earlier(old.line)}, for {old.name}.")
        for field, word in _ORGANISATION_WORDS.items():
            was, now = getattr(old, field), getattr(new, field)
            if was and now and was != now:
                raise Unusable(f"{new.name} is already on {self._earlier(old.line)}, with another {word}.")
        added = {field: getattr(new, field) for field in _ORGANISATION_WORDS if not getattr(old, field)}
        self._organisations[key] = replace(old, **added)

    def official(self, new: OfficialLine) -> None:
        """Take a role; raise Unusable if an earlier line says something else about the same role."""
        organisation = self._organisations.get(f"name {folded(new.organisation)}")
        if organisation is not None:
            new = replace(new, organisation=organisation.name)
        key = new.code or f"role {folded(new.organisation)} | {folded(new.role)}"
        old = self._officials.setdefault(key, new)
        for field, word in _OFFICIAL_WORDS.items():
            if getattr(old, field) != getattr(new, field):
                raise Unusable(
                    f"the role '{new.role}' is already on {self._earlier(old.line)}, with another {word}. "
                    "Keep the right one; where several people share a role, give each role words of its own."
                )

    def reading(self, format: str) -> Reading:
        return Reading(
            format,
            tuple(sorted(self._organisations.values(), key=lambda line: line.line)),
            tuple(sorted(self._officials.values(), key=lambda line: line.line)),
            tuple(sorted(self._refused, key=lambda line: line.line)),
            tuple(self._notes),
        )

    def _earlier(self, number: int) -> str:
        return f"{self._word.lower()} {number}"
