"""The frame of a chart that shows a share: 0 to 100 % upwards, something else to the right."""

from dataclasses import dataclass, field

from bot.charts.drawing import WIDTH, Anchor, Drawing, Point
from bot.rules.tongue import tr

HEIGHT = 200
LEFT, RIGHT, TOP, BOTTOM = 52, WIDTH - 12, 12, HEIGHT - 42
TICK, NAME = BOTTOM + 17, HEIGHT - 7
"""Where the words below the frame stand."""


@dataclass
class Plot:
    """From `first` to `last` on the way to the right; `below` says what that is."""

    first: float
    last: float
    below: str
    drawing: Drawing = field(default_factory=lambda: Drawing(HEIGHT))

    def __post_init__(self) -> None:
        for percent in (0, 50, 100):
            height = self.at(self.first, percent / 100)[1]
            self.drawing.line((LEFT, height), (RIGHT, height), faint=True, dashed=percent == 50)
            self.drawing.words(tr("{percent} %", percent=percent), (LEFT - 6, height + 4), "end")
        self.drawing.words(self.below, ((LEFT + RIGHT) / 2, NAME), "middle")

    def at(self, value: float, share: float) -> Point:
        across = (value - self.first) / (self.last - self.first)
        return LEFT + across * (RIGHT - LEFT), BOTTOM - share * (BOTTOM - TOP)

    def tick(self, value: float, words: str, anchor: Anchor = "middle") -> None:
        x, y = self.at(value, 0)
        self.drawing.line((x, y), (x, y + 4))
        self.drawing.words(words, (x, TICK), anchor)
