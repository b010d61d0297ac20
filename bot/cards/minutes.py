"""Minutes on cards: the draft for the hosts, what was published for everybody, page by page, and the reminder."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from discord import ButtonStyle

from bot.cards import MINUTES_DRAFT
from bot.chat.card import Card, Link, Press, Tone
from bot.chat.custom_id import CustomId
from bot.chat.text import line, plain, size
from bot.minutes import Version
from bot.rules.minutes import MinutesStanding
from bot.rules.minutes_text import Part, parts_in
from bot.rules.saying import say_date, say_short_date
from bot.rules.wording import plural, where_minutes_stand
from bot.view import View

PIECE, LEAF = 1_200, 2_800
"""Characters of a text before it is made safe, and of what a card holds beside its own words, after."""
REMOVED = "The text of this version was taken out. That it was published stays on the record."


@dataclass
class Leaf:
    """A page of a card: its blocks, and which of the parts stand on it."""

    blocks: list[str] = field(default_factory=list)
    parts: list[int] = field(default_factory=list)


def leaves(parts: Sequence[Part]) -> list[Leaf]:
    """The minutes as pages; at least one."""
    pages = [Leaf()]
    for number, part in enumerate(parts):
        for block in _blocks(part):
            if pages[-1].blocks and sum(map(size, pages[-1].blocks)) + size(block) > LEAF:
                pages.append(Leaf())
            pages[-1].blocks.append(block)
            pages[-1].parts = list(dict.fromkeys((*pages[-1].parts, number)))
    return pages


def _blocks(part: Part) -> Iterator[str]:
    heading = f"**{line(part.heading)}**\n" if part.heading else ""
    if not part.words:
        yield f"{heading}-# Left out."
        return
    for nth, piece in enumerate(_pieces(part.words)):
        yield (heading if nth == 0 else "") + plain(piece)


def _pieces(words: str) -> Iterator[str]:
    """Cut at the ends of lines where that is possible, else between words."""
    piece = ""
    for one in words.split("\n"):
        for short in textwrap.wrap(one, PIECE) or [""]:
            if piece and len(piece) + len(short) + 1 > PIECE:
                yield piece
                piece = ""
            piece = f"{piece}\n{short}" if piece else short
    yield piece


def published_card(title: str, all_of_them: Sequence[Version], page: int, site: str | None) -> tuple[Card, int]:
    """Page `page` of the newest version, and how many pages there are; the versions before it are named."""
    last = all_of_them[-1]
    pages = leaves(parts_in(last.text)) if last.text else [Leaf([REMOVED])]
    at = min(max(page, 1), len(pages))
    said = f"Published on {say_date(last.fact.on)}" + (
        f", version {last.fact.version}." if last.fact.version > 1 else "."
    )
    if len(all_of_them) > 1:
        dates = "; ".join(f"version {one.fact.version}, {say_short_date(one.fact.on)}" for one in all_of_them[:-1])
        said += f" It corrects {dates}."
    link = (Link("On the public record", site),) if site else ()
    return Card(f"Minutes: {line(title)}", [said, *pages[at - 1].blocks], link, footer=f"Entry {last.seq}"), len(pages)


def reminder_card(view: View, session_id: int, title: str, minutes: MinutesStanding, notice: int) -> Card:
    """To the hosts' channel. Kind to tired people: it says how little there is to do."""
    stand = where_minutes_stand(minutes, view.terms, view.terms.day(view.now)) or ""
    said = "They are drafted from what you took down. Read them, change what you like, and publish them with one press."
    button = Press(CustomId(MINUTES_DRAFT, session_id), "Read and publish", ButtonStyle.success)
    return Card(
        f"The minutes of “{line(title)}” wait for you", (stand, said), (button,), tone=Tone.WAITING,
        footer=f"Notice {notice}",
    )  # fmt: skip


def unsaid_note(unsaid: int) -> str:
    """Under a draft; attendance changes what it says of who was there."""
    if not unsaid:
        return ""
    them = plural(unsaid, "invited official")
    return f"Of {them} nobody has said yet whether they came: /session attendance. The draft follows by itself."
