"""Pledges: what may be recorded of a promise, and when somebody is asked about it.

Nobody has to confirm, to answer or to deliver: an open pledge says "no update recorded yet", and nothing more.
"""

from datetime import date, datetime
from typing import Unpack

from bot.rules import facts as f
from bot.rules.errors import Refused
from bot.rules.facts import Enclosed
from bot.rules.pledge_standing import PledgeStanding
from bot.rules.terms import Mark, Terms
from bot.rules.words import PledgeOutcome, PledgeState, Purpose, Reason

REASONS_TOLD = (PledgeOutcome.PARTLY, PledgeOutcome.NOT_DONE)
"""What is never said without why."""


def make(
    pledge: int,
    *,
    official: int,
    organisation: int,
    session: int | None,
    item: int | None,
    words: Enclosed,
    due: date,
    terms: Terms,
    **mark: Unpack[Mark],
) -> f.PledgeMade:
    remind_on, ask_on = dates(organisation, due, terms, **mark)
    return f.PledgeMade(
        pledge=pledge,
        official=official,
        organisation=organisation,
        session=session,
        item=item,
        words=words,
        due=due,
        remind_on=remind_on,
        ask_on=ask_on,
        **mark,
    )


def dates(organisation: int, due: date, terms: Terms, **mark: Unpack[Mark]) -> tuple[date | None, date]:
    """When to remind, where that is still to come, and when to ask what became of it."""
    today, own = terms.day(mark["at"]), terms.of(organisation)
    if due <= today:
        raise Refused("That day is today or has passed. Give the day by which it was promised.")
    remind_on = own.after(due, -terms.policy.pledge_remind_days)
    return (remind_on if remind_on > today else None), own.after(due, terms.policy.pledge_ask_days)


def asked(now: PledgeStanding, terms: Terms, **mark: Unpack[Mark]) -> f.PledgeAsked:
    """The letter that asks to confirm the words has left."""
    _alive(now)
    return f.PledgeAsked(pledge=now.pledge, confirm_by=confirm_by(now, terms, mark["at"]), **mark)


def confirm_by(now: PledgeStanding, terms: Terms, at: datetime) -> date:
    """Until when a letter that leaves then asks for an answer."""
    return terms.of(now.organisation).after(terms.day(at), terms.policy.pledge_confirm_days)


def confirm(now: PledgeStanding, **mark: Unpack[Mark]) -> f.PledgeConfirmed:
    _alive(now)
    if now.confirmed:
        raise Refused("These words are confirmed already. Nothing more is needed.")
    return f.PledgeConfirmed(pledge=now.pledge, **mark)


def amend(now: PledgeStanding, words: Enclosed, due: date, terms: Terms, **mark: Unpack[Mark]) -> f.PledgeAmended:
    """The same day may stay even where it has come; another one lies ahead."""
    _alive(now)
    if now.outcome is not None:
        raise Refused("What became of this pledge is recorded, so its words stay. A statement can still be added.")
    if due == now.due:
        remind_on, ask_on = now.remind_on, now.ask_on
    else:
        remind_on, ask_on = dates(now.organisation, due, terms, **mark)
    return f.PledgeAmended(pledge=now.pledge, words=words, due=due, remind_on=remind_on, ask_on=ask_on, **mark)


def reminded(now: PledgeStanding, purpose: Purpose, terms: Terms, **mark: Unpack[Mark]) -> f.PledgeReminded:
    """A letter that time brought about has left."""
    if now.letter_due(terms.day(mark["at"])) is not purpose:
        raise Refused("Nobody has to be asked about that pledge today.")
    return f.PledgeReminded(pledge=now.pledge, due=now.due, before=purpose is Purpose.PLEDGE_BEFORE, **mark)


def update(now: PledgeStanding, text: Enclosed, terms: Terms, **mark: Unpack[Mark]) -> f.PledgeUpdated:
    """How far it has come; a pledge that was closed is open again."""
    _alive(now)
    return f.PledgeUpdated(pledge=now.pledge, on=terms.day(mark["at"]), text=text, **mark)


def close(
    now: PledgeStanding,
    outcome: PledgeOutcome,
    terms: Terms,
    *,
    text: Enclosed | None,
    instead: int | None,
    **mark: Unpack[Mark],
) -> f.PledgeClosed:
    """What became of it. `instead` is the number of the pledge that takes its place."""
    _alive(now)
    if outcome in REASONS_TOLD and text is None:
        raise Refused("Please say why in “evidence”: what is not done, or done in part, is never recorded without it.")
    if outcome is PledgeOutcome.REPLACED and (instead is None) == (text is None):
        raise Refused("Please say what takes its place: the number of another pledge, or in words.")
    if instead is not None and (outcome is not PledgeOutcome.REPLACED or instead == now.pledge):
        raise Refused("Only a pledge that was replaced has another in its place, and never itself.")
    on = terms.day(mark["at"])
    return f.PledgeClosed(pledge=now.pledge, on=on, outcome=outcome, text=text, instead=instead, **mark)


def not_reached(now: PledgeStanding, **mark: Unpack[Mark]) -> f.PledgeNotReached:
    if now.not_reached or (now.confirm_by is None and not now.reminded):
        raise Refused("Nothing that was sent about that pledge can have come back.")
    return f.PledgeNotReached(pledge=now.pledge, **mark)


def make_statement(now: PledgeStanding, text: Enclosed, **mark: Unpack[Mark]) -> f.PledgeStated:
    """A statement, at any time, also long after."""
    return f.PledgeStated(pledge=now.pledge, text=text, **mark)


def withdraw(now: PledgeStanding, reason: Reason, **mark: Unpack[Mark]) -> f.PledgeWithdrawn:
    _alive(now)
    return f.PledgeWithdrawn(pledge=now.pledge, reason=reason, **mark)


def wanted(now: PledgeStanding, purpose: Purpose, today: date) -> bool:
    """Is a letter that was written still to be sent?"""
    if now.withdrawn:
        return False
    if purpose is Purpose.PLEDGE:
        return (not now.confirmed or now.not_reached) and now.state is PledgeState.OPEN
    if purpose is Purpose.PLEDGE_RECEIPT:
        return True
    return now.letter_due(today) is purpose


def _alive(now: PledgeStanding) -> None:
    if now.withdrawn:
        raise Refused("That pledge was taken back, so nothing more is recorded of it.")
