"""The keys to an official's desk: each letter carries one, and only its digest is kept."""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.transaction import Transaction
from db import models

LASTS = timedelta(days=730)
"""A right of reply has no end, but a key in an old mailbox should have one; the newest letter's outlasts the others.

Two years: as long as a name stays in the figures (RECORD-RULES §8). A host can send a fresh one at any time."""


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).hexdigest()


def mint(tx: Transaction, invitation_id: int | None, pledge_id: int | None = None) -> str:
    """A new key to the desk of this invitation, or of this pledge. It is told to the letter that carries it, and to
    nobody."""
    token = new()
    keep(tx, invitation_id, token, pledge_id)
    return token


def new() -> str:
    """A key, 192 bits, that opens nothing until it is kept."""
    return secrets.token_urlsafe(24)


def keep(tx: Transaction, invitation_id: int | None, token: str, pledge_id: int | None = None) -> None:
    """From now on it opens the desk of this invitation, or of this pledge."""
    tx.db.add(
        models.DeskKey(
            digest=digest_of(token),
            forum_id=tx.forum.id,
            invitation_id=invitation_id,
            pledge_id=pledge_id,
            made_at=tx.now,
            expires_at=tx.now + LASTS,
        )
    )


async def key_for(db: AsyncSession, token: str, now: datetime) -> models.DeskKey | None:
    """The key that this token is, if it is one and has not expired. Looked up by digest: no timing tells anything."""
    key = await db.get(models.DeskKey, digest_of(token))
    return key if key is not None and key.expires_at > now else None
