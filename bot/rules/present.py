"""Where an invitation stands today, in the sentences of RECORD-RULES §6."""

from datetime import date

from bot.rules.counts import COUNTED, Counts
from bot.rules.left_out_words import WHY
from bot.rules.saying import say_late, say_short_date
from bot.rules.standing import Standing
from bot.rules.tally import Line
from bot.rules.tongue import N_, capital, tr
from bot.rules.wording import ANSWERS, Whom
from bot.rules.wording.invitation import say_bounced
from bot.rules.words import State

RUNNING = {
    State.WAITING: N_("We asked {whom} on {asked}. We asked for a reply by {date}."),
    State.ACKNOWLEDGED: N_(
        "We asked {whom} on {asked} for a reply by {date}. They told us that our message was received."
    ),
    State.MORE_TIME: N_("We asked {whom} on {asked}. They asked for more time; we now ask for a reply by {date}."),
}
PAUSED = N_(
    "We asked {whom} on {asked}. A pause stopped the time to reply until after the session, so this invitation is in "
    "no figure."
)
LATE = N_("We asked {whom} on {asked} for a reply by {date}. We have not recorded a reply yet.")
NONE = N_("We asked {whom} on {asked} for a reply by {date}. We have not recorded a reply.")


def say_standing(now: Standing, whom: Whom, today: date, recorded: str | None = None) -> str:
    """One sentence or two. `recorded` is the sentence of "no reply recorded", which is repeated word for word."""
    match now.state:
        case State.TO_SEND:
            return tr("We decided to invite {whom}. Our letter has not left yet.", whom=str(whom))
        case State.REPLIED | State.REPLIED_LATE:
            return say_reply(now, whom)
        case State.NO_REPLY:
            return recorded or _asked(NONE, now, whom)
        case State.BOUNCED:
            return say_bounced(str(whom))
        case State.DISPUTED:
            return _disputed(now, whom, today)
        case State.WITHDRAWN:
            return tr("We withdrew our invitation to {whom}. It is in no figure.", whom=str(whom))
        case State.CANCELLED:
            return tr("We cancelled the session, so this invitation is in no figure.")
    if now.paused:
        return _asked(PAUSED, now, whom)
    late = now.state is State.WAITING and now.reply_by is not None and today > now.reply_by
    return _asked(LATE if late else RUNNING[now.state], now, whom)


def _asked(message: str, now: Standing, whom: Whom) -> str:
    asked, due = (say_short_date(day) if day else "" for day in (now.sent_on, now.reply_by))
    return tr(message, whom=str(whom), asked=asked, date=due)


def _disputed(now: Standing, whom: Whom, today: date) -> str:
    body = capital(whom.body)
    if now.decide_by is None:
        said = N_("{Body} disputes an entry here. Until then the invitation is in no figure.")
        return tr(said, Body=body)
    if today <= now.decide_by:
        said = N_(
            "{Body} disputes an entry here. A decision is due by {date}. Until then the invitation is in no figure."
        )
    else:
        said = N_(
            "{Body} disputes an entry here. We had to decide by {date} and have not decided yet, so the invitation is "
            "in no figure."
        )
    return tr(said, Body=body, date=say_short_date(now.decide_by))


def say_reply(now: Standing, whom: Whom) -> str:
    """That they replied, when, and what they said; "cannot come" is a reply like every other."""
    assert now.answer is not None
    assert now.replied_on is not None
    return tr(
        "{Whom} replied on {date}: {answer}.",
        Whom=capital(str(whom)),
        date=say_late(now.replied_on, now.days_late),
        answer=ANSWERS[now.answer],
    )


def say_counted(now: Standing, today: date) -> str:
    """What the invitation is in the figures, or why it is not in them."""
    day = say_short_date(now.counts_on) if now.counts_on else None
    counts = Line.decided(now.counts, now.counts_on is not None and now.counts_on <= today)
    if day and counts in COUNTED:
        return tr("In the figures since {date}.", date=day)
    if day and counts is Counts.OPEN:
        return tr("Not in the figures yet: it is counted from {date} on, whatever comes.", date=day)
    return WHY[counts]
