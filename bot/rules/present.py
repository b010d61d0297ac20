"""Where an invitation stands today, in the sentences of RECORD-RULES §6."""

from datetime import date

from bot.rules.counts import COUNTED, LABELS, Counts
from bot.rules.saying import say_short_date
from bot.rules.standing import Standing
from bot.rules.tally import Line
from bot.rules.tongue import capital
from bot.rules.wording import ANSWERS, Whom, plural
from bot.rules.words import State


def say_standing(now: Standing, whom: Whom, today: date, recorded: str | None = None) -> str:
    """One sentence or two. `recorded` is the sentence of "no reply recorded", which is repeated word for word."""
    asked = f"We asked {whom} on {say_short_date(now.sent_on)}" if now.sent_on else ""
    due = say_short_date(now.reply_by) if now.reply_by else ""
    if now.paused and now.state in (State.WAITING, State.ACKNOWLEDGED, State.MORE_TIME):
        return (
            f"{asked}. A pause stopped the time to reply until after the session, so this invitation is in no figure."
        )
    match now.state:
        case State.TO_SEND:
            return f"We decided to invite {whom}. Our letter has not left yet."
        case State.REPLIED | State.REPLIED_LATE:
            return say_reply(now, whom)
        case State.NO_REPLY:
            return recorded or f"{asked} for a reply by {due}. We have not recorded a reply."
        case State.BOUNCED:
            return f"Our message to {whom} did not arrive. This is ours to fix, not a lack of reply."
        case State.DISPUTED:
            return _disputed(now, whom, today)
        case State.WITHDRAWN:
            return f"We withdrew our invitation to {whom}. It is in no figure."
        case State.CANCELLED:
            return "We cancelled the session, so this invitation is in no figure."
        case State.MORE_TIME:
            return f"{asked}. They asked for more time; we now ask for a reply by {due}."
        case State.ACKNOWLEDGED:
            return f"{asked} for a reply by {due}. They told us that our message was received."
    if now.reply_by is not None and today > now.reply_by:
        return f"{asked} for a reply by {due}. We have not recorded a reply yet."
    return f"{asked}. We asked for a reply by {due}."


def _disputed(now: Standing, whom: Whom, today: date) -> str:
    said = f"{capital(whom.body)} disputes an entry here."
    if now.decide_by is None or today <= now.decide_by:
        due = f" A decision is due by {say_short_date(now.decide_by)}." if now.decide_by else ""
        return f"{said}{due} Until then the invitation is in no figure."
    return (
        f"{said} We had to decide by {say_short_date(now.decide_by)} and have not decided yet, so the invitation is in "
        "no figure."
    )


def say_reply(now: Standing, whom: Whom) -> str:
    """That they replied, when, and what they said; "cannot come" is a reply like every other."""
    assert now.answer is not None
    assert now.replied_on is not None
    when = f"{capital(str(whom))} replied on {say_short_date(now.replied_on)}"
    if now.days_late:
        when += f", {plural(now.days_late, 'working day')} after the date we asked for"
    return f"{when}: {ANSWERS[now.answer]}."


def say_counted(now: Standing, today: date) -> str:
    """What the invitation is in the figures, or why it is not in them."""
    come = now.counts_on is not None and now.counts_on <= today
    counts = Line.decided(now.counts, come)
    if counts in COUNTED:
        return f"In the figures since {say_short_date(now.counts_on)}." if now.counts_on else "In the figures."
    if counts is Counts.OPEN and now.counts_on is not None:
        return f"Not in the figures yet: it is counted from {say_short_date(now.counts_on)} on, whatever comes."
    return f"Left out of the figures, as an invitation {LABELS[counts]}."
