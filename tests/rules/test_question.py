"""A question's own clock, what it counts as, how it is said; and what a stranger finds out about made-up ones."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from bot.rules import facts as f, question
from bot.rules.answers import Answers, Carrier, answers as counted, counts_as
from bot.rules.asking import say_asked, say_carried
from bot.rules.audit import Audit, Fault
from bot.rules.correction import correct
from bot.rules.counts import Counts
from bot.rules.policy import Policy
from bot.rules.recount import fold, tallies
from bot.rules.tally import Tally
from bot.rules.terms import Mark, Terms
from bot.rules.verify import verify
from bot.rules.wording import NEVER
from bot.rules.words import Answer, Extent, PauseKind, Reason, State, Via, Way
from tests.rules import asking
from tests.rules.chronicle import Chronicle
from tests.rules.tale import at

ARRIVED = Carrier(Counts.NOT_PROVEN, State.WAITING)
ASKED = question.Question(
    question=1,
    item=12,
    organisation=1,
    session=1,
    invitations=(1,),
    first_on=date(2026, 9, 1),
    put_on=date(2026, 9, 1),
    answer_by=date(2026, 9, 29),
)
MARK = Mark(at=at(date(2026, 10, 7)), by="member:1", via=Via.HOST)


def _answered(extent: Extent, late: int = 0) -> question.Question:
    fact = f.QuestionAnswered(
        invitation=1, question=1, item=12, extent=extent, way=Way.IN_SESSION, text=None, on=date(2026, 10, 7),
        days_late=late, **MARK,
    )  # fmt: skip
    return replace(ASKED, answer=fact, answer_seq=9)


REMINDED, CARRIED = replace(ASKED, reminded=True), replace(ASKED, reminded=True, carried=3)
LATE = "Put on 1 September 2026 for an answer by 29 September 2026. We have not recorded an answer yet."
SAID: list[tuple[str, question.Question, Carrier, Counts, str]] = [
    ("no reminder left", ASKED, ARRIVED, Counts.NOT_PROVEN, LATE),
    ("reminded, no answer", REMINDED, ARRIVED, Counts.UNANSWERED, LATE),
    (
        "our letter did not arrive",
        REMINDED,
        Carrier(Counts.BOUNCED, State.BOUNCED),
        Counts.BOUNCED,
        "Put on 1 September 2026. Our letter did not arrive. This is ours to fix.",
    ),
    (
        "at short notice it did not arrive",
        REMINDED,
        Carrier(Counts.SHORT_NOTICE, State.BOUNCED),
        Counts.BOUNCED,
        "Put on 1 September 2026. Our letter did not arrive. This is ours to fix.",
    ),
    ("short notice is no matter", REMINDED, Carrier(Counts.SHORT_NOTICE, State.WAITING), Counts.UNANSWERED, LATE),
    (
        "an entry is disputed",
        _answered(Extent.NOT_ADDRESSED),
        Carrier(Counts.DISPUTED, State.DISPUTED),
        Counts.DISPUTED,
        "Put on 1 September 2026. An entry about it is disputed and not decided yet.",
    ),
    (
        "another channel",
        REMINDED,
        Carrier(Counts.OTHER_CHANNEL, State.REPLIED),
        Counts.OTHER_CHANNEL,
        "Put on 1 September 2026. They told us they prefer another way of working with us.",
    ),
    (
        "answered",
        _answered(Extent.ANSWERED),
        Carrier(Counts.BOUNCED, State.BOUNCED),
        Counts.ANSWERED,
        "Put on 1 September 2026. Answered in the session on 7 October 2026.",
    ),
    (
        "answered in part and late",
        _answered(Extent.PARTLY, 6),
        ARRIVED,
        Counts.ANSWERED,
        "Put on 1 September 2026. Answered in part, in the session on 7 October 2026, 6 working days after the date we "
        "asked for.",
    ),
    (
        "left open",
        _answered(Extent.NOT_ADDRESSED),
        ARRIVED,
        Counts.UNANSWERED,
        "Put on 1 September 2026. Spoken of in the session on 7 October 2026; a host noted that it is still open.",
    ),
    (
        "no longer asked",
        replace(REMINDED, withdrawn=True),
        ARRIVED,
        Counts.WITHDRAWN,
        "Put on 1 September 2026. We no longer ask it.",
    ),
]


@pytest.mark.parametrize(("now", "carrier", "counts", "said"), [row[1:] for row in SAID], ids=[row[0] for row in SAID])
def test_a_question_counts_and_reads(now: question.Question, carrier: Carrier, counts: Counts, said: str) -> None:
    assert counts_as(now, [carrier]) is counts
    sentence = say_asked(now, [carrier], Terms(), date(2026, 10, 8))
    assert sentence == said
    assert not any(f" {word} " in f" {sentence.lower()} " for word in NEVER)


def test_it_is_in_no_figure_before_its_day_whatever_came() -> None:
    asked, terms = [(REMINDED, [ARRIVED]), (_answered(Extent.ANSWERED), [ARRIVED])], Terms()
    # Due on 29 September; five full working days and one more are 7 October.
    assert question.counts_on(REMINDED, terms) == date(2026, 10, 7)
    assert counted(asked, terms, cut_off=date(2026, 10, 6)) == Answers(left_out={Counts.OPEN: 2})
    assert counted(asked, terms, cut_off=date(2026, 10, 7)) == Answers(answered=1, unanswered=1)


def test_a_pause_that_is_declared_later_gives_its_days_back() -> None:
    pause = f.Paused(why=PauseKind.CLOSURE, organisation=1, first=date(2026, 9, 7), last=date(2026, 9, 11), **MARK)
    paused = Terms(pauses=(pause,))
    assert question.due(REMINDED, paused) == date(2026, 10, 6)
    assert question.due(REMINDED, Terms(pauses=(replace(pause, organisation=2),))) == date(2026, 9, 29)
    assert say_asked(REMINDED, [ARRIVED], paused, date(2026, 10, 1)) == (
        "Put on 1 September 2026 for an answer by 6 October 2026."
    )


@pytest.mark.parametrize(("times", "said"), [(1, "once"), (2, "twice"), (3, "3 times")])
def test_how_often_it_was_carried_over(times: int, said: str) -> None:
    carried = replace(ASKED, carried=times)
    assert say_carried(carried) == f"Carried over {said}, first asked on 1 September 2026"


# ---------------------------------------------------------------- what is read by a stranger


@cache
def _told() -> Chronicle:
    """Two officials of a body and one of another; a question each, one answered, one carried; an agenda."""
    told = Chronicle.begun(bodies=2, roles=4)
    first = told.plan(30)
    for role in (1, 2, 3):
        told.send(told.invite(first, role))
    asking.puts(told, 1, 12)
    asking.puts(told, 2, 13)
    told.days_pass(10)
    asking.publishes(told, first, 12, 13)
    asking.answers(told, 1201, Extent.ANSWERED)
    told.add(f.ItemAccepted(item=14, session=first, organisation=None, **told.mark()))
    asking.publishes(told, first, 12, 13, 14)
    told.days_pass(12)
    asking.reminds(told, 1302)
    second = told.plan(60)
    told.days_pass(20)
    asking.carries(told, 1302, second)
    return told


def _read(entries: list[f.Entry]) -> None:
    audit = Audit()
    for number, entry in enumerate(entries, 1):
        audit.read(f.Entry(number, entry.fact))
    audit.end()


def _at(kind: type[f.Fact]) -> int:
    return next(n for n, entry in enumerate(_told().entries) if isinstance(entry.fact, kind))


def _changed(kind: type[f.Fact], **changes: object) -> list[f.Entry]:
    entries, n = list(_told().entries), _at(kind)
    entries[n] = replace(entries[n], fact=replace(entries[n].fact, **changes))  # type: ignore[arg-type]
    return entries


def _without(kind: type[f.Fact]) -> list[f.Entry]:
    return [*_told().entries[: _at(kind)], *_told().entries[_at(kind) + 1 :]]


def _twice(kind: type[f.Fact]) -> list[f.Entry]:
    last = _told().entries[-1].fact
    return [*_told().entries, f.Entry(0, replace(_told().entries[_at(kind)].fact, at=last.at))]


FORGED: list[tuple[str, str, Callable[[], list[f.Entry]]]] = [
    ("a later date", "answer_by is not", lambda: _changed(f.QuestionPut, answer_by=date(2027, 1, 1))),
    ("another body", "not accepted for", lambda: _changed(f.QuestionPut, organisation=2)),
    ("an item of no agenda", "not accepted for", lambda: _without(f.ItemAccepted)),
    ("put twice", "not what the rules allow", lambda: _twice(f.QuestionPut)),
    ("never put", "which no line before it has put", lambda: _changed(f.QuestionAnswered, question=99)),
    ("another item", "belongs to item 13, not 12", lambda: _changed(f.QuestionAnswered, item=13)),
    ("an answer of another body", "put to another body", lambda: _changed(f.QuestionAnswered, invitation=2)),
    ("made later than it was", "days_late is not", lambda: _changed(f.QuestionAnswered, days_late=3)),
    ("from before it was put", "not what the rules allow", lambda: _changed(f.QuestionAnswered, on=date(2026, 8, 1))),
    ("reminded twice", "not what the rules allow", lambda: _twice(f.QuestionReminded)),
    ("carried to where it stands", "not what the rules allow", lambda: _changed(f.QuestionCarried, session=1)),
    ("published twice", "a second time", lambda: _twice(f.AgendaPublished)),
    ("published with what was not put on it", "not put on the agenda", lambda: _changed(f.AgendaPublished, items=(9,))),
    ("changed, and not published", "was not published", lambda: _without(f.AgendaPublished)),
    ("taken off what is not there", "as it was published", lambda: _changed(f.AgendaChanged, taken_off=(99,))),
    ("added what is there", "as it was published", lambda: _changed(f.AgendaChanged, added=(12,))),
]


def test_what_the_rules_made_is_found_right() -> None:
    _read(_told().entries)


@pytest.mark.parametrize(("fault", "forged"), [row[1:] for row in FORGED], ids=[row[0] for row in FORGED])
def test_a_stranger_finds(fault: str, forged: Callable[[], list[f.Entry]]) -> None:
    with pytest.raises(Fault, match=fault):
        _read(forged())


def test_no_record_promises_fewer_days_for_an_answer() -> None:
    adopted = f.PolicyAdopted(policy=Policy(answer_days=19), **Chronicle().mark())
    with pytest.raises(Fault, match="less patient than the common rules: answer_days"):
        _read([f.Entry(1, adopted)])


@pytest.mark.parametrize("seed", range(3))
def test_whatever_happens_to_questions_verifies_and_adds_up(seed: int, tmp_path: Path) -> None:
    told = asking.by_chance(seed)
    assert verify(told.export(tmp_path, as_at=told.today)).figures
    folded = fold(told.entries)
    whole = sum(tallies(folded, since=None, as_at=told.today).values(), Tally()).answers
    asked = asking.known(told)
    assert len(asked) > 3
    assert whole.counted + sum(whole.left_out.values()) == len(asked)


def test_an_answer_that_was_corrected_never_was() -> None:
    told = Chronicle.begun(bodies=1, roles=1)
    told.send(told.invite(told.plan(60), 1))
    number = asking.puts(told, 1, 12)
    told.answer(1, Answer.CANNOT_COME)
    seq = asking.answers(told, number, Extent.ANSWERED)
    reason = Reason.OUR_MISTAKE
    told.add(correct(told.history(1), seq, answer=None, presence=None, reason=reason, **told.mark()))
    assert asking.known(told)[number].open
