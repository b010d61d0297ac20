"""A rate in words, with as much beside it as so many events allow (RECORD-RULES §7)."""

from bot.rules.statistics import Rate, Show, shown
from bot.rules.tongue import tr


def say_rate(rate: Rate, *, nothing: str | None = None) -> str:
    """`7 of 9 (78 %, 95 % interval 45–94 %, small numbers)`; of none `nothing`, or that nobody was invited yet."""
    if shown(rate.n) == Show.NOTHING:
        return tr("not invited yet") if nothing is None else nothing
    if interval := say_interval(rate):
        return tr("{k} of {n} ({interval})", k=rate.k, n=rate.n, interval=interval)
    return tr("{k} of {n}", k=rate.k, n=rate.n)


def say_interval(rate: Rate) -> str | None:
    """In per cent, which mean nothing of fewer than five."""
    show = shown(rate.n)
    if show < Show.SMALL:
        return None
    low, high = rate.bounds
    if show < Show.FULL:
        return tr("{percent} %, 95 % interval {low}–{high} %, small numbers", percent=rate.percent, low=low, high=high)
    return tr("{percent} %, 95 % interval {low}–{high} %", percent=rate.percent, low=low, high=high)
