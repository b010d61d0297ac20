"""Which letter an invitation wants, and whether one already written is still wanted when its turn comes."""

from collections.abc import Iterable
from datetime import date, datetime

from bot.rules import facts as f
from bot.rules.standing import Standing
from bot.rules.words import Answer, Purpose, State, Step

STEP_LETTERS = {
    Step.FIRST_REMINDER: Purpose.FIRST_REMINDER,
    Step.SECOND_REMINDER: Purpose.SECOND_REMINDER,
    Step.NOTICE: Purpose.NOTICE,
}


ASIDE = (*STEP_LETTERS.values(), Purpose.QUESTIONS)
"""What nobody asked for: it waits while words of theirs wait to be read, and on the days of a pause."""

IN_THE_CALENDAR = (
    Purpose.INVITATION,
    Purpose.AGENDA,
    Purpose.FIRST_REMINDER,
    Purpose.SECOND_REMINDER,
    Purpose.CHANGE,
    Purpose.CANCELLATION,
)
"""The letters that carry the session for the reader's calendar; a reminder carries it again, as it is."""


ASKS = (Purpose.INVITATION, Purpose.CHANGE, Purpose.AGENDA, Purpose.QUESTIONS, *STEP_LETTERS.values())
"""The letters that ask for something: none leaves to a body that was told that the carers do not work with it."""

ABOUT_THE_BODY = (Purpose.DECLINED, Purpose.WELCOMED_BACK)
"""The letters that are wanted whatever became of the invitation to which they are written."""


def sequence(history: Iterable[f.Entry]) -> tuple[int, datetime]:
    """How often a session was changed since it was called, and when last: SEQUENCE and DTSTAMP (RFC 5546 §2.1.4).

    A change of time and a cancellation count; words do not, or every calendar would ask its owner again. But a new
    agenda is later than the one before, so that a calendar takes its words (RFC 5546 §2.1.5).
    """
    kinds, words = (f.Planned, f.Moved, f.SessionCancelled), (f.AgendaPublished, f.AgendaChanged)
    seen = [entry.fact for entry in history if isinstance(entry.fact, (*kinds, *words))]
    return sum(isinstance(fact, kinds) for fact in seen) - 1, seen[-1].at


def still_wanted(now: Standing, purpose: Purpose, round: int, today: date, *, paused: bool = False) -> bool:
    """False where an answer or a request for time came, or the session was cancelled, since it was written.

    What time alone brings about is not wanted on a day on which the body is `paused`; it is written anew afterwards.
    """
    if purpose in ABOUT_THE_BODY:
        return True
    if now.withdrawn:
        return False
    if purpose in STEP_LETTERS.values():
        due = now.next_on is not None and now.next_on <= today and not paused
        return due and now.sends == round and now.next_step is not None and STEP_LETTERS.get(now.next_step) is purpose
    if purpose is Purpose.INVITATION:
        return not now.cancelled and now.answer is None and now.sends + 1 == round
    if purpose is Purpose.CHANGE:
        return not now.cancelled
    if purpose is Purpose.AGENDA:
        return not now.cancelled and now.starts is not None and today <= now.starts.date()
    if purpose is Purpose.QUESTIONS:
        return not now.cancelled and not now.bounced and not paused
    if purpose is Purpose.THANKS:
        return now.present is True
    return True


def told_of_a_move(now: Standing) -> bool:
    """Who hears that a session was moved: everybody who was asked and has not said that they cannot come."""
    return now.sends > 0 and not now.withdrawn and now.state is not State.CANCELLED


def told_of_a_cancellation(now: Standing) -> bool:
    """Who hears that a session was cancelled: everybody whom a letter reached or may have reached."""
    return now.sends > 0 and not now.withdrawn and not now.bounced


def told_of_an_agenda(now: Standing, *, asked: bool) -> bool:
    """Who hears of a new agenda: who may come, and, where their body is `asked` something new, who cannot."""
    elsewhere = (Answer.OTHER_CHANNEL, Answer.NOT_OUR_REMIT, Answer.REDIRECTED)
    if not told_of_a_move(now) or now.to_send or now.bounced or now.answer in elsewhere:
        return False
    return asked or now.answer is not Answer.CANNOT_COME
