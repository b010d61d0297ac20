"""Which letter an invitation wants, and whether one already written is still wanted when its turn comes."""

from datetime import date

from bot.rules.standing import Standing
from bot.rules.words import Purpose, State, Step

STEP_LETTERS = {
    Step.FIRST_REMINDER: Purpose.FIRST_REMINDER,
    Step.SECOND_REMINDER: Purpose.SECOND_REMINDER,
    Step.NOTICE: Purpose.NOTICE,
}


def still_wanted(now: Standing, purpose: Purpose, round: int, today: date) -> bool:
    """False where an answer or a request for time came, or the session was cancelled, since it was written."""
    if now.withdrawn:
        return False
    if purpose in STEP_LETTERS.values():
        due = now.next_on is not None and now.next_on <= today
        return due and now.sends == round and now.next_step is not None and STEP_LETTERS.get(now.next_step) is purpose
    if purpose is Purpose.INVITATION:
        return not now.cancelled and now.answer is None and now.sends + 1 == round
    if purpose is Purpose.CHANGE:
        return not now.cancelled
    return True


def told_of_a_move(now: Standing) -> bool:
    """Who hears that a session was moved: everybody who was asked and has not said that they cannot come."""
    return now.sends > 0 and not now.withdrawn and now.state is not State.CANCELLED


def told_of_a_cancellation(now: Standing) -> bool:
    """Who hears that a session was cancelled: everybody whom a letter reached or may have reached."""
    return now.sends > 0 and not now.withdrawn and not now.bounced
