"""A chart: a drawing, the same in words for whoever cannot see it, and its numbers as a table."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.charts.drawing import Drawing


@dataclass(frozen=True, kw_only=True)
class Chart:
    """`name` is unique on a page. `words` say all that is seen, `key` only how to read it; the first cell of each row
    says what the others are about."""

    name: str
    title: str
    words: str
    key: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    drawing: Drawing

    def svg(self) -> str:
        return self.drawing.svg(self.title, self.words, self.name)

    @property
    def filename(self) -> str:
        return f"{self.name}.png"

    @property
    def alternative(self) -> str:
        return f"{self.title}. {self.words} {self.key}"
