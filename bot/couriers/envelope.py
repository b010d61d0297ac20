"""A letter as an e-mail message: the same words as text and as HTML, the session for the calendar, one addressee, and
no header that anybody could have slipped in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.chat.text import bare, clip
from bot.mail.compose import REPLY_ABOVE, finished
from bot.mail.html import html_of
from bot.mail.invite import NAME_LIMIT, Event, calendar
from db import models, papers, pledges

SUBJECT_LIMIT = 200


@dataclass(frozen=True)
class Thread:
    """The Message-IDs of what this official was sent about this session, or this pledge, before, oldest first."""

    earlier: Sequence[str] = ()


async def thread_of(db: AsyncSession, letter: models.Letter) -> Thread:
    of = pledges.letters(db, letter.pledge_id) if letter.pledge_id else papers.letters(db, letter.invitation)
    sent = [row for row in await of if row.state == "sent" and row.sent_at]
    return Thread([row.message_id for row in sorted(sent, key=lambda row: (row.sent_at, row.id))])


@dataclass(frozen=True)
class Sender:
    """From whom a letter comes. `address` is the mailbox of the mail account; `reply_to` the same with the invitation's
    code in it (`codes.plus`), so that every answer, bounce and calendar reply finds its invitation."""

    name: str
    address: str
    reply_to: str

    @property
    def shown(self) -> str:
        """Outlook and Gmail want From to be the calendar's ORGANIZER; but it has to be of the domain that the mail
        server vouches for (DMARC aligns on From)."""
        ours = self.address.rpartition("@")[2].lower() == self.reply_to.rpartition("@")[2].lower()
        return self.reply_to if ours else self.address


def envelope(
    letter: models.Letter,
    sender: Sender,
    thread: Thread,
    now: datetime,
    *,
    desk: str | None,
    event: Event | None,
    invitee: str = "",
) -> EmailMessage:
    """The message, ready to hand over; its envelope sender is `sender.reply_to`.

    `desk` is the address of their private page; without one the lines about it are left out. `invitee` is whom the
    calendar names. Raises `ValueError` for an address that is none. X-Auto-Response-Suppress lets an out-of-office
    through: it helps us to know of one.
    """
    to, name = _address(letter.address or ""), clip(bare(sender.name), NAME_LIMIT)
    message = EmailMessage(policy=SMTP)
    message["From"] = _address(sender.shown, name)
    message["To"] = to
    message["Reply-To"] = _address(sender.reply_to, name)
    message["Subject"] = clip(bare(letter.subject), SUBJECT_LIMIT)
    message["Date"] = format_datetime(now)
    message["Message-ID"] = letter.message_id
    if thread.earlier:
        # One thread for each official and session, and for each pledge, begun by the first letter.
        message["In-Reply-To"] = thread.earlier[0]
        message["References"] = " ".join(thread.earlier)
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "DR, RN, NRN"
    text = f"{REPLY_ABOVE}\n\n{finished(letter.body, desk)}"
    message.set_content(text, cte="quoted-printable")
    message.add_alternative(html_of(text), subtype="html", cte="quoted-printable")
    if event:
        # The last alternative, and the only calendar part: Outlook looks at no other.
        entry = calendar(event, sender.name, sender.reply_to, invitee, to.addr_spec).decode()
        method = {"method": event.method}
        message.add_alternative(entry, subtype="calendar", charset="utf-8", cte="base64", params=method)
    return message


def _address(spec: str, name: str = "") -> Address:
    try:
        return Address(name, addr_spec=spec)
    except (MessageError, IndexError) as error:
        raise ValueError("that is not an e-mail address") from error
