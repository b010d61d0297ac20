"""How much a few events can say: the Wilson interval, exact binomial tails, and the funnel of what chance explains.

Tails are exact fractions, so no two machines can disagree on which side of a limit a body falls.
"""

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice
from math import ceil, floor, sqrt

Z_95 = 1.959963984540054
"""The 97.5th percentile of the standard normal distribution: 2.5 % in each tail."""

FUNNEL_TAIL = Fraction(1, 1000)
"""A funnel at 99.8 % leaves one in a thousand beyond each limit."""


def wilson(k: int, n: int) -> tuple[float, float]:
    """The 95 % score interval of the rate behind `k` of `n`, without continuity correction (Wilson 1927).

    Nothing observed says nothing: (0, 1) for n = 0.
    """
    _check(k, n)
    if n == 0:
        return 0.0, 1.0
    square = Z_95 * Z_95
    spread = Z_95 * sqrt(square + 4 * k * (n - k) / n)
    low = (2 * k + square - spread) / (2 * (n + square))
    high = (2 * k + square + spread) / (2 * (n + square))
    # Of all, the upper bound is 1 itself, which floating point misses by one unit in the last place (from n = 15 on).
    return low, 1.0 if k == n else high


def percent(k: int, n: int) -> int:
    """`k` of `n` in whole per cent, halves up; 0 and 100 are kept for none and all."""
    _check(k, n)
    if n == 0:
        raise ValueError("There is no percentage of nothing.")
    if k in (0, n):
        return 100 * k // n
    return min(99, max(1, (200 * k + n) // (2 * n)))


def percent_bounds(low: float, high: float) -> tuple[int, int]:
    """An interval in whole per cent, rounded outwards: what is printed never claims more than was worked out."""
    return floor(100 * low), ceil(100 * high)


def at_most(k: int, n: int, p: Fraction) -> Fraction:
    """The exact chance of `k` or fewer of `n` at the rate `p`."""
    _check(k, n)
    return Fraction(sum(islice(_weights(n, p), k + 1)), p.denominator**n)


def at_least(k: int, n: int, p: Fraction) -> Fraction:
    """The exact chance of `k` or more of `n` at the rate `p`."""
    return at_most(n - k, n, 1 - p)


def funnel_limits(n: int, p: Fraction) -> tuple[int, int]:
    """The fewest and the most of `n` that chance explains at the rate `p`, both included.

    One below the first, or one above the second, has a chance of at most one in a thousand on that side.
    """
    return _fewest(n, p), n - _fewest(n, 1 - p)


def _fewest(n: int, p: Fraction) -> int:
    bar = FUNNEL_TAIL * p.denominator**n
    sum_so_far = 0
    for k, weight in enumerate(_weights(n, p)):
        sum_so_far += weight
        if sum_so_far > bar:
            return k
    raise AssertionError("The chances of all outcomes add up to one.")


def _weights(n: int, p: Fraction) -> Iterator[int]:
    """The chance of 0, 1, … n of `n`, each multiplied by `p.denominator ** n`, which makes it a whole number.

    Each is worked out from the one before it: with thousands of invitations, powers take seconds.
    """
    if not 0 <= p <= 1:
        raise ValueError(f"{p} is not a rate.")
    yes, no = p.numerator, p.denominator - p.numerator
    if not no:
        yield from (0,) * n
        yield yes**n
        return
    weight = no**n
    for k in range(n + 1):
        yield weight
        weight = weight * (n - k) * yes // ((k + 1) * no)


def _check(k: int, n: int) -> None:
    if not 0 <= k <= n:
        raise ValueError(f"{k} of {n} is not a count.")
