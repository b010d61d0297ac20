"""A line to copy: what a page says, with everything that has to be said beside it (RECORD-RULES §7)."""

from dataclasses import dataclass

from bot.public.origin import origin
from bot.rules.saying import say_short_date
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
    name = f"{view.forum.name}, public record" + (f", “{title}”" if title else "")
    said = (
        f"{name}: {sentence} As at {say_short_date(source.as_at)}, policy version {source.policy_version}, "
        f"head of the record {source.head or 'empty'}."
    )
    text = f"{said} {address}?as_at={source.as_at.isoformat()}" if address else said
    return Citation(text, dated=address is not None)
