"""What counts as silence: the gate before "no reply recorded" (RECORD-RULES §5).

`due()` is the only maker of `NoReplyRecorded` in the project, and makes it only when every line of `GATE` holds.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Unpack

from bot.rules import facts as f
from bot.rules.correction import replayed
from bot.rules.errors import Refused
from bot.rules.standing import Standing, standing
from bot.rules.terms import Mark, Terms
from bot.rules.wording import PRIVACY
from bot.rules.words import State, Step

BOUNCE_WINDOW = timedelta(days=2)
"""A bounce may take two days; until then a message without one is not yet proven to have arrived (F1)."""

DELAY_WINDOW = timedelta(days=5)
"""A server that could not deliver yet gives up after four or five days (RFC 5321, 4.5.4.1); so long a bounce may come
after its last warning (F1)."""

HEARD_FOR = timedelta(days=3)
"""What the hosts say of their post holds over a weekend, and no longer (F7)."""

READ_FOR = timedelta(hours=1)
"""The clerk itself reads the mailbox every few minutes; if that was longer ago, something is amiss (F7)."""

DARK_AFTER = 3
"""So many invitations without a human sign of life, and a host must confirm the address by another route (F6)."""


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What the gate needs beyond the invitation's own entries."""

    heard_until: datetime | None
    reads_post: bool = False
    """Whether the clerk reads the mailbox itself; else the hosts say how far it is read."""
    delayed_at: datetime | None = None
    """When a server last told us that it is still trying to deliver a letter of this round."""
    unmatched: int = 0
    invitations_in_the_dark: int = 0
    noticed_sentence: str | None
    sentence_today: str
    whom_today: str


@dataclass(frozen=True)
class _Case:
    now: Standing
    seen: tuple[f.Entry, ...]
    evidence: Evidence
    at: datetime
    terms: Terms

    def last(self, kind: type[f.Fact]) -> f.Fact | None:
        return next((entry.fact for entry in reversed(self.seen) if isinstance(entry.fact, kind)), None)

    def notice(self) -> f.NoticeGiven | None:
        fact = self.last(f.NoticeGiven)
        return fact if isinstance(fact, f.NoticeGiven) else None


def _arrived(case: _Case) -> bool:
    sent = case.last(f.Sent)
    delayed = case.evidence.delayed_at
    if sent is None or case.now.bounced or (delayed is not None and case.at - delayed < DELAY_WINDOW):
        return False
    return case.at - sent.at >= BOUNCE_WINDOW


def _reminded(case: _Case) -> bool:
    return case.now.reminders == 2 and case.now.notice and not case.now.bounced


def _noticed(case: _Case) -> bool:
    notice = case.notice()
    return notice is not None and notice.with_answer and notice.with_privacy and bool(case.evidence.noticed_sentence)


def _waited(case: _Case) -> bool:
    return case.notice() is not None and case.now.next_on is not None and case.terms.day(case.at) >= case.now.next_on


def _nothing_open(case: _Case) -> bool:
    until = case.now.more_time_until
    asked = until is not None and case.terms.day(case.at) <= until
    dark = case.evidence.invitations_in_the_dark >= DARK_AFTER
    paused = case.now.paused or case.terms.paused(case.now.organisation, case.terms.day(case.at))
    return not (case.now.disputes or case.now.held_back or asked or dark or paused)


def _heard(case: _Case) -> bool:
    heard, notice = case.evidence.heard_until, case.notice()
    if heard is None or notice is None or case.now.next_on is None:
        return False
    holds = READ_FOR if case.evidence.reads_post else HEARD_FOR
    up_to_now = case.terms.day(heard) >= case.now.next_on and case.at - heard <= holds
    return up_to_now and case.evidence.unmatched == 0


def _templated(case: _Case) -> bool:
    """What was announced, word for word, is what the template makes of the entries."""
    return case.evidence.noticed_sentence == case.evidence.sentence_today


