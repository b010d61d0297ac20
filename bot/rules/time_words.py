"""The time to reply, in words."""

from bot.rules.rate_words import say_rate
from bot.rules.statistics import WITHIN, Show, TimeToReply
from bot.rules.tongue import tr, trn


def say_times(time: TimeToReply, show: Show) -> list[str]:
    """In lines of their own."""
    within = tr(
        "Replied within 5 working days: {in_5}; within 10 working days: {in_10}; within 20 working days: {in_20}.",
        **_within(time),
    )
    if show < Show.SMALL:
        return [within]
    return [tr("Time until half had replied: {time}.", time=say_half(time)), within]


def say_half(time: TimeToReply) -> str:
    """In how many working days half had replied: never a number where fewer than half have."""
    if time.median is not None:
        return say_days(time.median) if time.median else tr("the same day")
    assert time.not_reached_in is not None, "fewer than half have replied, so somebody is waited for"
    return trn(
        "not reached in {days} working day",
        "not reached in {days} working days",
        time.not_reached_in,
        days=time.not_reached_in,
    )


def say_within(time: TimeToReply, days: int) -> str:
    """How many had replied by then; not known while one without a reply has been waited for a shorter time."""
    rate = time.within[days]
    return say_rate(rate) if rate else tr("not known yet")


def say_all_within(time: TimeToReply) -> str:
    return tr(
        "within 5 working days: {in_5}; within 10 working days: {in_10}; within 20 working days: {in_20}",
        **_within(time),
    )


def say_days(days: int) -> str:
    return trn("{days} working day", "{days} working days", days, days=days)


def _within(time: TimeToReply) -> dict[str, str]:
    return {f"in_{days}": say_within(time, days) for days in WITHIN}
