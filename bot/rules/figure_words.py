"""The figures in sentences, for Discord, the page and letters alike: RECORD-RULES §6 for the words, §7 for how much.

The sentences are plain text. `about` is put into them as it comes: a caller that shows them where markup is read hands
in a name that is already escaped.
"""

from datetime import date

from bot.rules.counts import ASKED_LABELS, LABELS, Counts
from bot.rules.highlights import Direction, Flag, Streak, StreakKind
from bot.rules.saying import say_short_date
from bot.rules.statistics import Figures, Rate, Show, TimeToReply, shown
from bot.rules.wording import plural

HEAD_SHOWN = 8


def say_rate(rate: Rate, *, nothing: str = "not invited yet") -> str:
    """`7 of 9 (78 %, 95 % interval 45–94 %, small numbers)`, or as much of it as so many events allow."""
    if shown(rate.n) == Show.NOTHING:
        return nothing
    return f"{rate.k} of {rate.n}{_brackets(rate)}"


def say_figures(figures: Figures, about: str) -> list[str]:
    """The lines about one body, one kind of body or one role, in the order in which they are shown."""
    return [
        *_replies(figures, about),
        *_attendance(figures.attendance),
        *_left_out(figures),
        *_answers(figures),
        say_source(figures),
    ]


def say_source(figures: Figures) -> str:
    """From what the figures were worked out, so that anybody can do it again."""
    return say_origin(figures.as_at, figures.policy_version, figures.head)


def say_origin(as_at: date, policy_version: int, head: str) -> str:
    """From which record something was read, and how far that record went."""
    shown = f"{head[:HEAD_SHOWN]}…" if len(head) > HEAD_SHOWN else head or "empty"
    return f"As at {say_short_date(as_at)} · policy version {policy_version} · record head {shown}"


def say_streak(streak: Streak | None) -> str | None:
    """One sentence about a role, or None where the streak is too short to be shown."""
    if streak is None or not streak.is_shown:
        return None
    if streak.kind is StreakKind.GOOD:
        return f"Each of the last {streak.length} invitations counted has a recorded reply."
    return f"For the last {streak.length} invitations counted we have not recorded a reply."


def say_flag(flag: Flag) -> str:
    """The same sentence in both directions but for one word; it says what chance explains, and gives no reason."""
    word = "higher" if flag.direction is Direction.ABOVE else "lower"
    return (
        f"{say_rate(flag.rate)} is {word} than chance explains: for all bodies of this kind together it is "
        f"{say_rate(flag.peers)}, and chance alone would explain {flag.low} to {flag.high} of {flag.rate.n}. "
        "The figures do not say why."
    )


def _replies(figures: Figures, about: str) -> list[str]:
    rate, since = figures.response, f" since {say_short_date(figures.since)}" if figures.since else ""
    if figures.shown == Show.NOTHING:
        if any(figures.tally.left_out.values()):
            return [f"{about}: no invitation{since} is counted yet."]
        return [f"{about}: not invited{since or ' yet'}."]
    noun, verb = ("invitation" if rate.n == 1 else "invitations"), ("has" if 1 in (rate.k, rate.n) else "have")
    return [
        f"{about}: {rate.k} of {rate.n} {noun}{since} {verb} a recorded reply{_brackets(rate)}. "
        "Invitations through this forum only.",
        f"Replied by the date asked for: {say_rate(figures.on_time)}.",
        *_time(figures.time_to_reply, figures.shown),
    ]


def _time(time: TimeToReply, show: Show) -> list[str]:
    within = "; ".join(
        f"within {_days(days)}: {say_rate(rate) if rate else 'not known yet'}" for days, rate in time.within.items()
    )
    if show < Show.SMALL:
        return [f"Replied {within}."]
    if time.median is None:
        assert time.not_reached_in is not None, "fewer than half have replied, so somebody is waited for"
        half = f"not reached in {_days(time.not_reached_in)}"
    else:
        half = _days(time.median) if time.median else "the same day"
    return [f"Time until half had replied: {half}.", f"Replied {within}."]


def _attendance(rate: Rate) -> list[str]:
    """Nothing where no session was held: that is not something about the body."""
    if not rate.n:
        return []
    noun = "session" if rate.n == 1 else "sessions"
    return [f"Present, in person or by deputy: {rate.k} of {rate.n} {noun} held{_brackets(rate)}."]


def _left_out(figures: Figures) -> list[str]:
    """Every reason that occurs, in the order of `Counts`."""
    left_out = figures.tally.left_out
    if not any(left_out.values()):
        return []
    reasons = ", ".join(f"{left_out[reason]} {LABELS[reason]}" for reason in Counts if left_out.get(reason))
    return [f"{sum(left_out.values())} not counted: {reasons}."]


def _answers(figures: Figures) -> list[str]:
    """Nothing where no question was put: that is not something about the body."""
    rate, asked = figures.answers, figures.tally.answers
    said = []
    if rate.n:
        noun, verb = ("question" if rate.n == 1 else "questions"), ("has" if 1 in (rate.k, rate.n) else "have")
        partly = f" {asked.partly} of these in part." if asked.partly else ""
        said.append(f"Questions put: {rate.k} of {rate.n} {noun} {verb} a recorded answer{_brackets(rate)}.{partly}")
    if any(asked.left_out.values()):
        reasons = ", ".join(f"{asked.left_out[r]} {ASKED_LABELS[r]}" for r in Counts if asked.left_out.get(r))
        said.append(f"{plural(sum(asked.left_out.values()), 'question')} not counted: {reasons}.")
    return said


def _brackets(rate: Rate) -> str:
    show = shown(rate.n)
    if show < Show.SMALL:
        return ""
    low, high = rate.bounds
    return f" ({rate.percent} %, 95 % interval {low}–{high} %{'' if show >= Show.FULL else ', small numbers'})"


def _days(days: int) -> str:
    return f"{days} working day" if days == 1 else f"{days} working days"
