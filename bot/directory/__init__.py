"""The forum's directory: whom it may invite, and what a file of bodies and officials changes in it.

    async with clerk.record.reading(forum.id) as view:
        would = (await Directory.of(view)).take(reading)            # a dry run: nothing is kept
    async with clerk.record.transaction(forum.id, by=host) as tx:
        done = await take_in(tx, reading, Via.COMMAND)              # the same, and kept

A line changes only what it says: an empty cell never wipes out what is known. Taking in the same file twice changes
nothing. The record hears of a body's name and kind and of a role's words; the rest are papers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.chat.text import plural
from bot.directory.files import OfficialLine, OrganisationLine, Reading, RefusedLine
from bot.directory.lines import Codes, take_official, take_organisation
from bot.directory.papers import Body, Person, Role, read_papers, write_papers
from bot.directory.search import Search
from bot.inviting import misdirected
from bot.rules.errors import Refused
from bot.rules.words import Via
from bot.transaction import Transaction
from bot.view import View

__all__ = ["Body", "Directory", "Outcome", "Person", "Role", "Taken", "take_in"]


@dataclass(frozen=True)
class Taken:
    """A line that adds or changes something, and the sentence that says what."""

    line: int
    sentence: str


@dataclass(frozen=True)
class Outcome:
    """What a file does to the directory. `same` counts the lines that say nothing new."""

    format: str
    added: tuple[Taken, ...]
    changed: tuple[Taken, ...]
    same: int
    refused: tuple[RefusedLine, ...]
    notes: tuple[str, ...]

    @property
    def changes(self) -> int:
        return len(self.added) + len(self.changed)


async def take_in(tx: Transaction, reading: Reading, via: Via) -> Outcome:
    """Take a file in; a line that cannot be taken is named in the outcome, and the rest goes in."""
    directory = await Directory.of(tx)
    outcome = directory.take(reading)
    await directory.save(tx, via)
    return replace(outcome, notes=(*outcome.notes, *await _to_ask_anew(tx, directory.readdressed)))


async def _to_ask_anew(tx: Transaction, roles: Sequence[Role]) -> list[str]:
    """What a file cannot decide: whether the former address was wrong."""
    notes = []
    for role in roles:
        if waiting := len(await misdirected(tx, role.id)):
            went = plural(waiting, "invitation without an answer", "invitations without an answer")
            notes.append(f"{went} went to the former address of the {role.role}. To ask anew, use /invitation resend.")
    return notes


class Directory(Search):
    """Every body and role of a forum, in memory: changed at will, and written down by `save`."""

    @classmethod
    async def of(cls, view: View) -> Directory:
        return cls(*await read_papers(view))

    async def save(self, tx: Transaction, via: Via) -> None:
        """Write down what has been changed since it was read."""
        await write_papers(tx, self.bodies, self.roles, via)

    def take(self, reading: Reading) -> Outcome:
        """Take every line that can be taken; bodies come before the roles in them."""
        added: list[Taken] = []
        changed: list[Taken] = []
        refused = list(reading.refused)
        same = 0
        word = "Item" if "JSON" in reading.format else "Line"
        of_file = Codes.of(self, reading.organisations)
        lines: Iterable[OrganisationLine | OfficialLine] = (*reading.organisations, *reading.officials)
        for line in lines:
            before = len(self.bodies) + len(self.roles)
            try:
                sentence = self._take(line, of_file)
            except Refused as reason:
                refused.append(RefusedLine(line.line, f"{word} {line.line}: {reason}"))
                continue
            same += not sentence
            if sentence:
                is_new = len(self.bodies) + len(self.roles) > before
                (added if is_new else changed).append(Taken(line.line, sentence))
        in_order = tuple(sorted(refused, key=lambda one: one.line))
        return Outcome(reading.format, tuple(added), tuple(changed), same, in_order, reading.notes)

    def _take(self, line: OrganisationLine | OfficialLine, of_file: Codes) -> str:
        if isinstance(line, OrganisationLine):
            return take_organisation(self, line, of_file)
        return take_official(self, line)
