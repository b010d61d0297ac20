"""What the pages and charts say from Python goes through the catalogues too, as test_locale holds of templates."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.locale.catalogues import BOT, KEYWORDS
from bot.public import licence, period

ROOMS = ("charts", "public", "web/pages")
DRAWN = {"drawing.py", "png.py"}
"""How a chart is written, which is not said."""
SOURCES = sorted(file for room in ROOMS for file in (BOT / room).glob("*.py") if file.name not in DRAWN)
WORDS = re.compile(r"^[A-Z][a-z]+|[^\W\d_]{2,} [^\W\d_]{2,}")
SAME_EVERYWHERE = {licence.TITLE, licence.SPDX, *(words for words, _ in period.PERIODS.values())}
"""A proper name; and periods, which are chosen in Discord alone."""


def past_the_catalogues(node: ast.AST) -> Iterator[str]:
    """Words in strings, but for docstrings, names of ours, and what is raised: no page shows that."""
    match node:
        case ast.Raise() | ast.Assert() | ast.Expr(value=ast.Constant()) | ast.AnnAssign(value=None):
            return
        case ast.Assign(targets=[ast.Name(id="__all__")]):
            return
        case ast.Call(func=ast.Name(id=name), keywords=places) if name in KEYWORDS:
            for place in places:
                yield from past_the_catalogues(place.value)
        case ast.JoinedStr(values=parts):
            said = "·".join(str(part.value) for part in parts if isinstance(part, ast.Constant))
            yield from [said] if WORDS.search(said) else []
            for part in parts:
                yield from past_the_catalogues(part) if isinstance(part, ast.FormattedValue) else ()
        case ast.Constant(value=str(said)):
            yield from [said] if WORDS.search(said) and said not in SAME_EVERYWHERE else []
        case _:
            for child in ast.iter_child_nodes(node):
                yield from past_the_catalogues(child)


@pytest.mark.parametrize("source", SOURCES, ids=[f"{file.parent.name}-{file.stem}" for file in SOURCES])
def test_no_page_says_anything_past_the_catalogues(source: Path) -> None:
    assert list(past_the_catalogues(ast.parse(source.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize(
    "source",
    ['said = "We asked them."', 'x = f"{whom} did come."', '{1: "Coming"}', 'tr("{a}", a="of them")', 'f"Item {n}"'],
)
def test_what_is_said_past_them_is_found(source: str) -> None:
    assert list(past_the_catalogues(ast.parse(source)))
    fine = '"""We say."""\nraise Refused("We say.")\ntr("We say.")\nlinks[f"sessions/{n}"] = view["as_at"]'
    assert list(past_the_catalogues(ast.parse(fine))) == []
