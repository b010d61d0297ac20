"""A drawing as SVG. What is written into it is escaped by the library that writes it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count, pairwise
from typing import Literal
from xml.etree import ElementTree

Point = tuple[float, float]
Anchor = Literal["start", "middle", "end"]

FONT = "system-ui, 'DejaVu Sans', sans-serif"
SIZE = 13
WIDTH = 320
"""As wide as the narrowest screen that is reckoned with, so that words on it are never smaller than they are here."""


@dataclass
class Drawing:
    """Everything is drawn in `currentColor`; what is `own` to the body or forum stands in a group of that class."""

    height: int
    _parts: list[ElementTree.Element] = field(default_factory=list)

    def line(self, start: Point, end: Point, *, width: float = 1, faint: bool = False, dashed: bool = False) -> None:
        self.path([start, end], width=width, faint=faint, dashed=dashed)

    def path(
        self,
        points: Sequence[Point],
        *,
        width: float = 1.5,
        faint: bool = False,
        dashed: bool = False,
        own: bool = False,
    ) -> None:
        """A line through these points."""
        more = {"stroke-dasharray": "4 4"} if dashed else {}
        more |= {"stroke-opacity": "0.35"} if faint else {}
        self._add(
            "path", own, d=_way(points), fill="none", stroke="currentColor", **{"stroke-width": f"{width}", **more}
        )

    def area(self, points: Sequence[Point]) -> None:
        """What these points enclose, lightly."""
        self._add("path", True, d=f"{_way(points)}Z", fill="currentColor", **{"fill-opacity": "0.2"})

    def dot(self, at: Point, size: float = 4.5, *, full: bool = True) -> None:
        x, y = at
        fill = "currentColor" if full else "none"
        circle = {"cx": _n(x), "cy": _n(y), "r": _n(size)}
        self._add("circle", True, fill=fill, stroke="currentColor", **{"stroke-width": "1.5", **circle})

    def half_dot(self, at: Point, size: float) -> None:
        """Its left half is full."""
        x, y = at
        self.dot(at, size, full=False)
        d = f"M{_n(x)} {_n(y - size)}A{_n(size)} {_n(size)} 0 0 0 {_n(x)} {_n(y + size)}Z"
        self._add("path", True, d=d, fill="currentColor")

    def diamond(self, at: Point, size: float = 7) -> None:
        x, y = at
        self._add(
            "path",
            True,
            d=f"{_way([(x, y - size), (x + size, y), (x, y + size), (x - size, y)])}Z",
            fill="currentColor",
        )

    def words(self, text: str, at: Point, anchor: Anchor = "start") -> None:
        x, y = at
        more = {"text-anchor": anchor, "font-size": f"{SIZE}"}
        self._add("text", False, text, x=_n(x), y=_n(y), fill="currentColor", **more)

    def svg(self, title: str, words: str, name: str) -> str:
        """The whole drawing, with what it says in words; `name` is unique on the page where it stands."""
        root = ElementTree.Element(
            "svg",
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "class": "chart",
                "viewBox": f"0 0 {WIDTH} {self.height}",
                "width": f"{WIDTH}",
                "height": f"{self.height}",
                "role": "img",
                "aria-labelledby": f"{name}-title {name}-words",
                "font-family": FONT,
            },
        )
        for tag, part, text in (("title", "title", title), ("desc", "words", words)):
            ElementTree.SubElement(root, tag, {"id": f"{name}-{part}"}).text = text
        root.extend(self._parts)
        return ElementTree.tostring(root, encoding="unicode")

    def _add(self, tag: str, own: bool, text: str | None = None, **attributes: str) -> None:
        element = ElementTree.Element(tag, {**({"class": "own"} if own else {}), **attributes})
        element.text = text
        self._parts.append(element)


def stairs(points: Sequence[Point]) -> list[Point]:
    """Through these points by going sideways first, then up or down: what changes on a day changes on that day."""
    found = list(points[:1])
    for (_, before), (x, y) in pairwise(points):
        found += [(x, before), (x, y)]
    return found


def _way(points: Sequence[Point]) -> str:
    return "".join(f"{'ML'[number > 0]}{_n(x)} {_n(y)}" for number, (x, y) in zip(count(), points, strict=False))


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
