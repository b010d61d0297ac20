"""The figures in sentences, for Discord, the page and letters alike: RECORD-RULES §6 for the words, §7 for how much.

The sentences are plain text. `about` is put into them as it comes: a caller that shows them where markup is read hands
in a name that is already escaped.
"""

from datetime import date

from bot.rules.figure_lines import answers, attendance, left_out, replies
from bot.rules.highlights import Direction, Flag, Streak, StreakKind
from bot.rules.rate_words import say_rate as say_rate
from bot.rules.saying import say_short_date
from bot.rules.statistics import Figures
from bot.rules.time_words import (
    say_all_within as say_all_within,
    say_days as say_days,
    say_half as say_half,
    say_within as say_within,
)
from bot.rules.tongue import N_, tr, trn
from bot.rules.wording import plural

HEAD_SHOWN = 8
HEAD_IN_A_LETTER = 32
"""Digits: nobody can make another record whose head begins with the same ones."""


def say_figures(figures: Figures, about: str) -> list[str]:
    """The lines about one body, one kind of body or one role, in the order in which they are shown."""
    return [
        *replies(figures, about),
        *attendance(figures.attendance),
        *left_out(figures),
        *answers(figures),
        say_source(figures),
    ]


def say_source(figures: Figures) -> str:
    """From what the figures were worked out, so that anybody can do it again."""
    return say_origin(figures.as_at, figures.policy_version, figures.head)


def say_origin(as_at: date, policy_version: int, head: str) -> str:
    """From which record something was read, and how far that record went."""
    day = say_short_date(as_at)
    if not head:
        return tr("As at {date} · policy version {version} · record head empty", date=day, version=policy_version)
    shown = f"{head[:HEAD_SHOWN]}…" if len(head) > HEAD_SHOWN else head
    return tr(
        "As at {date} · policy version {version} · record head {head}", date=day, version=policy_version, head=shown
    )


def say_head(length: int, head: str) -> str:
    """In a letter: what lets its reader notice, for as long as they keep it, that the past was rewritten."""
    return (
        f"Our public record: {plural(length, 'entry', 'entries')}, head {head[:HEAD_IN_A_LETTER]}. With this you can "
        "check later that none was changed."
    )


def say_streak(streak: Streak | None) -> str | None:
    """One sentence about a role, or None where the streak is too short to be shown."""
    if streak is None or not streak.is_shown:
        return None
    if streak.kind is StreakKind.GOOD:
        return trn(
            "The last {length} invitation counted has a recorded reply.",
            "Each of the last {length} invitations counted has a recorded reply.",
            streak.length,
            length=streak.length,
        )
    return trn(
        "For the last {length} invitation counted we have not recorded a reply.",
        "For the last {length} invitations counted we have not recorded a reply.",
        streak.length,
        length=streak.length,
    )


def say_flag(flag: Flag) -> str:
    """The same sentence in both directions but for one word; it says what chance explains, and gives no reason."""
    said = (
        N_(
            "{rate} is higher than chance explains: for all bodies of this kind together it is {peers}, and chance "
            "alone would explain {low} to {high} of {n}. The figures do not say why."
        )
        if flag.direction is Direction.ABOVE
        else N_(
            "{rate} is lower than chance explains: for all bodies of this kind together it is {peers}, and chance "
            "alone would explain {low} to {high} of {n}. The figures do not say why."
        )
    )
    rate, peers = say_rate(flag.rate), say_rate(flag.peers)
    return tr(said, rate=rate, peers=peers, low=flag.low, high=flag.high, n=flag.rate.n)
