"""Which answers an official can give by the link today (the table of RECORD-RULES §3, and asking for more time)."""

from datetime import date, datetime
from enum import StrEnum

from bot.rules.standing import Standing
from bot.rules.terms import Terms
from bot.rules.words import Answer, State


class Choice(StrEnum):
    """What can be pressed under "Your answer", in the order of the page. All but MORE_TIME are replies."""

    ATTENDING = "attending"
    DEPUTY = "deputy"
    CANNOT_COME = "cannot_come"
    OTHER_DATE = "other_date"
    MORE_TIME = "more_time"
    IN_WRITING = "in_writing"
    REDIRECTED = "redirected"
    OTHER_CHANNEL = "other_channel"
    NOT_OUR_REMIT = "not_our_remit"

    @property
    def answer(self) -> Answer | None:
        return None if self is Choice.MORE_TIME else Answer(self.value)


BEFORE_IT_BEGINS = (Choice.ATTENDING, Choice.DEPUTY)


def open_choices(now: Standing, terms: Terms, at: datetime) -> tuple[Choice, ...]:
    """Before the session all of them; later only a first answer, for what was said of the day cannot be said anew."""
    if now.withdrawn or now.cancelled:
        return ()
    begun = has_begun(now, at)
    if begun and now.answer is not None:
        return ()
    closed = BEFORE_IT_BEGINS if begun else ()
    time = () if latest_until(now, terms, at) else (Choice.MORE_TIME,)
    return tuple(choice for choice in Choice if choice not in (*closed, *time))


def has_begun(now: Standing, at: datetime) -> bool:
    return now.starts is not None and now.starts <= at


def latest_until(now: Standing, terms: Terms, at: datetime) -> date | None:
    """The last day to which more time can be asked for; None where it cannot be, for it was given or none is left."""
    running = now.state in (State.WAITING, State.ACKNOWLEDGED, State.BOUNCED)
    if not running or now.reply_by is None:
        return None
    latest = terms.after(now.reply_by, terms.policy.extension_limit)
    return latest if latest > terms.day(at) else None
