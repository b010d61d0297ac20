"""Where an invitation stands: the fold of its facts, and nothing else.

`standing(history)` reads the entries of one invitation and of its session, in order, as corrections make them read,
and gives a frozen value. Nobody sets "no reply" by hand: `State.NO_REPLY` comes from the fact alone, and that fact
comes from `bot.rules.silence` alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from typing import TYPE_CHECKING

from bot.rules import facts as f
from bot.rules.correction import replayed
from bot.rules.counts import Counts
from bot.rules.words import Answer, Presence, State, Step

if TYPE_CHECKING:
    from dataclasses import replace
else:

    def replace(now, **changed):
        """As that of `dataclasses`, which sets each of thirty fields anew: a fold does this for every entry."""
        new = object.__new__(type(now))
        new.__dict__.update(now.__dict__, **changed)
        return new


@dataclass(frozen=True, kw_only=True)
class Standing:
    """One invitation, folded. What is not stored here is derived below, so that it cannot disagree."""

    invitation: int
    session: int
    official: int
    organisation: int
    holder: int | None
    test: bool = False
    starts: datetime | None = None
    sends: int = 0
    to_send: bool = True
    sent_on: date | None = None
    reply_by: date | None = None
    counts_on: date | None = None
    paused: bool = False
    """A pause stopped its clock until after the session."""
    short_notice: bool = False
    bounced: bool = False
    alive: bool = False
    acknowledged: bool = False
    more_time_until: date | None = None
    reminders: int = 0
    notice: bool = False
    next_on: date | None = None
    answer: Answer | None = None
    replied_on: date | None = None
    days_late: int = 0
    working_days: int | None = None
    no_reply_on: date | None = None
    held_back: bool = False
    disputes: frozenset[int] = frozenset()
    decide_by: date | None = None
    """Until when the last of the open disputes is to be decided."""
    withdrawn: bool = False
    cancelled: bool = False
    presence: Presence | None = None

    @property
    def round(self) -> int:
        """How many times the invitation has been sent; the next sending is one more. Letters are unique in a round."""
        return self.sends + self.to_send

    @property
    def state(self) -> State:
        closing = (
            (self.withdrawn, State.WITHDRAWN),
            (self.cancelled and not self.answer, State.CANCELLED),
            (bool(self.disputes), State.DISPUTED),
            (bool(self.answer), State.REPLIED_LATE if self.days_late > 0 else State.REPLIED),
            (self.to_send, State.TO_SEND),
            (self.bounced, State.BOUNCED),
            (self.no_reply_on is not None, State.NO_REPLY),
            (self.more_time_until is not None, State.MORE_TIME),
            (self.acknowledged, State.ACKNOWLEDGED),
        )
        return next((state for holds, state in closing if holds), State.WAITING)

    @property
    def counts(self) -> Counts:
        """What this invitation counts as in the figures, or the reason why it is left out (RECORD-RULES §7)."""
        reasons = (
            (self.test, Counts.TEST),
            (self.withdrawn, Counts.WITHDRAWN),
            (self.cancelled, Counts.CANCELLED),
            (bool(self.disputes), Counts.DISPUTED),
            (self.paused, Counts.PAUSED),
            (self.answer is Answer.OTHER_CHANNEL, Counts.OTHER_CHANNEL),
            (self.answer is Answer.NOT_OUR_REMIT, Counts.NOT_OUR_REMIT),
            (self.to_send, Counts.DELIVERY_UNKNOWN),
            (self.short_notice, Counts.SHORT_NOTICE),
            (self.answer is not None, Counts.ANSWERED),
            (self.bounced, Counts.BOUNCED),
            (self.no_reply_on is not None, Counts.UNANSWERED),
        )
        return next((counts for holds, counts in reasons if holds), Counts.NOT_PROVEN)

    @property
    def on_time(self) -> bool:
        return self.answer is not None and self.days_late == 0

    @property
    def present(self) -> bool | None:
        """Was the body in the room, itself or by deputy? None while attendance has not been taken."""
        return None if self.presence is None else self.presence is not Presence.DID_NOT_COME

    @property
    def next_step(self) -> Step | None:
        """What time brings about next, from the morning of `next_on`; None where nothing is to come."""
        if self.next_on is None or self.state not in (State.WAITING, State.ACKNOWLEDGED, State.MORE_TIME):
            return None
        if self.reminders < 2:
            return (Step.FIRST_REMINDER, Step.SECOND_REMINDER)[self.reminders]
        if self.held_back or self.short_notice or self.paused:
            return None
        return Step.NO_REPLY if self.notice else Step.NOTICE


def standing(history: Iterable[f.Entry]) -> Standing:
    """Fold one invitation; `history` holds its entries and its session's, in order, the `Invited` among them."""
    read = replayed(history)
    invited = next(fact for entry in read if isinstance(fact := entry.fact, f.Invited))
    start = Standing(
        invitation=invited.invitation,
        session=invited.session,
        official=invited.official,
        organisation=invited.organisation,
        holder=invited.holder,
        test=invited.test,
    )
    return reduce(_apply, read, start)


