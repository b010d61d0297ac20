"""A mail is kept before anything is made of it, and once: whatever happens after that, it is not lost."""

import hashlib
from datetime import datetime

from bot.clerk import Clerk
from bot.post.hints import Hints
from db import models, post
from db.engine import hold_forum


async def keep(clerk: Clerk, raw: bytes, *, came_at: datetime, larger: bool = False) -> int:
    """The number of the piece, an old one where these bytes were kept before. `larger`: `raw` is only the beginning.

    Raises `LookupError` while there is no forum to keep it for.
    """
    digest = hashlib.sha256(raw).hexdigest()
    async with clerk.database.writing() as db:
        forum = await post.oldest_forum(db)
        if forum is None:
            raise LookupError("there is no forum to keep a mail for")
        await hold_forum(db, forum.id)
        known = await post.of_digest(db, digest)
        if known is not None:
            return known
        piece = models.Piece(
            forum_id=forum.id,
            source="mail",
            digest=digest,
            sender_name="",
            subject="",
            text="",
            verdict=post.UNREAD,
            signs="",
            hints=Hints(larger=larger).kept(),
            raw=raw,
            came_at=min(came_at, clerk.clock.now()),
        )
        db.add(piece)
        await db.flush()
        return piece.id
