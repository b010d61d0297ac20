"""What the record says of working together: the criteria in force, and with which bodies the carers do not work."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import reduce

from bot.rules import facts as f

PARTNERSHIP = (f.CriteriaAdopted.kind, f.BodyDeclined.kind, f.BodyAnswered.kind, f.BodyWelcomedBack.kind)
"""The kinds of entry that it follows from."""


@dataclass(frozen=True)
class Partnership:
    """`criteria` are the texts in force, by number, in the order in which they were adopted; `version` 0 has none.
    `answers` are
    the statements of declined bodies."""

    version: int = 0
    criteria: Mapping[int, f.Enclosed] = field(default_factory=dict)
    declined: Mapping[int, f.BodyDeclined] = field(default_factory=dict)
    answers: Mapping[int, tuple[f.Enclosed, ...]] = field(default_factory=dict)


def partnership(facts: Iterable[f.Fact]) -> Partnership:
    return reduce(after, facts, Partnership())


def beside(entries: Iterable[f.Entry], seq: int) -> list[f.Entry]:
    """What stands under the entry `seq` by which a body was declined: its statements, and that it is welcome again."""
    found: list[f.Entry] = []
    organisation: int | None = None
    for entry in entries:
        if entry.seq == seq and isinstance(entry.fact, f.BodyDeclined):
            organisation = entry.fact.organisation
        elif organisation is not None and getattr(entry.fact, "organisation", None) == organisation:
            found.append(entry)
            if isinstance(entry.fact, f.BodyWelcomedBack):
                break
    return found


def after(now: Partnership, fact: f.Fact) -> Partnership:
    """How it stands after this fact."""
    match fact:
        case f.CriteriaAdopted(version=version, criteria=numbers, texts=texts):
            return replace(now, version=version, criteria=dict(zip(numbers, texts, strict=True)))
        case f.BodyDeclined(organisation=body):
            return replace(now, declined={**now.declined, body: fact})
        case f.BodyAnswered(organisation=body, text=text):
            return replace(now, answers={**now.answers, body: (*now.answers.get(body, ()), text)})
        case f.BodyWelcomedBack(organisation=body):
            left = {number: one for number, one in now.declined.items() if number != body}
            return replace(now, declined=left, answers={n: one for n, one in now.answers.items() if n != body})
        case _:
            return now
