"""Words for the hosts alone: a piece of post in their tray, never a line of the record."""

import hashlib
from enum import StrEnum

from bot.post.hints import Hints
from bot.rules.notices import Action, Destination, Notice
from bot.rules.tongue import capital
from bot.rules.wording import Whom
from bot.transaction import Transaction
from db import models, post as pieces


class Matter(StrEnum):
    """What a piece from the desk is about: its `verdict`."""

    REDIRECT = "desk-redirect"
    OTHER_DATE = "desk-other-date"
    OTHER_CHANNEL = "desk-other-channel"
    WORD = "desk-word"
    ADDITION = "desk-addition"
    DISPUTE = "desk-dispute"
    CORRECTION = "desk-correction"
    OBJECTION = "desk-objection"
    STOP = "desk-stop"


SUBJECTS = {
    Matter.REDIRECT: "They name somebody else to ask",
    Matter.OTHER_DATE: "They suggest another date",
    Matter.OTHER_CHANNEL: "They ask to be reached another way",
    Matter.WORD: "A word to the hosts",
    Matter.ADDITION: "They added to an answer that is already on the record",
    Matter.DISPUTE: "Why they dispute an entry",
    Matter.CORRECTION: "They say that something about them is wrong",
    Matter.OBJECTION: "They ask not to be named",
    Matter.STOP: "They ask us to stop writing to them",
}

SHOWN = 1_500
"""Characters that surely stand on the hosts' card; of a longer text they are handed the whole as a file besides."""

SIGNS = "written on their private page, by the link in our letter"


async def tell_hosts(
    tx: Transaction,
    invitation_id: int | None,
    matter: Matter,
    text: str,
    *,
    instead: str | None = None,
    pledge_id: int | None = None,
) -> int:
    """Put the words into the hosts' tray, about an invitation or a pledge. The same words on the same day are one
    piece; its number."""
    about = f"pledge {pledge_id}" if invitation_id is None else str(invitation_id)
    said = "\n".join((about, matter, str(tx.terms.day(tx.now)), text))
    digest = f"desk:{hashlib.sha256(said.encode()).hexdigest()}"
    if (known := await pieces.of_digest(tx.db, digest)) is not None:
        return known
    piece = models.Piece(
        forum_id=tx.forum.id,
        source="desk",
        digest=digest,
        invitation_id=invitation_id,
        pledge_id=pledge_id,
        sender_name=capital(str(await _whom(tx, invitation_id, pledge_id))),
        subject=SUBJECTS[matter],
        text=text,
        verdict=matter.value,
        signs=SIGNS,
        raw=text.encode() if len(text) > SHOWN else None,
        hints=Hints(instead=instead).kept(),
        state="waiting",
        came_at=tx.now,
    )
    tx.db.add(piece)
    await tx.db.flush()
    tx.notify(Notice(Destination.HOSTS, Action.TELL_POST, piece.id, f"piece:{piece.id}"))
    return piece.id


async def _whom(tx: Transaction, invitation_id: int | None, pledge_id: int | None) -> Whom:
    if invitation_id is not None:
        return await tx.whom_of(invitation_id)
    assert pledge_id is not None
    return await tx.whom_promised(pledge_id)
