"""A chart as a picture, for where SVG cannot be shown. resvg draws it, with a font that is shipped and no other."""

import asyncio
from pathlib import Path

from bot.charts.chart import Chart

FONT = Path(__file__).parent / "fonts" / "DejaVuSans-subset.ttf"
ZOOM = 3
PAPER = "#ffffff"
LIGHT = ".chart { color: #1b1f24 } .chart .own { color: #0b4f8a }"
"""The light colours of `bot/web/static/style.css`, on white, whatever colours the reader's Discord has."""


async def png(chart: Chart) -> bytes | None:
    """None where the extra `charts` is not installed; the words beside a chart say the same."""
    return await asyncio.to_thread(_drawn, chart)


def _drawn(chart: Chart) -> bytes | None:
    try:
        import resvg_py
    except ImportError:
        return None
    return resvg_py.svg_to_bytes(
        svg_string=chart.svg(),
        style_sheet=LIGHT,
        background=PAPER,
        zoom=ZOOM,
        skip_system_fonts=True,
        font_files=[str(FONT)],
        sans_serif_family="DejaVu Sans",
    )
