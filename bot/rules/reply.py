"""What an official's answer makes of an invitation (the table of RECORD-RULES §3)."""

from datetime import date
from typing import Unpack

from bot.rules import facts as f
from bot.rules.errors import Refused
from bot.rules.facts import Enclosed
from bot.rules.saying import say_short_date
from bot.rules.standing import Standing
from bot.rules.terms import Mark, Terms
from bot.rules.words import Answer, Presence, State


def respond(
    now: Standing,
    answer: Answer,
    terms: Terms,
    *,
    detail: Enclosed | None = None,
    on: date | None = None,
    new_words: bool = False,
    **mark: Unpack[Mark],
) -> f.Responded:
    """They replied: at any time, also long after "no reply recorded". `on` is the day it came, today if not given.

    The same answer a second time is refused, unless its `detail` has `new_words`: another deputy, another answer.
    """
    if now.state is State.WITHDRAWN:
        raise Refused("That invitation was withdrawn, so there is nothing to reply to.")
    today = terms.day(mark["at"])
    on = on or today
    if on > today:
        raise Refused("A reply cannot come from a day that has not been yet. Type the day on which it came.")
    if now.sent_on and on < now.sent_on:
        raise Refused(f"The invitation was sent on {say_short_date(now.sent_on)}. A reply cannot be older than that.")
    if now.answer is answer and now.replied_on and not (new_words and detail):
        raise Refused(f"That reply is already on the record, since {say_short_date(now.replied_on)}.")
    sent_on, reply_by, terms = now.sent_on or on, now.reply_by or on, terms.of(now.organisation)
    return f.Responded(
        invitation=now.invitation,
        answer=answer,
        detail=detail,
        on=on,
        working_days=terms.between(sent_on, on),
        days_late=max(terms.between(reply_by, on), 1) if on > reply_by else 0,
        **mark,
    )


def acknowledge(now: Standing, terms: Terms, **mark: Unpack[Mark]) -> f.Acknowledged:
    """ "Received, will pass on": shown, takes the place of the next reminder, and is not yet a reply."""
    _awaited(now)
    if now.acknowledged:
        raise Refused("An acknowledgement is already on the record.")
    terms = terms.of(now.organisation)
    today, patience = terms.day(mark["at"]), terms.policy.second_reminder_after
    if now.notice:
        patience = terms.policy.publish_after_notice + 1
    elif now.reminders == 0 and now.reply_by:
        return f.Acknowledged(
            invitation=now.invitation, next_on=max(terms.after(now.reply_by, patience), terms.after(today, 1)), **mark
        )
    next_on = None if now.next_on is None else max(now.next_on, terms.after(today, patience))
    return f.Acknowledged(invitation=now.invitation, next_on=next_on, **mark)


def ask_for_time(now: Standing, until: date, terms: Terms, **mark: Unpack[Mark]) -> f.AskedForTime:
    """A holding reply with a date: what we asked for moves once, at most `extension_limit` days."""
    _awaited(now)
    terms = terms.of(now.organisation)
    policy, today = terms.policy, terms.day(mark["at"])
    if now.more_time_until:
        raise Refused(
            f"They already have until {say_short_date(now.more_time_until)}. The date moves once; "
            "you can hold the publication back with /invitation hold."
        )
    if until <= today:
        raise Refused("That day has already come. Type the day by which they said they will answer.")
    assert now.reply_by is not None
    until = min(until, terms.after(now.reply_by, policy.extension_limit))
    until = max(until, now.reply_by)
    pause = policy.publish_after_notice + 1 if now.notice else policy.second_reminder_after
    return f.AskedForTime(
        invitation=now.invitation,
        until=until,
        next_on=None if now.short_notice else terms.after(max(until, today), pause),
        counts_on=terms.after(until, policy.notice_after + policy.publish_after_notice + 1),
        **mark,
    )


def auto_reply(now: Standing, **mark: Unpack[Mark]) -> f.AutoReplied:
    """An automatic reply proves that the address lives, and nothing else."""
    _awaited(now)
    return f.AutoReplied(invitation=now.invitation, **mark)


def attend(now: Standing, presence: Presence, **mark: Unpack[Mark]) -> f.Attended:
    """Who came, once the session has begun; a change is a correction."""
    if now.cancelled:
        raise Refused("That session was cancelled, so nobody could come.")
    if now.starts is None or now.starts > mark["at"]:
        raise Refused("That session has not begun yet. Take attendance once it has.")
    if now.presence is presence:
        raise Refused("That is already on the record.")
    if now.presence is not None:
        raise Refused("Attendance is already on the record for them. To change it, use /record correct.")
    return f.Attended(invitation=now.invitation, presence=presence, **mark)


def _awaited(now: Standing) -> None:
    if now.state in (State.WITHDRAWN, State.CANCELLED):
        raise Refused("That invitation no longer runs, so there is nothing to note.")
    if now.answer is not None and now.replied_on:
        raise Refused(f"They have already replied, on {say_short_date(now.replied_on)}.")
    if now.to_send:
        raise Refused("The letter has not been sent yet. Send it first, then note what came back.")
