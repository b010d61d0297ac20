"""The record and its figures as files say them."""

import json
from collections.abc import AsyncIterator, Mapping
from typing import Any

from bot.figures import conduct_of, pledge_lines, tallies_of
from bot.public import licence
from bot.public.origin import Origin
from bot.rules import chain, facts as f
from bot.rules.enclosed import enclosed_in
from bot.rules.pledge_figures import written as pledges_written
from bot.rules.recount import written
from bot.rules.verify import seal
from bot.view import View
from db import ledger
from db.figures import Among

CHUNK = 500
FORMAT = 1
"""The version of docs/record-format.md."""


async def record(view: View, length: int) -> AsyncIterator[str]:
    """The lines of record.jsonl, up to entry `length`, a chunk at a time in bounded memory."""
    after = 0
    while after < length:
        text = await record_chunk(view, after, length)
        yield text
        after = min(after + CHUNK, length)


async def record_chunk(view: View, after: int, length: int) -> str:
    """The next lines; each with the texts beside it, null where one was erased or is withheld."""
    bodies = await ledger.after(view.db, view.forum.id, after, min(CHUNK, length - after))
    digests = {body["seq"]: enclosed_in(chain.read(body)) for body in bodies}
    public = {one for of in digests.values() for one in of} - await view.withheld()
    kept = await ledger.enclosed(view.db, view.forum.id, public)
    return "".join(
        chain.canonical({**body, "enclosed": {digest: _beside(kept.get(digest)) for digest in digests[body["seq"]]}})
        + "\n"
        for body in bodies
    )


def _beside(kept: tuple[str | None, str | None] | None) -> dict[str, str] | None:
    salt, text = kept or (None, None)
    return None if salt is None or text is None else {"salt": salt, "text": text}


async def figures(view: View, source: Origin) -> dict[str, Any]:
    """What figures.json holds: all figures since the beginning, as at today."""
    return written(
        await tallies_of(view, Among(forum_id=view.forum.id), source.as_at),
        await bodies_listed(view),
        await conduct_of(view, None),
        pledges_written(await pledge_lines(view), await bodies_listed(view), since=None, as_at=source.as_at),
        version=source.policy_version,
        since=None,
        as_at=source.as_at,
        head=source.head or chain.GENESIS,
    )


async def bodies_listed(view: View) -> dict[int, f.OrganisationListed]:
    """Every body by its number, as the record names it now."""
    listed = await view.of_kinds((f.OrganisationListed.kind,))
    return {entry.fact.organisation: entry.fact for entry in listed if isinstance(entry.fact, f.OrganisationListed)}


def pretty(value: Mapping[str, Any]) -> str:
    """For files that people read, too."""
    return json.dumps(value, sort_keys=True, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def head(view: View, source: Origin, files: Mapping[str, str]) -> str:
    """What head.json holds: how far the record goes, and the digest of every file beside it."""
    said = {
        "format": FORMAT,
        "forum": view.forum.slug,
        "name": view.forum.name,
        "length": source.length,
        "hash": source.head or chain.GENESIS,
        "as_at": source.as_at.isoformat(),
        "licence": licence.URL,
        "files": dict(files),
    }
    return chain.canonical({**said, "seal": seal(said)}) + "\n"
