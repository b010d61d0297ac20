"""Pauses stop the clock: dissolution of Parliament, pre-election periods, emergencies, closures (RECORD-RULES §4).

The days of a pause are no working days for the body that it is about. An invitation sent when the pause is known has
its dates worked out so; one that runs already gets a `ClockMoved`, and so every date stands in the record.
"""

from datetime import date
from typing import Unpack

from bot.rules import facts as f
from bot.rules.errors import Refused
from bot.rules.saying import say_short_date
from bot.rules.standing import Standing
from bot.rules.terms import Mark, Terms
from bot.rules.words import PauseKind
from bot.rules.workingdays import ONE_DAY

LONGEST = 120
"""Days. From the dissolution to a new Parliament it is about 40; what lasts longer is declared again."""


def pause(
    why: PauseKind, first: date, last: date, organisation: int | None, terms: Terms, **mark: Unpack[Mark]
) -> f.Paused:
    """Declare a pause of one body, or of all; it may have begun, but not be over."""
    if last < first:
        raise Refused("The last day of a pause cannot come before its first. Please look at the two dates.")
    if last < terms.day(mark["at"]):
        raise Refused(f"That pause was over on {say_short_date(last)}, so it stops no clock any more.")
    if (last - first).days >= LONGEST:
        raise Refused(f"A pause has at most {LONGEST} days. If it lasts longer, declare the rest when it is known.")
    new = f.Paused(why=why, organisation=organisation, first=first, last=last, **mark)
    for old in terms.pauses:
        if old.organisation in (None, organisation) and old.first <= first and last <= old.last:
            days = f"{say_short_date(old.first)} to {say_short_date(old.last)}"
            raise Refused(f"Those days are within a pause that is already on the record, from {days}.")
    return new


def stopped(now: Standing, paused: f.Paused, entry: int, terms: Terms, **mark: Unpack[Mark]) -> f.ClockMoved | None:
    """How the pause, entry number `entry`, moves the dates of an invitation; None where it touches none of them.

    `terms` hold the pause. What would end after the session is in no figure, and no letter follows.
    """
    if not _runs(now) or not terms.concerns(paused, now.organisation):
        return None
    before, after = terms.without(paused).of(now.organisation), terms.of(now.organisation)
    assert now.sent_on is not None
    assert now.reply_by is not None
    start = max(paused.first - ONE_DAY, now.sent_on)

    def moved(day: date) -> date:
        return day if day < paused.first else after.after(start, before.between(start, day))

    next_on = now.next_on if now.answer is None else None
    held = (now.reply_by, next_on, now.counts_on)
    if all(day is None or moved(day) == day for day in held):
        return None
    reply_by = moved(now.reply_by)
    in_vain = now.starts is not None and reply_by > terms.day(now.starts)
    return f.ClockMoved(
        invitation=now.invitation,
        pause=entry,
        reply_by=reply_by,
        next_on=None if next_on is None or in_vain else moved(next_on),
        counts_on=None if now.counts_on is None or in_vain else moved(now.counts_on),
        **mark,
    )


def _runs(now: Standing) -> bool:
    """Sent, and neither over nor published: what is already in a figure, as answered, moves only with its date."""
    return not (now.to_send or now.withdrawn or now.cancelled or now.no_reply_on is not None or now.sent_on is None)
