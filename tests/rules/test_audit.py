"""What a stranger finds out about pauses, disputes and hidden entries that do not follow from the lines before."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import pytest

from bot.rules import dispute, facts as f, hiding, pause
from bot.rules.audit import Audit, Fault
from bot.rules.counts import Counts
from bot.rules.declining import under_way
from bot.rules.recount import fold
from bot.rules.silence import rests_on
from bot.rules.standing import standing
from bot.rules.terms import Mark, adopted
from bot.rules.words import PauseKind, Reason, Via
from tests.rules.chronicle import Chronicle
from tests.rules.tale import at

FORTNIGHT = (date(2026, 9, 7), date(2026, 9, 18))


@cache
def _told() -> Chronicle:
    """Two bodies asked to a session far away and one to a near one; then a pause, a dispute, a tombstone."""
    told = Chronicle.begun(bodies=2, roles=3)
    far, near = told.plan(120), told.plan(25)
    for session, role in ((far, 1), (far, 2), (near, 3)):
        told.send(told.invite(session, role))
    told.days_pass(2)
    told.pause(*FORTNIGHT, None)
    told.days_pass(60)
    told.answer(2)
    number = told.entries[-1].seq
    told.add(dispute.dispute(told.history(2), number, told.terms, **told.mark(Via.LINK)))
    told.add(dispute.decide(told.history(2), number, upheld=False, alone=True, **told.mark()))
    told.add(hiding.hide(told.history(2), number, Reason.PERSONAL_DATA, **told.mark()))
    called = next(entry for entry in told.entries if isinstance(entry.fact, f.Planned))
    told.add(hiding.hide((called,), called.seq, Reason.SAFETY, **told.mark()))
    return told


def _audit(entries: list[f.Entry]) -> None:
    audit = Audit()
    for number, entry in enumerate(entries, 1):
        audit.read(f.Entry(number, entry.fact))
    audit.end()


def test_what_the_rules_made_is_found_right() -> None:
    _audit(_told().entries)
    assert Counter(entry.fact.kind for entry in _told().entries)["clock_moved"] == 3


def _first(kind: type[f.Fact]) -> int:
    return next(n for n, entry in enumerate(_told().entries) if isinstance(entry.fact, kind))


def _changed(kind: type[f.Fact], **changes: object) -> list[f.Entry]:
    at = _first(kind)
    entries = list(_told().entries)
    entries[at] = replace(entries[at], fact=replace(entries[at].fact, **changes))  # type: ignore[arg-type]
    return entries


def _without(kind: type[f.Fact]) -> list[f.Entry]:
    at = _first(kind)
    return [*_told().entries[:at], *_told().entries[at + 1 :]]


def _letter_to(number: int) -> int:
    return next(entry.seq for entry in _told().of_invitation[number] if isinstance(entry.fact, f.Sent))


def _doubled(kind: type[f.Fact]) -> list[f.Entry]:
    last = _told().entries[-1].fact
    return [*_told().entries, f.Entry(0, replace(_told().entries[_first(kind)].fact, at=last.at))]


FORGED: list[tuple[str, str, Callable[[], list[f.Entry]]]] = [
    ("a clock left running", "no line moves it", lambda: _without(f.ClockMoved)),
    ("the last line left out", "no line moves it", lambda: _told().entries[: _first(f.Paused) + 1]),
    ("a pause made up", "not what the rules allow", lambda: _without(f.Paused)),
    ("another day", "reply_by is not", lambda: _changed(f.ClockMoved, reply_by=date(2026, 9, 16))),
    ("a figure kept out", "counts_on is not", lambda: _changed(f.ClockMoved, counts_on=None)),
    ("another number", "not what the rules allow", lambda: _changed(f.ClockMoved, pause=1)),
    ("a shorter pause", "is not what the rules give", lambda: _changed(f.Paused, last=date(2026, 9, 17))),
    ("moved twice", "not what the rules allow", lambda: _doubled(f.ClockMoved)),
    ("a longer wait", "decide_by is not", lambda: _changed(f.Disputed, decide_by=date(2027, 1, 1))),
    (
        "a letter disputed",
        "not what the rules allow",
        lambda: _changed(f.Disputed, entry=_told().of_invitation[2][1].seq),
    ),
    ("decided twice", "not what the rules allow", lambda: _doubled(f.DisputeDecided)),
    ("disputed twice", "not what the rules allow", lambda: _doubled(f.Disputed)),
    ("hidden twice", "not what the rules allow", lambda: _doubled(f.Hidden)),
    ("a title hidden twice", "not what the rules allow", lambda: _doubled(f.EntryHidden)),
    ("a title for no such reason", "cannot be hidden", lambda: _changed(f.EntryHidden, reason=Reason.OUR_MISTAKE)),
    ("an entry without words", "cannot be hidden", lambda: _changed(f.EntryHidden, entry=_first(f.Paused) + 1)),
    ("a reply as if it were none", "cannot be hidden", lambda: _changed(f.EntryHidden, entry=_first(f.Responded) + 1)),
    ("another class", "not what the rules allow", lambda: _changed(f.Hidden, reason=Reason.OUR_MISTAKE)),
]


@pytest.mark.parametrize(("says", "entries"), [one[1:] for one in FORGED], ids=[one[0] for one in FORGED])
def test_a_forgery_is_found_out(says: str, entries: Callable[[], list[f.Entry]]) -> None:
    with pytest.raises(Fault, match=says):
        _audit(entries())


def _published(*, days_later: int, heard: int, paused: bool) -> list[f.Entry]:
    """Silence that was due on the 30th, put on the record so many days later by somebody who asks no gate."""
    told = Chronicle.begun(bodies=1, roles=1)
    told.send(told.invite(told.plan(120), 1))
    told.days_pass(28)
    due, told.today = told.now(1).next_on, told.today + timedelta(days=1 + days_later)
    assert due == date(2026, 9, 30)
    if paused:
        told.pause(told.today, told.today + timedelta(days=3), 1)
    history = told.history(1)
    notice = next(entry.fact for entry in history if isinstance(entry.fact, f.NoticeGiven))
    told.add(
        f.NoReplyRecorded(
            invitation=1,
            on=told.today,
            evidence=rests_on(history),
            heard_until=at(told.today - timedelta(days=heard), 9),
            sentence=notice.sentence,
            **told.mark(Via.TIMETABLE),
        )
    )
    return told.entries


def test_silence_in_a_pause_or_on_old_news_is_no_silence() -> None:
    _audit(_published(days_later=5, heard=0, paused=False))
    for forged in (
        _published(days_later=5, heard=0, paused=True),
        _published(days_later=5, heard=3, paused=False),
        _published(days_later=0, heard=1, paused=False),
    ):
        with pytest.raises(Fault, match="without the evidence"):
            _audit(forged)


def test_what_would_end_after_its_session_is_left_out_as_paused() -> None:
    folded = fold(_told().entries)
    assert {n: now.counts for n, now in folded.standings.items()} == {
        1: Counts.UNANSWERED,
        2: Counts.ANSWERED,
        3: Counts.PAUSED,
    }


@pytest.mark.parametrize("seed", range(3))
def test_what_is_not_folded_again_for_a_pause_is_not_touched_by_it(seed: int) -> None:
    """Nor by the end of working together, whenever in a history of chance, and on whichever days."""
    audit, folded = Audit(), Counter[int]()
    for entry in Chronicle.of_chance(seed, pauses=True).entries:
        audit.read(entry)
        if entry.seq % 9:
            continue
        standings = [standing(audit.history(number)) for number in audit.invitations]
        for days in (-40, 0, 1, 9, 80):
            mark = Mark(at=entry.fact.at + timedelta(days=max(days, 0)), by=f.CLERK, via=Via.TIMETABLE)
            first = audit.terms.day(entry.fact.at) + timedelta(days=days)
            last = first + timedelta(days=3)
            paused = f.Paused(why=PauseKind.CLOSURE, organisation=None, first=first, last=last, **mark)
            terms = adopted(audit.terms, paused)
            stopped = {now.invitation for now in standings if pause.stopped(now, paused, 0, terms, **mark)}
            running = {now.invitation for now in standings if under_way(now, terms, mark["at"])}
            seen = {now.invitation for now in audit.owed.open_on(first)}
            assert stopped <= seen
            assert days < 0 or running <= seen
            folded.update({days: len(seen)})
    assert folded[80] < folded[-40], "what is over is not looked at"
