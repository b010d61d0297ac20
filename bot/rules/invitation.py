"""What may happen to an invitation before an answer comes, and the fact that it makes (RECORD-RULES §4).

Each rule takes the folded `Standing`, the `Terms` of the day and a `Mark` (when, by whom, by which way), and gives a
fact or refuses in one sentence. Dates are worked out here, once, and stored in the fact.
"""

from typing import Unpack

from bot.rules import facts as f
from bot.rules.errors import Refused
from bot.rules.saying import say_short_date
from bot.rules.session import SessionStanding, SessionState
from bot.rules.standing import Standing
from bot.rules.terms import Mark, Terms
from bot.rules.words import Reason, State


def invite(
    session: SessionStanding,
    *,
    invitation: int,
    official: int,
    organisation: int,
    holder: int | None,
    **mark: Unpack[Mark],
) -> f.Invited:
    """Decide to ask the holder of a role to a session that is still to come."""
    if session.state is SessionState.CANCELLED:
        raise Refused("That session was cancelled. Choose another session.")
    if session.state is not SessionState.PLANNED or session.starts <= mark["at"]:
        raise Refused("That session has already begun. Choose a session that is still to come.")
    return f.Invited(
        invitation=invitation,
        session=session.session,
        official=official,
        organisation=organisation,
        holder=holder,
        **mark,
    )


def sent(now: Standing, terms: Terms, **mark: Unpack[Mark]) -> f.Sent:
    """The letter left: the clock starts. D is the earlier of `reply_days` after today and 3 days before the session."""
    _still_open(now)
    if not now.to_send or now.starts is None:
        raise Refused("That letter is already on the record as sent.")
    terms = terms.of(now.organisation)
    day, session_day, policy = terms.day(mark["at"]), terms.day(now.starts), terms.policy
    earliest = min(terms.after(day, policy.reply_days), terms.after(session_day, -policy.reply_before_session))
    reply_by = max(earliest, terms.after(day, 1))
    short = terms.after(day, policy.fair_notice) > session_day
    first_reminder = terms.after(reply_by, -policy.first_reminder_before)
    return f.Sent(
        invitation=now.invitation,
        on=day,
        reply_by=reply_by,
        short_notice=short,
        next_on=first_reminder if first_reminder > day else None if short else terms.after(day, 1),
        counts_on=terms.after(reply_by, policy.notice_after + policy.publish_after_notice + 1),
        **mark,
    )


def sent_again(now: Standing, **mark: Unpack[Mark]) -> f.SentAgain:
    """The same letter to the same address once more: the clock runs on, for it had already been running."""
    _still_open(now)
    return f.SentAgain(invitation=now.invitation, **mark)


def reminded(now: Standing, terms: Terms, **mark: Unpack[Mark]) -> f.Reminded:
    """The first reminder went at D−3, the second at D+3; each gives at least as long again before the next step."""
    _still_open(now)
    if now.reminders == 2 or now.reply_by is None:
        raise Refused("Both reminders are already on the record.")
    terms = terms.of(now.organisation)
    day, policy = terms.day(mark["at"]), terms.policy
    planned, pause = (
        (policy.second_reminder_after, policy.second_reminder_after),
        (policy.notice_after, policy.notice_after - policy.second_reminder_after),
    )[now.reminders]
    next_on = max(terms.after(now.reply_by, planned), terms.after(day, max(pause, 1)))
    return f.Reminded(invitation=now.invitation, nth=now.reminders + 1, next_on=next_on, **mark)


def bounced(now: Standing, **mark: Unpack[Mark]) -> f.Bounced:
    """Our message did not arrive: the forum's problem, never the official's."""
    _still_open(now)
    if now.to_send or now.bounced:
        raise Refused("It is already on the record that our message did not arrive.")
    if now.answer is not None:
        raise Refused("They have already replied, so our message did arrive.")
    return f.Bounced(invitation=now.invitation, **mark)


def address_replaced(now: Standing, **mark: Unpack[Mark]) -> f.AddressReplaced:
    """We had the wrong address: the clock starts anew, and what went before was our error."""
    _still_open(now)
    if now.sends == 0:
        raise Refused("Nothing has been sent to the old address, so there is nothing to correct.")
    if now.answer is not None:
        raise Refused("They have already replied, so the address was right.")
    return f.AddressReplaced(invitation=now.invitation, **mark)


def hold_back(now: Standing, reason: Reason, **mark: Unpack[Mark]) -> f.HeldBack:
    """Hosts may hold a publication back, with a class of reason; nobody can bring one forward."""
    _still_open(now)
    if now.held_back:
        raise Refused("That publication is already held back.")
    if now.no_reply_on is not None:
        raise Refused(f"It was published on {say_short_date(now.no_reply_on)}. If it is wrong, use /record correct.")
    return f.HeldBack(invitation=now.invitation, reason=reason, **mark)


def release(now: Standing, **mark: Unpack[Mark]) -> f.Released:
    """Hold it back no longer; the gate of `bot.rules.silence` still decides."""
    if not now.held_back:
        raise Refused("That publication is not held back.")
    return f.Released(invitation=now.invitation, **mark)


def withdraw(now: Standing, reason: Reason, **mark: Unpack[Mark]) -> f.Withdrawn:
    """The forum takes the invitation back; it counts in no figure."""
    if now.withdrawn:
        raise Refused("That invitation has already been withdrawn.")
    return f.Withdrawn(invitation=now.invitation, reason=reason, **mark)


def _still_open(now: Standing) -> None:
    if now.state is State.WITHDRAWN:
        raise Refused("That invitation was withdrawn, so nothing more happens to it.")
    if now.cancelled:
        raise Refused("That session was cancelled, so its invitations no longer run.")
