"""A letter as an e-mail message: plain text, one addressee, and no header that anybody could have slipped in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.chat.text import bare
from db import models, papers


@dataclass(frozen=True)
class Thread:
    """The Message-IDs of what this official was sent about this session before, oldest first."""

    earlier: Sequence[str] = ()


async def thread_of(db: AsyncSession, letter: models.Letter) -> Thread:
    sent = [row for row in await papers.letters(db, letter.invitation_id) if row.state == "sent" and row.sent_at]
    return Thread([row.message_id for row in sorted(sent, key=lambda row: (row.sent_at, row.id))])


def envelope(
    letter: models.Letter, from_name: str, from_address: str, reply_to: str, thread: Thread, now: datetime
) -> EmailMessage:
    """Raises `ValueError` for an address that is none. X-Auto-Response-Suppress lets an out-of-office through: it helps
    us to know of one."""
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(bare(from_name), addr_spec=from_address)
    message["To"] = Address(addr_spec=letter.address or "")
    message["Reply-To"] = Address(bare(from_name), addr_spec=reply_to)
    message["Subject"] = bare(letter.subject)
    message["Date"] = format_datetime(now)
    message["Message-ID"] = letter.message_id
    if thread.earlier:
        # One thread for each official and session, begun by the first letter.
        message["In-Reply-To"] = thread.earlier[0]
        message["References"] = " ".join(thread.earlier)
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "DR, RN, NRN"
    message.set_content(letter.body, cte="quoted-printable")
    return message
