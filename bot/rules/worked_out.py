"""What a rule gives from the lines before an entry: the auditor's second opinion on every date, and on silence."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.rules import dispute as disputes, facts as f, hiding, invitation as rules, minutes, pause, question, reply
from bot.rules.correction import replayed
from bot.rules.errors import Refused
from bot.rules.session import SessionStanding
from bot.rules.silence import HEARD_FOR, full_days, rests_on
from bot.rules.standing import Standing
from bot.rules.terms import Mark, Terms
from bot.rules.words import Step
from bot.rules.workingdays import ONE_DAY


def expected(
    fact: f.Fact, now: Standing, history: Sequence[f.Entry], terms: Terms, pauses: Mapping[int, f.Paused]
) -> f.Fact:
    """The fact with its dates as the rule works them out; itself where it holds none. May be `Refused`.

    `now` is what `history` folds to, and `pauses` are those before the entry, by number.
    """
    mark = Mark(at=fact.at, by=fact.by, via=fact.via)
    match fact:
        case f.Sent():
            return rules.sent(now, terms, **mark)
        case f.Reminded():
            return rules.reminded(now, terms, **mark)
        case f.Acknowledged():
            return reply.acknowledge(now, terms, **mark)
        case f.Responded():
            return reply.respond(now, fact.answer, terms, detail=fact.detail, on=fact.on, **mark)
        case f.NoticeGiven():
            return replace(fact, next_on=max(fact.as_at, full_days(now, terms, fact.at)))
        case f.AskedForTime():
            # A day that the limit brought forward may have come already; the rule was asked for a later one.
            asked = max(fact.until, terms.day(fact.at) + ONE_DAY)
            return reply.ask_for_time(now, asked, terms, **mark)
        case f.ClockMoved():
            return _moved(fact, now, terms, pauses, mark)
        case f.Disputed():
            return disputes.dispute(history, fact.entry, terms, **mark)
        case f.DisputeDecided():
            return disputes.decide(history, fact.entry, upheld=fact.upheld, alone=True, **mark)
        case f.Hidden():
            return hiding.hide(history, fact.entry, fact.reason, **mark)
        case f.NoReplyRecorded():
            return replace(fact, on=terms.day(fact.at))
        case _:
            return fact


def expected_of_a_session(fact: f.SessionFact, history: Sequence[f.Entry], terms: Terms) -> f.Fact:
    """As `expected`, for what is said of a session; `history` are its own entries before this one."""
    mark = Mark(at=fact.at, by=fact.by, via=fact.via)
    match fact:
        case f.MinutesPromised():
            return minutes.promise(history, terms, **mark)
        case f.MinutesPublished():
            return minutes.publish(history, fact.text, terms, **mark)
        case _:
            return fact


def _moved(fact: f.ClockMoved, now: Standing, terms: Terms, pauses: Mapping[int, f.Paused], mark: Mark) -> f.ClockMoved:
    paused = pauses.get(fact.pause)
    moved = pause.stopped(now, paused, fact.pause, terms, **mark) if paused else None
    if moved is None:
        raise Refused("No pause of that number moves the dates of that invitation.")
    return moved


def proven(fact: f.NoReplyRecorded, now: Standing, history: Sequence[f.Entry], terms: Terms) -> bool:
    """The lines of the gate that a record can show (RECORD-RULES §5); the rest is the forum's own word."""
    read = replayed(history)
    notice = next((e.fact for e in reversed(read) if isinstance(e.fact, f.NoticeGiven)), None)
    if notice is None or now.next_on is None:
        return False
    return (
        now.next_step is Step.NO_REPLY
        and fact.on >= now.next_on
        and notice.with_answer
        and notice.with_privacy
        and fact.sentence == notice.sentence
        and fact.evidence == rests_on(read)
        and terms.day(fact.heard_until) >= now.next_on
        and fact.heard_until <= fact.at <= fact.heard_until + HEARD_FOR
        and not terms.paused(now.organisation, fact.on)
    )


def asked_rightly(
    fact: f.QuestionFact,
    now: question.Question | None,
    standings: Mapping[int, Standing],
    to: Standing,
    session: SessionStanding | None,
    terms: Terms,
) -> f.QuestionFact:
    """What the rules make of a question there; `now` is the question before it. May be `Refused`."""
    mark = Mark(at=fact.at, by=fact.by, via=fact.via)
    if isinstance(fact, f.QuestionPut):
        running = now is not None and question.arrived(now, standings)
        return question.put(now, fact.question, fact.item, fact.session, to, terms, running=running, **mark)
    assert now is not None
    match fact:
        case f.QuestionReminded():
            return question.remind(now, fact.invitation, **mark)
        case f.QuestionAnswered(extent=extent, way=way, text=text, on=on):
            return question.answer(
                now, fact.invitation, extent, way, terms, text=text, on=on, new_words=text is not None, **mark
            )
        case f.QuestionCarried() if session is not None:
            return question.carry(now, session, **mark)
        case _:
            return question.withdraw(now, **mark)