def _apply(now: Standing, entry: f.Entry) -> Standing:
    match entry.fact:
        case f.Planned() | f.Moved() | f.SessionCancelled() as fact:
            return _session_changed(now, fact)
        case f.Sent() as sent:
            return _sent(_started_anew(now), sent)
        case f.Bounced():
            return replace(now, bounced=True)
        case f.SentAgain():
            return replace(now, sends=now.sends + 1, bounced=False)
        case f.AddressReplaced():
            return replace(_started_anew(now), to_send=True)
        case f.Reminded(nth=nth, next_on=on):
            return replace(now, reminders=nth, next_on=on)
        case f.NoticeGiven(next_on=on):
            return replace(now, notice=True, next_on=on)
        case f.AutoReplied():
            return replace(now, bounced=False)
        case f.Acknowledged(next_on=on):
            return replace(now, alive=True, bounced=False, acknowledged=True, next_on=on)
        case f.AskedForTime(until=until, next_on=on, counts_on=counts):
            life = replace(now, alive=True, bounced=False)
            return replace(life, more_time_until=until, reply_by=until, next_on=on, counts_on=counts)
        case f.Responded() as reply:
            return _responded(now, reply)
        case f.Attended(presence=presence):
            return replace(now, presence=presence, alive=now.alive or presence is not Presence.DID_NOT_COME)
        case f.NoReplyRecorded(on=day):
            return replace(now, no_reply_on=day)
        case f.ClockMoved() as moved:
            return _clock_moved(now, moved)
        case f.Disputed(entry=seq, decide_by=day):
            return replace(now, disputes=now.disputes | {seq}, decide_by=day, alive=True)
        case f.DisputeDecided(entry=seq):
            left = now.disputes - {seq}
            return replace(now, disputes=left, decide_by=now.decide_by if left else None)
        case f.StatementMade():
            return replace(now, alive=True)
        case f.QuestionAnswered():
            return replace(now, alive=True, bounced=False)
        case f.HeldBack():
            return replace(now, held_back=True)
        case f.Released():
            return replace(now, held_back=False)
        case f.Withdrawn():
            return replace(now, withdrawn=True)
        case _:
            return now


def _session_changed(now: Standing, fact: f.Planned | f.Moved | f.SessionCancelled) -> Standing:
    if isinstance(fact, f.SessionCancelled):
        return replace(now, cancelled=True)
    moved = replace(now, starts=fact.starts)
    waiting = now.sends and not now.answer and now.no_reply_on is None
    return replace(_started_anew(moved), to_send=True) if isinstance(fact, f.Moved) and waiting else moved


def _started_anew(now: Standing) -> Standing:
    """The clock as if nothing had been sent; what is known of the person (alive, an answer) stays."""
    return replace(
        now,
        bounced=False,
        acknowledged=False,
        more_time_until=None,
        reminders=0,
        notice=False,
        next_on=None,
        no_reply_on=None,
        paused=False,
    )


def _clock_moved(now: Standing, moved: f.ClockMoved) -> Standing:
    """Whoever had asked for more time has it until the day to which that moved."""
    return replace(
        now,
        reply_by=moved.reply_by,
        more_time_until=now.more_time_until and moved.reply_by,
        next_on=moved.next_on,
        counts_on=moved.counts_on,
        paused=moved.counts_on is None,
    )


def _sent(now: Standing, sent: f.Sent) -> Standing:
    return replace(
        now,
        to_send=False,
        sends=now.sends + 1,
        sent_on=sent.on,
        reply_by=sent.reply_by,
        short_notice=sent.short_notice,
        next_on=sent.next_on,
        counts_on=sent.counts_on,
    )


def _responded(now: Standing, reply: f.Responded) -> Standing:
    """The last answer is what they said; the first is when they replied."""
    answered = replace(now, answer=reply.answer, alive=True, bounced=False)
    if now.answer is not None:
        return answered
    return replace(answered, replied_on=reply.on, days_late=reply.days_late, working_days=reply.working_days)
