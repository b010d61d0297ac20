"""A line to copy: what a page says, with everything that has to be said beside it (RECORD-RULES §7)."""

from dataclasses import dataclass

from bot.public.origin import origin
from bot.rules.saying import say_short_date
from bot.rules.tongue import tr
from bot.view import View
from bot.ways import Ways


@dataclass(frozen=True)
class Citation:
    """`dated`: the line ends in an address that shows the page as at its day."""

    text: str
    dated: bool


async def citation(view: View, ways: Ways, path: str, title: str | None, sentence: str) -> Citation:
    """`sentence` holds the figure with its number and interval, and its caveat; day, terms and head are added here."""
    source, address = await origin(view), ways.page(view.forum.slug, path)
    name = tr("{forum}, public record", forum=view.forum.name)
    if title:
        name = tr("{forum}, public record, “{title}”", forum=view.forum.name, title=title)
    said = tr(
        "{page}: {sentence} As at {day}, policy version {version}, head of the record {head}.",
        page=name,
        sentence=sentence,
        day=say_short_date(source.as_at),
        version=source.policy_version,
        head=source.head or tr("empty"),
    )
    text = f"{said} {address}?as_at={source.as_at.isoformat()}" if address else said
    return Citation(text, dated=address is not None)
