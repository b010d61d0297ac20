"""How long replies took: the share that had replied after so many working days (Kaplan and Meier), in steps."""

from collections.abc import Iterator

from bot.charts.chart import Chart
from bot.charts.drawing import Point, stairs
from bot.charts.plot import Plot
from bot.rules import survival
from bot.rules.figure_words import say_all_within, say_days, say_half, say_within
from bot.rules.statistics import WITHIN, Figures, Show, TimeToReply
from bot.rules.tongue import tr

LAST = 25
CAP = 4
UNDER, OVER = 0.06, 0.9
"""Where words are written inside the frame, as shares."""


def waiting(figures: Figures) -> Chart | None:
    """None under five counted invitations. The line ends where the first without a reply is waited for no longer."""
    if figures.shown < Show.SMALL:
        return None
    time, times = figures.time_to_reply, figures.tally.times
    end = min(survival.shortest_wait(times) or LAST, LAST)
    plot = Plot(0, LAST, tr("working days after we asked"))
    plot.drawing.path(stairs([plot.at(day, share) for day, share in _curve(times, end)]), width=2.5, own=True)
    plot.tick(0, "0")
    for days in WITHIN:
        plot.tick(days, str(days))
        if rate := time.within[days]:
            low, high = plot.at(days, rate.low), plot.at(days, rate.high)
            plot.drawing.path([low, high], own=True)
            for x, y in (low, high):
                plot.drawing.path([(x - CAP, y), (x + CAP, y)], own=True)
    # Under a line and an interval that have risen by the 20th day there is room for words, over any other.
    last = time.within[WITHIN[-1]] or figures.response
    room = UNDER if last.low > 2.5 * UNDER else OVER
    plot.drawing.words(_half(time), plot.at(LAST, room), "end")
    return Chart(
        name="waiting",
        title=tr("How long replies took"),
        words=tr(
            "Replied {within}. Time until half had replied: {half}.", within=say_all_within(time), half=say_half(time)
        ),
        key=tr(
            "Invitations without a reply are in it, for as long as we have waited. The upright lines are 95 % "
            "intervals."
        ),
        columns=(tr("Within"), tr("Replied")),
        rows=[
            *((say_days(days), say_within(time, days)) for days in WITHIN),
            (tr("Half had replied"), say_half(time)),
        ],
        drawing=plot.drawing,
    )


def _half(time: TimeToReply) -> str:
    """As `say_half`, as short as the drawing is narrow; its days are those of the scale."""
    if time.median is None:
        return tr("half: not reached by day {day}", day=time.not_reached_in)
    return tr("half: by day {day}", day=time.median) if time.median else tr("half: on the same day")


def _curve(times: survival.Times, end: int) -> Iterator[Point]:
    yield 0, 0
    share = 0.0
    for day, without in survival.curve(times):
        if day > end:
            break
        share = float(1 - without)
        yield day, share
    yield end, share
