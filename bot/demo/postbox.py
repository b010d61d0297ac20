"""The demo's mail server: it takes the clerk's letters, and keeps what the officials' side sends until it is read.

What is made of a mail is the clerk's own doing: it goes to `bot.post` as from any mailbox.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

from bot.clerk import Clerk
from bot.couriers.departure import Departure
from bot.couriers.mail_courier import MailCourier, MailSettings
from bot.mail.compose import finished
from bot.post import take
from db import models, post

SETTINGS = MailSettings("clerk@northshire-carers.example", "Northshire Carers’ Forum", "demo", 25, "none")
SERVER = "mx.northshire-carers.example"
"""The name under which this mail server vouches for senders (RFC 8601 §2.5)."""


@dataclass(frozen=True)
class Posted:
    """A letter that left, as the mail server took it. `desk` is the address of the official's private page."""

    letter: int
    invitation: int | None
    to: str
    invitee: str
    subject: str
    body: str
    desk: str | None
    raw: bytes
    at: datetime

    @property
    def message(self) -> EmailMessage:
        return message_from_bytes(self.raw, policy=policy.default)

    @property
    def calendar(self) -> bytes | None:
        """The calendar part, for which mail programs show buttons."""
        part = next((part for part in self.message.walk() if part.get_content_type() == "text/calendar"), None)
        payload = part.get_payload(decode=True) if part else None
        return payload if isinstance(payload, bytes) and b"METHOD:REQUEST" in payload else None


@dataclass(frozen=True)
class Came:
    """A mail that came in answer to a letter. `what` says in a few words what somebody did."""

    letter: int
    what: str
    raw: bytes
    at: datetime


class PostBox(MailCourier):
    """`letters` have left; `came` is what came back, and waits here until `collect`."""

    def __init__(self, clerk: Clerk) -> None:
        super().__init__(clerk, SETTINGS)
        self.clerk = clerk
        self.letters: list[Posted] = []
        self.came: list[Came] = []
        self._unread: list[Came] = []

    async def _send(self, leaves: Departure) -> None:
        letter = leaves.letter
        self.letters.append(
            Posted(
                letter.id,
                letter.invitation_id,
                letter.address or "",
                leaves.invitee,
                letter.subject,
                finished(letter.body, leaves.desk),
                leaves.desk,
                bytes(leaves.message()),
                leaves.at,
            )
        )

    def newest(self, to: str) -> Posted:
        """The last letter with the session in it that this address was sent."""
        return next(letter for letter in reversed(self.letters) if letter.to == to and letter.calendar)

    def comes(self, raw: bytes, answering: Posted, what: str) -> None:
        """A mail arrives in the clerk's mailbox."""
        mail = Came(answering.letter, what, raw, self.clerk.clock.now())
        self.came.append(mail)
        self._unread.append(mail)

    async def collect(self) -> None:
        """The clerk reads all that lies there, and so knows how far the post has been read."""
        began = self.clerk.clock.now()
        while self._unread:
            await take(self.clerk, self._unread[0].raw, came_at=self._unread[0].at, authserv_id=SERVER)
            del self._unread[0]
        async with self.clerk.database.writing() as db:
            await post.heard(db, began)

    async def piece(self, mail: Came) -> models.Piece | None:
        """What the clerk keeps of a mail, once it has collected it."""
        async with self.clerk.database.reading() as db:
            number = await post.of_digest(db, hashlib.sha256(mail.raw).hexdigest())
            return await db.get(models.Piece, number) if number is not None else None
