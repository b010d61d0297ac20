"""Counted feedback in words: each question with both sides on the same rungs, and how far apart they are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.rules import facts as f
from bot.rules.feedback import well
from bot.rules.wording.partnership import QUESTIONS, REMOVED, rung_words, say_side
from bot.rules.words import Asked


@dataclass(frozen=True)
class Line:
    """One question. A side of which fewer than five answered it says nothing; `gap` needs both."""

    question: str
    carers: str | None
    officials: str | None
    gap: str | None


def say_completion(fact: f.FeedbackCounted) -> tuple[str, str]:
    """How many handed a form in, of carers and of officials: it stands before everything else."""
    return say_side(fact.carers, "carers"), say_side(fact.officials, "officials")


def lines(fact: f.FeedbackCounted, criteria: Mapping[int, str]) -> list[Line]:
    """Every question that five or more of a side answered; `criteria` are the forum's own, in words."""
    carers, officials = _by_question(fact.carers), _by_question(fact.officials)
    both = dict.fromkeys((*carers, *officials))
    ordered = [*(key for key in both if key[1] is None), *((Asked.CRITERION, one) for one in criteria)]
    return [
        _line(question(asked, criterion, criteria), carers.get((asked, criterion)), officials.get((asked, criterion)))
        for asked, criterion in ordered
        if (asked, criterion) in both
    ]


def question(asked: Asked, criterion: int | None, criteria: Mapping[int, str]) -> str:
    return QUESTIONS[asked] if criterion is None else f"“{criteria.get(criterion, REMOVED)}”"


def in_plain_text(fact: f.FeedbackCounted, criteria: Mapping[int, str]) -> Iterable[tuple[str, tuple[str, ...]]]:
    """Each question, and below it a line a side and the gap."""
    for line in lines(fact, criteria):
        sides = (("Carers", line.carers), ("Officials", line.officials))
        said = tuple(f"{who}: {words}" for who, words in sides if words)
        yield line.question, (*said, *([line.gap] if line.gap else []))


def _by_question(side: f.Side) -> dict[tuple[Asked, int | None], f.Rated]:
    return {(one.asked, one.criterion): one for one in side.rated}


def _line(question: str, carers: f.Rated | None, officials: f.Rated | None) -> Line:
    ours, theirs = (_counts(side) if side else None for side in (carers, officials))
    return Line(question, ours, theirs, _gap(carers, officials))


def _counts(rated: f.Rated) -> str:
    words = rung_words(rated.asked).values()
    return ", ".join(f"{many} {word}" for many, word in zip(rated.counts, words, strict=True))


def _gap(carers: f.Rated | None, officials: f.Rated | None) -> str | None:
    if carers is None or officials is None:
        return None
    ours, theirs = well(carers).percent, well(officials).percent
    upper = "excellent or good" if carers.asked is Asked.OVERALL else next(iter(rung_words(carers.asked).values()))
    apart = abs(ours - theirs)
    points = f"{apart} percentage point{'s' if apart != 1 else ''} apart" if apart else "the same on both sides"
    return f"{upper.capitalize()}: {ours} % of carers, {theirs} % of officials; {points}."
