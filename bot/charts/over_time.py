"""Replies over time: the share of all invitations counted so far, with its interval as a band that narrows."""

from bot.charts.chart import Chart
from bot.charts.plot import Plot
from bot.rules.figure_words import say_rate
from bot.rules.saying import say_month, say_short_date
from bot.rules.statistics import Figures
from bot.rules.tongue import tr
from bot.rules.trend import trend

HIGH = 0.8
"""Above this share the newest figure is written below its point, where there is room."""


def over_time(figures: Figures) -> Chart | None:
    """None under ten counted invitations."""
    points = trend(figures.tally, figures.as_at)
    if not points:
        return None
    first, last = points[0], points[-1]
    plot = Plot(first.day.toordinal(), last.day.toordinal(), tr("all counted up to that day"))
    seen = [(plot.at(p.day.toordinal(), p.rate.k / p.rate.n), p) for p in points]
    plot.drawing.area(
        [plot.at(p.day.toordinal(), p.rate.high) for p in points]
        + [plot.at(p.day.toordinal(), p.rate.low) for p in reversed(points)]
    )
    plot.drawing.path([at for at, _ in seen], width=2.5, own=True)
    for at, _ in seen:
        plot.drawing.dot(at, 3)
    plot.tick(first.day.toordinal(), say_month(first.day), "start")
    plot.tick(last.day.toordinal(), say_month(last.day), "end")
    x, y = seen[-1][0]
    below = last.rate.k > HIGH * last.rate.n
    plot.drawing.words(tr("{percent} %", percent=last.rate.percent), (x - 4, y + (20 if below else -10)), "end")
    return Chart(
        name="over-time",
        title=tr("Recorded replies over time"),
        words=tr(
            "Counted by {first}: {rate} have a recorded reply. Counted by {last}: {newest}.",
            first=say_short_date(first.day),
            rate=say_rate(first.rate),
            last=say_short_date(last.day),
            newest=say_rate(last.rate),
        ),
        key=tr("Each point counts everything up to its day. The band around the line is the 95 % interval."),
        columns=(tr("Counted up to"), tr("Have a recorded reply")),
        rows=[(say_short_date(point.day), say_rate(point.rate)) for point in points],
        drawing=plot.drawing,
    )
