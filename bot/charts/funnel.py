"""A funnel for a kind of body: what chance explains at each number of invitations, and where each body lies.

No body is named in it and none comes first: the table beside it is in the order of the alphabet. Both sides are drawn
in the same way (RECORD-RULES §7).
"""

from collections.abc import Sequence
from fractions import Fraction

from bot.charts.chart import Chart
from bot.charts.drawing import Drawing
from bot.charts.plot import Plot
from bot.public.kinds import KINDS
from bot.rules.figure_words import say_rate
from bot.rules.highlights import Flag
from bot.rules.intervals import funnel_limits
from bot.rules.statistics import Rate, Show, shown
from bot.rules.tongue import tr, trn
from bot.rules.words import OrganisationKind

MOST_STEPS = 24
"""Limits are worked out at so many numbers at most: exact tails of large numbers take their time."""

Body = tuple[str, Rate, Flag | None]
"""A body's name, how many of its invitations have a recorded reply, and its flag."""


def funnel(kind: OrganisationKind, bodies: Sequence[Body], peers: Rate) -> Chart | None:
    """`bodies` by name, and `peers` all of them together. None where no two can be compared.

    That takes two bodies of which a percentage may be shown, and one of them with the twenty invitations of a flag.
    """
    placed = [(rate, flag) for _, rate, flag in bodies if shown(rate.n) >= Show.SMALL]
    most = max((rate.n for rate, _ in placed), default=0)
    if len(placed) < 2 or shown(most) < Show.FLAGGED:
        return None
    plot = Plot(0, most * 1.08, tr("invitations counted"))
    _limits(plot, most, peers)
    for rate, flag in placed:
        _mark(plot.drawing, plot.at(rate.n, rate.k / rate.n), rate, flag)
    for n in (0, int(Show.FLAGGED), *([most] if most > 1.5 * Show.FLAGGED else [])):
        plot.tick(n, str(n))
    return Chart(
        name=f"funnel-{kind.value}",
        title=tr("{kind}: what chance explains", kind=KINDS[kind]),
        words=_words(peers, len(placed), sum(flag is not None for _, flag in placed)),
        key=tr(
            "Each mark is a body. The line is all of them together. From {flagged} invitations on, chance alone keeps "
            "998 bodies in 1,000 between the dashed lines. A body outside them is drawn as a diamond, above or below. "
            "The figures do not say why.",
            flagged=int(Show.FLAGGED),
        ),
        columns=(tr("Organisation"), tr("Have a recorded reply")),
        rows=[(name, say_rate(rate)) for name, rate, _ in bodies],
        drawing=plot.drawing,
    )


def _words(peers: Rate, placed: int, outside: int) -> str:
    together = tr("All bodies of this kind together: {rate}.", rate=say_rate(peers))
    if not outside:
        none = tr(
            "Of {bodies} bodies with five invitations or more, none lie outside what chance alone would bring.",
            bodies=placed,
        )
        return f"{together} {none}"
    some = trn(
        "Of {bodies} bodies with five invitations or more, {count} lies outside what chance alone would bring.",
        "Of {bodies} bodies with five invitations or more, {count} lie outside what chance alone would bring.",
        outside,
        bodies=placed,
    )
    return f"{together} {some}"


def _limits(plot: Plot, most: int, peers: Rate) -> None:
    rate, least = Fraction(peers.k, peers.n), int(Show.FLAGGED)
    step = max((most - least) // MOST_STEPS, 1)
    numbers = sorted({*range(least, most + 1, step), most})
    limits = [(n, *funnel_limits(n, rate)) for n in numbers]
    plot.drawing.line(plot.at(0, float(rate)), plot.at(plot.last, float(rate)))
    for side in (1, 2):
        shares = [plot.at(one[0], one[side] / one[0]) for one in limits]
        plot.drawing.path([*shares, plot.at(plot.last, limits[-1][side] / limits[-1][0])], dashed=True)


def _mark(drawing: Drawing, at: tuple[float, float], rate: Rate, flag: Flag | None) -> None:
    """Empty where there are too few to compare, full where chance explains it, a diamond where it does not."""
    if flag is not None:
        drawing.diamond(at)
    else:
        drawing.dot(at, full=shown(rate.n) >= Show.FLAGGED)
