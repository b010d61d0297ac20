"""The mailbox: can it be read, and whose word on the authenticity of senders do its mails carry?"""

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from email.errors import MessageError
from email.parser import BytesHeaderParser
from email.policy import compat32

from bot.check.finding import Finding
from bot.config.mailbox import mailbox_settings
from bot.config.parts import Mail
from bot.mail.mailbox import FAULTS, CannotLogIn, Mailbox, MailboxSettings, NoFolder

NEWEST = 10
"""How many mails are looked at for the name in their Authentication-Results."""

LOGIN_HINT = (
    "Look at imap_user and imap_password. Many providers want a password made for programs (an “app password”), and "
    "some want IMAP to be switched on first."
)
FOLDER_HINT = "Look at imap_folder and imap_spam_folder. Every mailbox has INBOX."
NO_SPAM = (
    "Its spam folder is not read: if your provider has one, name it as imap_spam_folder, for an answer may land there."
)
SERVER_HINT = "Look at imap_host, imap_port and imap_security, and ask whoever runs the mailbox what they should be."
NAME_HINT = "Set authserv_id in the [mail] part to the name that the mails carry, if that server is your provider’s."


async def look(mail: Mail) -> Finding | None:
    """Logs in and reads headers; changes nothing. None where no mailbox is named."""
    settings = mailbox_settings(mail)
    if settings is None:
        return None
    named = f"{settings.host}:{settings.port}"
    folder = settings
    try:
        names = await asyncio.to_thread(_names, settings)
        if (spam := settings.for_spam) is not None:
            folder = spam
            await asyncio.to_thread(_names, spam)
    except CannotLogIn:
        return Finding(f"The mailbox at {named} does not accept the name or the password.", LOGIN_HINT)
    except NoFolder:
        return Finding(f"There is no folder “{folder.folder}” in the mailbox at {named}.", FOLDER_HINT)
    except FAULTS as error:
        return Finding(f"The mailbox at {named} cannot be used ({error}).", SERVER_HINT)
    found = _said(named, settings.authserv_id, names)
    return replace(found, words=f"{found.words} {NO_SPAM}") if settings.spam_folder is None else found


def _said(named: str, configured: str | None, names: Sequence[str]) -> Finding:
    can = f"The mailbox at {named} can be read."
    common = ", ".join(f"“{name}”" for name, _ in Counter(names).most_common(3))
    if configured is None:
        carry = f" Its newest mails carry {common}." if names else ""
        return Finding(f"{can} No authserv_id is set, so hosts confirm each calendar answer.{carry}")
    if names and configured.lower() not in names:
        return Finding(f"{can} But its newest mails carry {common} as authserv_id, and not “{configured}”.", NAME_HINT)
    return Finding(f"{can} Calendar answers that “{configured}” vouches for are recorded by themselves.")


def _names(settings: MailboxSettings) -> list[str]:
    with Mailbox(settings) as box:
        found = [authserv_id_in(box.head(uid)) for uid in box.newest(NEWEST)]
    return [name for name in found if name]


def authserv_id_in(head: bytes) -> str | None:
    """The first word of the topmost Authentication-Results (RFC 8601 §2.2), in lower case."""
    try:
        value = str(BytesHeaderParser(policy=compat32).parsebytes(head).get("Authentication-Results", ""))
    except (MessageError, ValueError, RecursionError):
        return None
    name = " ".join(value.split()).partition(";")[0].split(" ")[0].strip('"').lower()
    return name if name and "=" not in name else None
