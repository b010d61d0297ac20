"""The demo's own post: letters are kept here instead of being sent, and the officials answer from here.

What it does not play is the record: an answer goes through the same rules and the same door as any other.
"""

from dataclasses import dataclass
from datetime import datetime

from bot.clerk import Clerk
from bot.couriers.envelope import Thread, envelope
from bot.couriers.mail_courier import MailCourier, MailSettings
from bot.rules import facts as f
from bot.rules import invitation as rules
from bot.rules import reply
from bot.rules.words import Answer, Via
from db import models, papers

SETTINGS = MailSettings("clerk@northshire-carers.example", "Northshire Carers’ Forum", "demo", 25, "none")


@dataclass(frozen=True)
class Posted:
    """A letter that left, as the mail server would have taken it."""

    letter: int
    invitation: int
    to: str
    subject: str
    body: str
    raw: bytes
    at: datetime


class PostBox(MailCourier):
    """Takes every letter, at once; `answer` and `bounce` are what comes back."""

    def __init__(self, clerk: Clerk) -> None:
        super().__init__(clerk, SETTINGS)
        self.clerk = clerk
        self.letters: list[Posted] = []

    async def _send(self, letter: models.Letter, thread: Thread, now: datetime) -> None:
        message = envelope(letter, SETTINGS.from_name, SETTINGS.from_address, SETTINGS.from_address, thread, now)
        self.letters.append(
            Posted(
                letter.id,
                letter.invitation_id,
                letter.address or "",
                letter.subject,
                letter.body,
                bytes(message),
                now,
            )
        )

    async def answer(self, forum_id: int, invitation_id: int, answer: Answer, words: str | None = None) -> None:
        """The official writes back. `words` are kept beside the record, as what they said."""
        async with self.clerk.record.transaction(forum_id, by=f.OFFICIAL) as tx:
            now, detail = await tx.standing(invitation_id), await tx.enclose(words) if words else None
            tx.record(reply.respond(now, answer, tx.terms, detail=detail, **tx.mark(Via.MAIL)))

    async def bounce(self, forum_id: int, invitation_id: int) -> None:
        """The mail server of the official's organisation does not know the address."""
        async with self.clerk.record.transaction(forum_id) as tx:
            tx.record(rules.bounced(await tx.standing(invitation_id), **tx.mark(Via.MAIL)))

    async def out_of_office(self, forum_id: int, invitation_id: int) -> None:
        """An automatic reply: the address lives."""
        async with self.clerk.record.transaction(forum_id, by=f.OFFICIAL) as tx:
            tx.record(reply.auto_reply(await tx.standing(invitation_id), **tx.mark(Via.MAIL)))

    async def collect(self) -> None:
        """The post has been read up to now: here everything that comes is known at once."""
        async with self.clerk.database.reading() as db:
            forums = [forum.id for forum in await papers.forums(db)]
        for forum in forums:
            async with self.clerk.record.transaction(forum) as tx:
                tx.forum.heard_until = tx.now
