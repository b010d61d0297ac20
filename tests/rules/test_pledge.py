"""Pledges: when somebody is asked about one, what it counts as, and what a stranger finds out about a forged one."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.rules import facts as f, pledge as rules, pledge_dispute as disputes
from bot.rules.audit import Audit, Fault
from bot.rules.dispute import decide
from bot.rules.errors import Refused
from bot.rules.pledge_figures import PledgeTally, line, tally
from bot.rules.pledge_standing import PledgeStanding, pledge_standing
from bot.rules.pledge_words import say_pledges
from bot.rules.recount import fold
from bot.rules.verify import verify
from bot.rules.words import PledgeOutcome, PledgeState, Purpose, Reason, Via
from tests.rules.chronicle import Chronicle, write_head

DUE = date(2026, 12, 18)
"""A Friday; ten working days before it is the 4th, and five after it, with Christmas between, the 29th."""


class Promised(Chronicle):
    """A record with one pledge, made on Tuesday 1 September 2026."""

    @classmethod
    def told(cls, due: date = DUE) -> "Promised":
        of = cls()
        of.entries, of.terms, of.roles = (begun := Chronicle.begun()).entries, begun.terms, begun.roles
        of.make(due)
        return of

    def make(self, due: date = DUE) -> int:
        number = sum(isinstance(entry.fact, f.PledgeMade) for entry in self.entries) + 1
        words = self.text("We will publish the waiting times.")
        self.add(
            rules.make(
                number, official=1, organisation=1, session=None, item=3, words=words, due=due, terms=self.terms,
                **self.mark(),
            )
        )  # fmt: skip
        return number

    def of(self, number: int = 1) -> list[f.Entry]:
        return [e for e in self.entries if isinstance(e.fact, f.PledgeFact) and e.fact.pledge == number]

    @property
    def stands(self) -> PledgeStanding:
        return pledge_standing(self.of())

    def close(self, outcome: PledgeOutcome, via: Via = Via.HOST, words: str | None = "Three of four wards.") -> None:
        mark = self.mark(via) if via is Via.HOST else {**self.mark(via), "by": f.OFFICIAL}
        text = self.text(words) if words else None
        self.add(rules.close(self.stands, outcome, self.terms, text=text, instead=None, **mark))

    def on(self, day: date) -> "Promised":
        self.today = day
        return self


def test_the_dates_are_ten_working_days_before_and_five_after() -> None:
    made = Promised.told().of()[0].fact
    assert isinstance(made, f.PledgeMade)
    assert (made.remind_on, made.ask_on) == (date(2026, 12, 4), date(2026, 12, 29))
    asked = rules.asked(Promised.told().stands, Chronicle.begun().terms, **Chronicle().mark())
    assert asked.confirm_by == date(2026, 9, 15)


@pytest.mark.parametrize(
    ("day", "wanted"),
    [
        (date(2026, 12, 3), None),
        (date(2026, 12, 4), Purpose.PLEDGE_BEFORE),
        (DUE, Purpose.PLEDGE_BEFORE),
        (date(2026, 12, 21), None),
        (date(2026, 12, 29), Purpose.PLEDGE_AFTER),
        (date(2027, 3, 1), Purpose.PLEDGE_AFTER),
    ],
    ids=["not yet", "ten days before", "on the day", "after it nobody is told to come", "five days after", "late"],
)
def test_who_is_asked_when(day: date, wanted: Purpose | None) -> None:
    assert Promised.told().stands.letter_due(day) is wanted


def test_each_letter_goes_once_and_another_day_begins_anew() -> None:
    told = Promised.told().on(date(2026, 12, 4))
    told.add(rules.reminded(told.stands, Purpose.PLEDGE_BEFORE, told.terms, **told.mark()))
    assert told.stands.letter_due(DUE) is None
    told.on(date(2026, 12, 29)).add(rules.reminded(told.stands, Purpose.PLEDGE_AFTER, told.terms, **told.mark()))
    assert told.stands.letter_due(date(2027, 3, 1)) is None
    told.add(rules.amend(told.stands, told.stands.words, date(2027, 2, 26), told.terms, **told.mark(Via.LINK)))
    assert (told.stands.round, told.stands.letter_due(date(2027, 2, 12))) == (2, Purpose.PLEDGE_BEFORE)


def test_who_has_just_told_us_is_not_asked_at_once() -> None:
    told = Promised.told().on(date(2026, 12, 1))
    told.add(rules.update(told.stands, told.text("Half is done."), told.terms, **told.mark()))
    assert told.stands.letter_due(date(2026, 12, 7)) is None
    assert told.stands.letter_due(date(2026, 12, 29)) is Purpose.PLEDGE_AFTER
    told.on(date(2026, 12, 28)).add(rules.update(told.stands, told.text("Soon."), told.terms, **told.mark()))
    assert told.stands.next_on is None


REFUSED: list[tuple[str, str, Callable[[Promised], object]]] = [
    ("a day that has passed", "today or has passed", lambda told: told.make(told.today)),
    ("not done without why", "Please say why", lambda told: told.close(PledgeOutcome.NOT_DONE, words=None)),
    ("replaced by nothing", "what takes its place", lambda told: told.close(PledgeOutcome.REPLACED, words=None)),
    ("a letter too early", "Nobody has to be asked", lambda told: rules.reminded(
        told.stands, Purpose.PLEDGE_BEFORE, told.terms, **told.mark())),
    ("a bounce of nothing", "Nothing that was sent", lambda told: rules.not_reached(told.stands, **told.mark())),
    ("itself in its place", "never itself", lambda told: rules.close(
        told.stands, PledgeOutcome.REPLACED, told.terms, text=None, instead=1, **told.mark())),
    ("a letter disputed", "cannot be disputed here", lambda told: disputes.dispute(
        told.of(), 1, told.terms, **told.mark())),
]  # fmt: skip


@pytest.mark.parametrize(("says", "does"), [one[1:] for one in REFUSED], ids=[one[0] for one in REFUSED])
def test_what_is_refused(says: str, does: Callable[[Promised], object]) -> None:
    with pytest.raises(Refused, match=says):
        does(Promised.told())


def test_both_views_of_what_became_of_it_are_kept() -> None:
    told = Promised.told()
    told.close(PledgeOutcome.DONE, Via.LINK, words=None)
    told.close(PledgeOutcome.PARTLY)
    assert (told.stands.outcome, told.stands.theirs) == (PledgeOutcome.PARTLY, PledgeOutcome.DONE)


def test_a_disputed_promise_is_in_no_figure_and_one_that_was_none_is_taken_back() -> None:
    told = Promised.told()
    made = told.of()[0].seq
    states = []
    for fact in (
        lambda: disputes.dispute(told.of(), made, told.terms, **told.mark(Via.LINK)),
        lambda: decide(told.of(), made, upheld=True, alone=True, **told.mark()),
    ):
        told.add(fact())
        states.append(told.stands.state)
    assert states == [PledgeState.DISPUTED, PledgeState.WITHDRAWN]
    with pytest.raises(Refused, match="made entry"):
        other = Promised.told()
        seq = other.of()[0].seq
        other.add(disputes.dispute(other.of(), seq, other.terms, **other.mark(Via.LINK)))
        decide(other.of(), seq, upheld=False, alone=False, **other.mark())


def test_an_outcome_that_was_wrong_leaves_the_pledge_open() -> None:
    told = Promised.told()
    told.close(PledgeOutcome.NOT_DONE)
    seq = told.entries[-1].seq
    told.add(disputes.dispute(told.of(), seq, told.terms, **told.mark(Via.LINK)))
    told.add(decide(told.of(), seq, upheld=True, alone=True, **told.mark()))
    assert told.stands.state is PledgeState.OPEN


def _every_state() -> Promised:
    told = Promised.told()
    for outcome in PledgeOutcome:
        number = told.make()
        now, text = pledge_standing(told.of(number)), told.text("Because of the roof.")
        told.add(rules.close(now, outcome, told.terms, text=text, instead=None, **told.mark()))
    for does in (
        lambda now, of: disputes.dispute(of, of[0].seq, told.terms, **told.mark(Via.LINK)),
        lambda now, of: rules.withdraw(now, Reason.OUR_MISTAKE, **told.mark()),
    ):
        number = told.make()
        told.add(does(pledge_standing(told.of(number)), told.of(number)))
    return told


def test_kept_partly_open_and_not_kept_are_counted_and_the_rest_is_said() -> None:
    told = _every_state().on(DUE + timedelta(days=1))
    lines = [line(now, told.terms) for now in fold(told.entries).pledges.values()]
    found = tally(lines, since=None, as_at=told.today)
    assert found == PledgeTally(
        counted=4, kept=1, partly=1, open=1, not_kept=1, no_update=1, replaced=1, disputed=1, withdrawn=1
    )
    assert say_pledges(found) == (
        "4 pledges. Kept: 1; kept in part: 1; open: 1; not kept: 1. Of the open ones, 1 is past the day, with no "
        "update recorded yet. Not counted: 1 replaced, 1 disputed, 1 taken back."
    )
    assert say_pledges(PledgeTally(counted=1, open=1, no_update=1)) == (
        "1 pledge: open. Its day has passed, with no update recorded yet."
    )
    assert tally(lines, since=date(2026, 9, 2), as_at=told.today) == PledgeTally()
    assert tally(lines, since=None, as_at=DUE).no_update == 0


def test_a_record_with_pledges_verifies(tmp_path: Path) -> None:
    told = _every_state()
    assert verify(told.export(tmp_path / "whole")).figures


def _without_pledges(told: Chronicle, folder: Path) -> Path:
    """As an export from before there were pledges."""
    export = told.export(folder)
    figures = json.loads((export / "figures.json").read_text())
    del figures["pledges"]
    (export / "figures.json").write_text(json.dumps(figures))
    write_head(export, len(told.entries), figures["head"], told.today)
    return export


def test_an_export_from_before_there_were_pledges_verifies_and_no_other_may_leave_them_out(tmp_path: Path) -> None:
    assert verify(_without_pledges(Chronicle.begun(), tmp_path / "old")).figures
    with pytest.raises(Fault, match="pledges is not what the record gives"):
        verify(_without_pledges(_every_state(), tmp_path / "new"))


FORGED: list[tuple[str, str, Callable[[list[f.Entry]], list[f.Entry]]]] = [
    ("asked sooner", "ask_on is not", lambda of: _with(of, f.PledgeMade, ask_on=date(2026, 12, 21))),
    ("not kept without why", "not what the rules allow", lambda of: _with(of, f.PledgeClosed, text=None, at=2)),
    ("out of nowhere", "no line before it has made", lambda of: _without(of, f.PledgeMade)),
    ("made twice", "a second time", lambda of: [*of, _first(of, f.PledgeMade)]),
    ("another day", "on is not", lambda of: _with(of, f.PledgeClosed, on=date(2026, 9, 2))),
    ("decided later", "decide_by is not", lambda of: _with(of, f.PledgeDisputed, decide_by=date(2027, 9, 2))),
    ("in place of another's", "no line before it has made", lambda of: _with(
        of, f.PledgeClosed, at=3, instead=99, text=None)),
    ("after it was taken back", "not what the rules allow", lambda of: [*of, f.Entry(0, replace(of[-1].fact))]),
]  # fmt: skip


def _first(entries: list[f.Entry], kind: type[f.Fact]) -> f.Entry:
    return next(entry for entry in entries if isinstance(entry.fact, kind))


def _without(entries: list[f.Entry], kind: type[f.Fact]) -> list[f.Entry]:
    return [entry for entry in entries if not isinstance(entry.fact, kind)]


def _with(entries: list[f.Entry], kind: type[f.Fact], *, at: int = 0, **changes: object) -> list[f.Entry]:
    found = [n for n, entry in enumerate(entries) if isinstance(entry.fact, kind)][at]
    changed = replace(entries[found].fact, **changes)  # type: ignore[arg-type]
    return [*entries[:found], f.Entry(0, changed), *entries[found + 1 :]]


@pytest.mark.parametrize(("says", "forge"), [one[1:] for one in FORGED], ids=[one[0] for one in FORGED])
def test_a_forged_pledge_is_found_out(says: str, forge: Callable[[list[f.Entry]], list[f.Entry]]) -> None:
    told, audit = _every_state(), Audit()
    with pytest.raises(Fault, match=says):
        for number, entry in enumerate(forge(told.entries), 1):
            audit.read(f.Entry(number, entry.fact))


def test_a_word_about_another_pledges_entry_is_no_dispute_of_this_one() -> None:
    told = _every_state()
    with pytest.raises(Refused, match="cannot be disputed"):
        disputes.dispute(told.of(1), told.of(2)[0].seq, told.terms, **told.mark())
