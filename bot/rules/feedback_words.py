"""Counted feedback in words: each question with both sides on the same rungs, and how far apart they are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.rules import facts as f
from bot.rules.feedback import well
from bot.rules.tongue import N_, tr, trn
from bot.rules.wording.partnership import QUESTIONS, REMOVED, say_side
from bot.rules.words import Asked

_OVERALL = (N_("{count} excellent"), N_("{count} good"), N_("{count} fair"), N_("{count} poor"))
_YES = (N_("{count} yes"), N_("{count} partly"), N_("{count} no"))
_COUNTED = {
    Asked.OVERALL: _OVERALL,
    Asked.OBJECTIVES: _YES,
    Asked.EQUAL_PARTNER: _YES,
    Asked.CRITERION: (N_("{count} met"), N_("{count} partly met"), N_("{count} not met")),
}
"""How many chose each rung, the best first."""

_UPPER = {
    Asked.OVERALL: N_("Excellent or good"),
    Asked.OBJECTIVES: N_("Yes"),
    Asked.EQUAL_PARTNER: N_("Yes"),
    Asked.CRITERION: N_("Met"),
}


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
    return QUESTIONS[asked] if criterion is None else f"“{criteria.get(criterion) or tr(REMOVED)}”"


def in_plain_text(fact: f.FeedbackCounted, criteria: Mapping[int, str]) -> Iterable[tuple[str, tuple[str, ...]]]:
    """Each question, and below it a line a side and the gap."""
    for line in lines(fact, criteria):
        carers = tr("Carers: {counts}", counts=line.carers) if line.carers else None
        officials = tr("Officials: {counts}", counts=line.officials) if line.officials else None
        yield line.question, tuple(filter(None, (carers, officials, line.gap)))


def _by_question(side: f.Side) -> dict[tuple[Asked, int | None], f.Rated]:
    return {(one.asked, one.criterion): one for one in side.rated}


def _line(question: str, carers: f.Rated | None, officials: f.Rated | None) -> Line:
    ours, theirs = (_counts(side) if side else None for side in (carers, officials))
    return Line(question, ours, theirs, _gap(carers, officials))


def _counts(rated: f.Rated) -> str:
    return ", ".join(tr(of, count=many) for many, of in zip(rated.counts, _COUNTED[rated.asked], strict=True))


def _gap(carers: f.Rated | None, officials: f.Rated | None) -> str | None:
    if carers is None or officials is None:
        return None
    upper, ours, theirs = tr(_UPPER[carers.asked]), well(carers).percent, well(officials).percent
    if ours == theirs:
        return tr(
            "{rung}: {carers} % of carers, {officials} % of officials; the same on both sides.",
            rung=upper,
            carers=ours,
            officials=theirs,
        )
    return trn(
        "{rung}: {carers} % of carers, {officials} % of officials; {count} percentage point apart.",
        "{rung}: {carers} % of carers, {officials} % of officials; {count} percentage points apart.",
        abs(ours - theirs),
        rung=upper,
        carers=ours,
        officials=theirs,
    )
