"""What a carer is about to raise: kept as a draft of theirs while they are asked to look once more."""

import json
from dataclasses import asdict, dataclass

from bot import agenda
from bot.rules.agenda import OPEN, Kind, Wording
from bot.rules.errors import Refused
from bot.rules.screening import second_looks
from bot.similar import similar
from bot.transaction import Transaction
from bot.view import View
from db import models, papers

KIND = "item"


@dataclass(frozen=True)
class Wish:
    """`shown` as in `bot.agenda`; `name` is how they are called here, for who wants it to be shown."""

    words: Wording
    kind: Kind
    organisation: int | None
    shown: str
    name: str


@dataclass(frozen=True)
class Doubts:
    """What to ask before it is raised: sentences of the screening, and items that may ask the same."""

    said: tuple[str, ...] = ()
    same: tuple[int, ...] = ()
    story: bool = False

    def any(self) -> bool:
        return bool(self.said or self.same or self.story)


async def doubts(view: View, wish: Wish, *, again: bool = False) -> Doubts:
    """`again`: its author has seen what asks the same, and what the clerk says to a story."""
    said = second_looks(f"{wish.words.title}\n{wish.words.details}")
    if again:
        return Doubts(said)
    others = {row.id: row.title for row in await papers.items(view.db, view.forum.id, OPEN)}
    return Doubts(said, tuple(similar(wish.words.title, others)), wish.kind is Kind.STORY)


async def keep(tx: Transaction, wish: Wish, user_id: int) -> int:
    """The number of the draft. Erased when it is raised or dropped, in any case after some days."""
    row = models.Draft(forum_id=tx.forum.id, user_id=user_id, kind=KIND, words=json.dumps(asdict(wish)), made_at=tx.now)
    tx.db.add(row)
    await tx.db.flush()
    return row.id


async def kept(view: View, draft_id: int, user_id: int) -> Wish:
    """Raises `Refused` for what has been raised or dropped already, or is somebody else's."""
    return _read(await _row(view, draft_id, user_id))


async def take(tx: Transaction, draft_id: int, user_id: int) -> Wish:
    """As `kept`, and it is a draft no more."""
    row = await _row(tx, draft_id, user_id)
    await tx.db.delete(row)
    await tx.db.flush()
    return _read(row)


async def raise_it(tx: Transaction, wish: Wish, user_id: int, label: str | None = None) -> models.Item:
    """`label` is what they chose to be called, where that is how they want to be shown."""
    return await agenda.raise_item(
        tx,
        wish.words,
        user_id=user_id,
        label={agenda.NAMED: wish.name, agenda.LABELLED: label}.get(wish.shown),
        organisation=wish.organisation,
        kind=wish.kind,
        chosen=wish.shown == agenda.LABELLED,
    )


async def _row(view: View, draft_id: int, user_id: int) -> models.Draft:
    row = await view.db.get(models.Draft, draft_id)
    if row is None or (row.forum_id, row.user_id, row.kind) != (view.forum.id, user_id, KIND):
        raise Refused("That is not waiting any more. /agenda list shows what is raised; /agenda raise starts anew.")
    return row


def _read(row: models.Draft) -> Wish:
    kept = json.loads(row.words)
    words = Wording(kept["words"]["title"], kept["words"]["details"])
    return Wish(words, Kind(kept["kind"]), kept["organisation"], kept["shown"], kept["name"])
