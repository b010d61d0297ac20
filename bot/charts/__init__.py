"""Charts, drawn once for the page and for Discord: SVG of our own, the words that say the same, and the numbers.

    chart = over_time(figures)                  None where so few numbers may not be drawn (RECORD-RULES §7)
    chart.svg()                                 into a page: no script, no style, one colour and shapes
    await png(chart)                            for Discord; None without the extra `charts`

Nothing is told by colour: a chart reads the same in grey, and takes the colours of the page around it.
"""

from bot.charts.chart import Chart
from bot.charts.funnel import funnel
from bot.charts.over_time import over_time
from bot.charts.png import png
from bot.charts.strip import Session, strip
from bot.charts.waiting import waiting

__all__ = ["Chart", "Session", "funnel", "over_time", "png", "strip", "waiting"]
