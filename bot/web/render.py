"""From a page to HTML. Everything that is shown goes through Jinja's escaping; the one way around it is for charts,
which the library that writes them has escaped.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from gettext import NullTranslations
from pathlib import Path
from posixpath import basename, dirname, relpath
from typing import Any, cast
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from bot.charts import Chart
from bot.locale import ENGLISH, catalogue
from bot.public.origin import Origin
from bot.rules.saying import say_moment, say_short_date
from bot.rules.tongue import capital, speaking
from bot.view import Past, View
from bot.web.spoken import Marking, spoken

HERE = Path(__file__).parent
STYLE = HERE / "static" / "style.css"


PAST = re.compile(r"(?:(?:sessions|organisations|invitations)/\d+|organisations/\d+/asked(?:/page/\d+)?)?")


def can_look_back(path: str) -> bool:
    """Whether the page can be shown as at a past day; the others list entries, each with its own day."""
    return PAST.fullmatch(path) is not None


@dataclass(frozen=True)
class Page:
    """`path` is the address below the forum's own: "" for its front page, "sessions/3". `title` and `data` are in the
    language of the page already."""

    path: str
    template: str
    title: str
    data: Mapping[str, Any] = field(default_factory=dict)
    indexed: bool = True
    """False where it is about one person's answers, and search engines are asked to leave it out."""


@dataclass(frozen=True)
class Masthead:
    """What every page of a forum says besides its own words."""

    name: str
    slug: str
    zone: ZoneInfo
    origin: Origin
    past: Past | None = None
    language: str = ENGLISH

    @classmethod
    def of(cls, view: View, origin: Origin) -> "Masthead":
        forum = view.forum
        return cls(forum.name, forum.slug, view.zone, origin, view.past, forum.language)


@dataclass(frozen=True)
class Links:
    """Addresses relative to a page, so that they hold under any host and folder, and in files on a disk."""

    slug: str
    own: str
    files: bool
    as_at: date | None = None
    """From the page of a past day, to others as at that day where they have one."""

    def page(self, path: str = "", anchor: str = "") -> str:
        day = f"?as_at={self.as_at.isoformat()}" if self.as_at and can_look_back(path) else ""
        return self.today(path) + day + (f"#{anchor}" if anchor else "")

    def today(self, path: str = "") -> str:
        """As the record is now: the one address by which a page is known."""
        return self._to(self._place(path))

    def file(self, name: str) -> str:
        return self._to(name if self.files else f"{self.slug}/{name}")

    def _place(self, path: str) -> str:
        if self.files:
            return f"{path}/index.html" if path else "index.html"
        return f"{self.slug}/{path}" if path else self.slug

    def _to(self, target: str) -> str:
        there, here = dirname(target) or ".", dirname(self._place(self.own)) or "."
        return (f"{relpath(there, here)}/" if there != here else "") + basename(target)


def render(page: Page, masthead: Masthead, *, files: bool = False) -> str:
    """The page as HTML: live, or as a file beside the others of an export."""
    to = Links(masthead.slug, page.path, files, masthead.past.day if masthead.past else None)
    said = {"page": page, "forum": masthead, "origin": masthead.origin, "to": to, "moment": _moment(masthead.zone)}
    return render_bare(page.template, masthead.language, **said, **page.data)


def render_bare(template: str, language: str = ENGLISH, /, **data: Any) -> str:
    """A page without a masthead: an official's, the list of forums, and what is shown where nothing is."""
    with in_language(language):
        return spoken(environment(language).get_template(f"{template}.html.j2").render(**data), language)


@contextmanager
def in_language(language: str) -> Iterator[None]:
    """Whatever is said in the block is said for a page in that language."""
    with speaking(words_of(language)):
        yield


@cache
def words_of(language: str) -> NullTranslations:
    words = catalogue(language)
    return words if language == ENGLISH else Marking(words)


def _moment(zone: ZoneInfo) -> Any:
    return lambda at: say_moment(at, zone)


def _svg(chart: Chart) -> Markup:
    return Markup(chart.svg())


def _unbroken(figure: str) -> str:
    """No line ends between a number and its sign."""
    return figure.replace(" %", "\u00a0%")


def _iso(value: date | datetime) -> str:
    return value.isoformat()


def _number(count: int) -> str:
    return f"{count:,}"


@cache
def environment(language: str) -> Environment:
    """One for each language: macros that a template imports do not know for whom it is rendered."""
    words = words_of(language)
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        extensions=["jinja2.ext.i18n"],
    )
    cast(Any, made).install_gettext_callables(words.gettext, words.ngettext, newstyle=True)
    made.globals.update(language=language)
    made.filters.update(day=say_short_date, iso=_iso, capital=capital, svg=_svg, unbroken=_unbroken, number=_number)
    return made