GATE: tuple[tuple[str, Callable[[_Case], bool], str], ...] = (
    ("F1", _arrived, "it is not yet proven that our message arrived"),
    ("F2", lambda case: not case.now.short_notice, "the invitation was sent at short notice"),
    ("F3", _reminded, "two reminders and the notice have not all been sent"),
    ("F4", _noticed, "the notice did not hold the sentence, the way to answer and the privacy notice"),
    ("F5", _waited, "the time given in the notice has not passed"),
    ("F6", _nothing_open, "something is open: a dispute, a pause, a request for time, or an address nobody answers"),
    ("F7", _heard, "the post has not been read up to now, or a message is waiting that could be theirs"),
    (
        "F8",
        lambda case: case.evidence.whom_today in (case.evidence.noticed_sentence or ""),
        "the name may not be shown",
    ),
    ("F9", _templated, "the sentence does not come from the template"),
    ("F10", lambda case: bool(rests_on(case.seen)), "the entry would name no evidence"),
)


def rests_on(seen: Sequence[f.Entry]) -> tuple[int, ...]:
    """The entries that prove it: the last sending and what the clerk did after it."""
    proof = (f.Sent, f.SentAgain, f.Reminded, f.NoticeGiven)
    starts = [n for n, entry in enumerate(seen) if isinstance(entry.fact, f.Sent)]
    return tuple(entry.seq for entry in seen[starts[-1] :] if isinstance(entry.fact, proof)) if starts else ()


def missing(history: Sequence[f.Entry], evidence: Evidence, terms: Terms, at: datetime) -> tuple[str, ...]:
    """The names of the gate's lines that do not hold, in order; empty when the gate is open."""
    case = _Case(standing(history), replayed(history), evidence, at, terms)
    return tuple(name for name, holds, _ in GATE if not holds(case))


def due(history: Sequence[f.Entry], evidence: Evidence, terms: Terms, **mark: Unpack[Mark]) -> f.NoReplyRecorded:
    """Record that we have not recorded a reply, or say which line of the gate does not hold."""
    now = standing(history)
    if now.state not in (State.WAITING, State.ACKNOWLEDGED, State.MORE_TIME):
        raise Refused("Nothing is being waited for, so nothing is recorded.")
    lacking = missing(history, evidence, terms, mark["at"])
    if lacking:
        raise Refused("Not recorded, because " + "; ".join(why for name, _, why in GATE if name in lacking) + ".")
    notice = next(e.fact for e in reversed(replayed(history)) if isinstance(e.fact, f.NoticeGiven))
    assert evidence.heard_until is not None
    return f.NoReplyRecorded(
        invitation=now.invitation,
        on=terms.day(mark["at"]),
        evidence=rests_on(replayed(history)),
        heard_until=evidence.heard_until,
        sentence=notice.sentence,
        **mark,
    )


def notice(
    now: Standing,
    terms: Terms,
    letter: str,
    sentence: str,
    enclosed: f.Enclosed,
    *,
    as_at: date,
    way: str,
    **mark: Unpack[Mark],
) -> f.NoticeGiven:
    """The notice of publication left. It must hold the `sentence`, the `way` to answer and the privacy notice (F4)."""
    if now.next_step is not Step.NOTICE:
        raise Refused("No notice is due for that invitation.")
    read = " ".join(letter.split())
    if any(" ".join(part.split()) not in read for part in (sentence, way, PRIVACY)):
        raise Refused("The notice must hold the exact sentence, a way to answer and the privacy notice.")
    full = full_days(now, terms, mark["at"])
    return f.NoticeGiven(
        invitation=now.invitation,
        sentence=enclosed,
        as_at=as_at,
        with_answer=True,
        with_privacy=True,
        next_on=max(as_at, full),
        **mark,
    )


def full_days(now: Standing, terms: Terms, at: datetime) -> date:
    """The first day on which the full days that follow a notice of that moment have passed."""
    return terms.of(now.organisation).after(terms.day(at), terms.policy.publish_after_notice + 1)


def only_dark(history: Sequence[f.Entry], evidence: Evidence, terms: Terms, at: datetime) -> bool:
    """Does nothing but an address that nobody has ever answered from, and perhaps the hosts' post, stand in the way?"""
    lit = replace(evidence, invitations_in_the_dark=0)
    lacking = (missing(history, evidence, terms, at), missing(history, lit, terms, at))
    return "F6" in lacking[0] and set(lacking[1]) <= {"F7"}
