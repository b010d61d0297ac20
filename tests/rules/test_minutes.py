"""Minutes: promised, published, corrected, late; and what may stand in them."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from bot.rules import chain, facts as f, minutes, session
from bot.rules.audit import Audit, Fault
from bot.rules.conduct import conduct
from bot.rules.errors import Refused
from bot.rules.minutes import NUDGES, Kept, minutes_standing, nudge
from bot.rules.minutes_text import HEADING, PART_LIMIT, Part, as_text, part_of, parts_in, take_down, written
from bot.rules.policy import Policy
from bot.rules.session import SessionState
from bot.rules.terms import Mark, Terms
from bot.rules.wording import say_kept, where_minutes_stand
from bot.rules.words import Via
from tests.rules.tale import TEXT, at

HELD = date(2026, 11, 3)
DUE = date(2026, 11, 17)
"""Ten working days after a Tuesday."""
TERMS = Terms()


@dataclass
class Meeting:
    """A session that was held on 3 November 2026, and what follows."""

    today: date = HELD
    entries: list[f.Entry] = field(default_factory=list)

    @classmethod
    def held(cls) -> "Meeting":
        told = cls(date(2026, 9, 1))
        told.add(session.plan(1, TEXT, at(HELD, 19), at(HELD, 20), **told.mark()))
        told.today = HELD
        now = session.session_standing(told.entries)
        return told.add(session.hold(now, 14, **told.mark()))

    def mark(self) -> Mark:
        return Mark(at=at(self.today, 21), by="member:1", via=Via.COMMAND)

    def add(self, fact: f.Fact) -> "Meeting":
        self.entries.append(f.Entry(len(self.entries) + 1, fact))
        return self

    def promise(self) -> "Meeting":
        return self.add(minutes.promise(self.entries, TERMS, **self.mark()))

    def publish(self, on: date) -> "Meeting":
        self.today = on
        return self.add(minutes.publish(self.entries, TEXT, TERMS, **self.mark()))

    @property
    def now(self) -> minutes.MinutesStanding:
        return minutes_standing(self.entries, TERMS)


@pytest.mark.parametrize(
    ("on", "days_late", "said"),
    [
        (HELD, 0, "Minutes were published on 3 November 2026."),
        (DUE, 0, "Minutes were published on 17 November 2026."),
        (
            date(2026, 11, 18),
            1,
            "Minutes were published on 18 November 2026, 1 working day after the day we promised.",
        ),
        (
            date(2026, 11, 25),
            6,
            "Minutes were published on 25 November 2026, 6 working days after the day we promised.",
        ),
    ],
    ids=["at once", "on the day itself", "the day after", "a week later"],
)
def test_how_late_minutes_are(on: date, days_late: int, said: str) -> None:
    told = Meeting.held().promise().publish(on)
    assert told.now.due == DUE
    assert told.now.published
    assert told.now.published.days_late == days_late
    assert where_minutes_stand(told.now, TERMS, on) == said


def test_a_saturday_after_a_friday_is_late_by_a_day_all_the_same() -> None:
    told = Meeting.held().promise()
    friday = replace(told.entries[-1].fact, due=date(2026, 11, 20))  # type: ignore[call-arg]
    told.entries[-1] = f.Entry(len(told.entries), friday)
    assert told.publish(date(2026, 11, 21)).entries[-1].fact.days_late == 1  # type: ignore[attr-defined]


def test_minutes_that_are_not_there_are_said_to_be_missing_from_the_day_after_on() -> None:
    told = Meeting.held()
    assert where_minutes_stand(told.now, TERMS, DUE) is None, "nothing was promised before there were minutes"
    told.promise()
    assert where_minutes_stand(told.now, TERMS, DUE) == "Minutes are promised by 17 November 2026."
    assert where_minutes_stand(told.now, TERMS, date(2026, 11, 19)) == (
        "Minutes were promised by 17 November 2026 and are not yet published, 2 working days after that day."
    )


def test_a_correction_is_a_new_version_and_not_late() -> None:
    told = Meeting.held().promise().publish(date(2026, 11, 10)).publish(date(2026, 12, 1))
    assert [(one.kind, one.version) for one in told.now.versions] == [
        ("minutes_published", 1),
        ("minutes_corrected", 2),
    ]
    assert where_minutes_stand(told.now, TERMS, date(2026, 12, 1)) == (
        "Minutes were published on 10 November 2026. They were corrected on 1 December 2026 (version 2)."
    )


def test_nothing_is_promised_or_published_of_a_session_that_was_not_held() -> None:
    told = Meeting.held()
    told.entries.pop()
    with pytest.raises(Refused, match="that was held"):
        told.promise()
    with pytest.raises(Refused, match="Close it first"):
        told.publish(DUE)
    with pytest.raises(Refused, match="promised already"):
        Meeting.held().promise().promise()


@pytest.mark.parametrize(
    ("day", "nth"),
    [
        (HELD, None),
        (date(2026, 11, 4), 1),
        (date(2026, 11, 5), 1),
        (date(2026, 11, 6), 3),
        (date(2026, 11, 9), 3),
        (date(2026, 11, 10), 5),
        (date(2026, 12, 24), 5),
    ],
    ids=["not on the day", "the next day", "not every day", "the third", "a weekend is no day", "the fifth", "no more"],
)
def test_hosts_are_reminded_three_times(day: date, nth: int | None) -> None:
    told = Meeting.held().promise()
    assert nudge(told.now, TERMS, day) == nth
    assert nudge(Meeting.held().now, TERMS, day) is None
    assert nudge(told.publish(HELD).now, TERMS, day) is None
    assert nth is None or nth in NUDGES


@pytest.mark.parametrize(
    ("on", "as_at", "said"),
    [
        (None, DUE, "No minutes of ours were due."),
        (
            None,
            date(2026, 11, 18),
            "The minutes of 1 session were due, and are not published yet.",
        ),
        (
            date(2026, 11, 10),
            DUE,
            "The minutes of 1 session were due, and were published by the day we promised.",
        ),
        (
            date(2026, 11, 20),
            date(2026, 11, 20),
            "The minutes of 1 session were due, and were published later than we promised.",
        ),
    ],
    ids=["not due", "missing", "in time", "late"],
)
def test_the_forum_stands_on_its_own_record(on: date | None, as_at: date, said: str) -> None:
    told = Meeting.held().promise()
    if on:
        told.publish(on)
    assert say_kept(_kept(told, None, as_at)) == said
    assert _kept(told, HELD + timedelta(days=1), as_at) == Kept()


def _kept(told: Meeting, since: date | None, as_at: date) -> Kept:
    own = conduct(told.entries, TERMS, since=since, as_at=as_at)
    return Kept(own.minutes_due, own.minutes_late, own.minutes_missing)


def test_the_minutes_of_many_sessions_are_summed_up_zeros_too() -> None:
    said = "The minutes of 7 sessions were due. Published by the day we promised: 5; later: none; not yet: 2."
    assert say_kept(Kept(due=7, late=0, missing=2)) == said


@pytest.mark.parametrize(
    "change",
    [{"days_late": 0}, {"version": 3}, {"on": DUE}, {"due": date(2026, 11, 30)}],
    ids=lambda change: next(iter(change)),
)
def test_a_stranger_finds_minutes_that_are_not_what_the_rules_give(change: dict[str, object]) -> None:
    told = Meeting.held().promise().publish(date(2026, 11, 20)).publish(date(2026, 11, 23))
    audit = Audit()
    with pytest.raises(Fault, match=next(iter(change))):
        for entry in told.entries:
            fitting = {name: value for name, value in change.items() if name in vars(entry.fact)}
            audit.read(f.Entry(entry.seq, replace(entry.fact, **fitting)))  # type: ignore[arg-type]


def test_a_stranger_finds_minutes_of_a_session_that_was_not_held() -> None:
    told = Meeting.held().promise()
    del told.entries[1]
    audit = Audit()
    with pytest.raises(Fault, match="that was held"):
        for entry in told.entries:
            audit.read(entry)


@pytest.mark.parametrize("left_out", [f.MinutesPublished, None], ids=["corrected before published", "published twice"])
def test_a_stranger_finds_versions_out_of_order(left_out: type[f.Fact] | None) -> None:
    told = Meeting.held().promise().publish(DUE).publish(DUE)
    facts = [entry.fact for entry in told.entries if entry.fact.kind != (left_out and left_out.kind)]
    if left_out is None:
        facts[-1] = facts[-2]
    audit = Audit()
    with pytest.raises(Fault, match="where the rules give a minutes_"):
        for number, fact in enumerate(facts, start=1):
            audit.read(f.Entry(number, fact))


def test_a_policy_from_before_there_were_minutes_is_read_with_what_was_the_default() -> None:
    line = chain.line(1, f.PolicyAdopted(policy=Policy(), **Meeting().mark()), chain.GENESIS)
    del line["policy"]["minutes_days"]
    line["hash"] = chain.hash_of(line)
    assert chain.read(line).policy == Policy()  # type: ignore[attr-defined]
    del line["policy"]["reply_days"]
    with pytest.raises(ValueError, match="reply_days"):
        chain.read(line)


# ---------------------------------------------------------------- words


@pytest.mark.parametrize(
    ("words", "owner", "state", "off", "sentence"),
    [
        ("We agreed.", "", SessionState.OPEN, True, "off the record, so nothing is taken down"),
        ("We agreed.", "", SessionState.HELD, False, "has already been held"),
        ("We agreed.", "", SessionState.PLANNED, False, "has not begun yet"),
        (" \u200b ", "", SessionState.OPEN, False, "Please write what should be taken down"),
        ("x" * 1_001, "", SessionState.OPEN, False, "has 1,001 characters"),
        ("We agreed.", "y" * 101, SessionState.OPEN, False, "owner has 101 characters"),
        (
            "Her NHS number is 943 476 5919.",
            "",
            SessionState.OPEN,
            False,
            "Minutes are public. Please leave out the NHS",
        ),
        ("Ring them.", "cal@carers.example", SessionState.OPEN, False, "leave out the e-mail address"),
    ],
    ids=["off the record", "afterwards", "before", "nothing", "too long", "long owner", "patient data", "an address"],
)
def test_what_is_not_taken_down(words: str, owner: str, state: SessionState, off: bool, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        take_down(words, owner, state, off_the_record=off)


def test_what_is_taken_down_is_kept_as_it_was_typed() -> None:
    kept_words = take_down(
        " We agreed.\n\n\n Both\u200b sides. ", " the  forum ", SessionState.OPEN, off_the_record=False
    )
    assert kept_words == ("We agreed.\n\nBoth sides.", "the forum")
    assert take_down("Yes.", "", SessionState.OPEN, off_the_record=False) == ("Yes.", None)


def test_minutes_are_published_in_neutral_words_or_not_at_all() -> None:
    fine = Part("Who was there", "14 carers were there.")
    with pytest.raises(Refused, match="“Item 3”: The record never says “ignored”"):
        written([fine, Part("Item 3", "They ignored us.")])
    with pytest.raises(Refused, match="“Item 3”: Minutes are public"):
        written([fine, Part("Item 3", "Ring 01632 960 001.")])
    with pytest.raises(Refused, match="nothing in these minutes"):
        written([Part("Item 3", "")])
    assert parts_in(written([fine, Part("Item 3", "")])) == [fine]


def test_no_line_that_a_host_writes_reads_as_a_heading() -> None:
    assert part_of("# Item 9\n## Made up\nfine # here") == "Item 9\nMade up\nfine # here"
    with pytest.raises(Refused, match="has 4,001 characters"):
        part_of("x" * (PART_LIMIT + 1))


@given(st.lists(st.tuples(st.text(min_size=1), st.text(min_size=1)), max_size=5))
def test_the_parts_of_a_text_are_read_as_they_were_written(made: list[tuple[str, str]]) -> None:
    parts = [Part(" ".join(heading.split()), part_of(words)) for heading, words in made]
    parts = [part for part in parts if part.words and part.heading]
    text = as_text(parts)
    assert parts_in(text) == parts
    assert sum(line.startswith(HEADING) for line in text.split("\n")) == len(parts)
