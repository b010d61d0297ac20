"""The record as Atom feeds (RFC 4287): the newest entries, and the newest corrections in a feed of their own.

An entry is known by its hash, so its id stays the same wherever the pages move. Its `updated` moves when a later entry
changes how it reads, and when a text of it is erased: whoever has read it is shown it again.
"""

from collections.abc import AsyncIterator, Collection, Sequence
from datetime import UTC, datetime
from uuid import NAMESPACE_OID, uuid5
from xml.etree import ElementTree as ET

from bot.chat.text import bare, clip, seen
from bot.export.edition import Edition
from bot.public import licence
from bot.public.log import log_page
from bot.public.said import Said
from bot.rules import chain
from bot.rules.enclosed import enclosed_in
from bot.web.pages import corrections
from bot.web.pages.log import page_of
from db import ledger, public
from db.public import Chosen

NEWEST = 50
TITLE = 120
ATOM = "http://www.w3.org/2005/Atom"


async def record(edition: Edition) -> AsyncIterator[str]:
    """feed.atom: the newest entries, the latest day first and within a day thanks before everything else."""
    chosen = Chosen(forum_id=edition.view.forum.id)
    yield await _feed(edition, "feed.atom", "the record", "log", chosen)


async def corrected(edition: Edition) -> AsyncIterator[str]:
    """corrections.atom: what was wrong on the record, and what was hidden."""
    chosen = Chosen(forum_id=edition.view.forum.id, kinds=corrections.KINDS)
    yield await _feed(edition, "corrections.atom", "corrections", "corrections", chosen)


async def _feed(edition: Edition, file: str, called: str, path: str, chosen: Chosen) -> str:
    view = edition.view
    said, _ = await log_page(view, chosen, 1, NEWEST)
    below = {later.seq for one in said for later in one.below}
    marks = await ledger.marks(view.db, view.forum.id, {1, *below, *(one.seq for one in said)})
    updated = await _updated(edition, said, {seq: at for seq, (_, at) in marks.items()})
    feed = ET.Element("feed", {"xmlns": ATOM, "xml:lang": "en-GB"})
    first = marks[1][0] if 1 in marks else chain.GENESIS
    _text(feed, "id", uuid5(NAMESPACE_OID, f"{first}/{file}").urn)
    _text(feed, "title", f"{bare(view.forum.name)}: {called}")
    _text(feed, "updated", _moment(max(updated.values(), default=view.forum.created_at)))
    _text(ET.SubElement(feed, "author"), "name", bare(view.forum.name))
    own = edition.ways.page(view.forum.slug, file) or file
    ET.SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": own})
    ET.SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": edition.page(path)})
    ET.SubElement(feed, "link", {"rel": "license", "href": licence.URL})
    _text(feed, "rights", licence.say_licence(bare(view.forum.name)))
    _text(feed, "generator", "Forum Clerk")
    for one in said:
        _entry(feed, edition, one, marks[one.seq][0], updated[one.seq])
    ET.indent(feed, "")
    return ET.tostring(feed, encoding="unicode", xml_declaration=False).join(
        ('<?xml version="1.0" encoding="utf-8"?>\n', "\n")
    )


def _entry(feed: ET.Element, edition: Edition, one: Said, hashed: str, updated: datetime) -> None:
    entry = ET.SubElement(feed, "entry")
    _text(entry, "id", uuid5(NAMESPACE_OID, hashed).urn)
    _text(entry, "title", f"Entry {one.seq}: {clip(bare(one.text), TITLE)}")
    _text(entry, "published", _moment(one.at))
    _text(entry, "updated", _moment(updated))
    place = f"invitations/{one.invitation}" if one.invitation else f"log/{page_of(one.seq)}"
    address = edition.page(place, f"entry-{one.seq}")
    ET.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": address})
    ET.SubElement(entry, "category", {"term": one.fact.kind})
    words = [one.text, *(f"Entry {later.seq}: {later.text}" for later in one.below)]
    _text(entry, "content", "\n\n".join(map(seen, words)), type="text")


async def _updated(edition: Edition, said: Sequence[Said], at: dict[int, datetime]) -> dict[int, datetime]:
    view = edition.view
    of = {one.seq: enclosed_in(one.fact) for one in said}
    digests: Collection[str] = {digest for found in of.values() for digest in found}
    erased = await public.erased(view.db, view.forum.id, digests)
    return {
        one.seq: max(
            (one.at, *(at[later.seq] for later in one.below), *(erased[d] for d in of[one.seq] if d in erased))
        )
        for one in said
    }


def _text(parent: ET.Element, tag: str, words: str, **attributes: str) -> None:
    ET.SubElement(parent, tag, attributes).text = words


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
