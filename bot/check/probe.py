"""Does an answer come in that goes to `clerk+CODE@…`? One mail of the clerk to itself, there and back.

Where it does not, every answer of an official would be lost on the way: the worst thing that can happen to a record of
who answered.
"""

import asyncio
import secrets
from email.message import EmailMessage

import aiosmtplib as smtp

from bot.check.finding import Finding
from bot.check.outside import PATIENCE
from bot.config.mailbox import mailbox_settings
from bot.config.parts import Mail
from bot.mail.codes import plus
from bot.mail.mailbox import FAULTS, CannotLogIn, Mailbox, MailboxSettings, NoFolder
from bot.post.own import PROBE

LOOKS, PAUSE = 10, 3.0
"""So often it is looked for, with so many seconds between."""
NEWEST = 20

HINT = (
    "See whether it comes later. If it does not, or comes back, your provider does not know such addresses: set "
    "plus_addresses = false in the [mail] part. Answers are then known by the letter that they answer."
)


async def look(mail: Mail) -> Finding | None:
    """Sends one mail. None where letters have no address of their own, or the clerk cannot look for what it sent."""
    settings, address = mailbox_settings(mail), mail.from_address
    if settings is None or address is None or not mail.sends or not mail.plus_addresses:
        return None
    mark, to = secrets.token_hex(8), plus(address, "probe")
    try:
        await _send(mail, _letter(address, to, mark))
        for _ in range(LOOKS):
            await asyncio.sleep(PAUSE)
            if await asyncio.to_thread(_has_come, settings, mark):
                return Finding(f"Mail to {to} comes in, so an answer finds its invitation.")
    except (smtp.SMTPException, CannotLogIn, NoFolder, *FAULTS) as error:
        return Finding(f"Whether mail to {to} comes in could not be tried ({error}).", HINT)
    return Finding(f"A mail to {to} did not come in within half a minute.", HINT)


def _letter(address: str, to: str, mark: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = address, to, f"{PROBE} ({mark})"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content("Sent by `forum-clerk check`. There is nothing to do.\n")
    return message


async def _send(mail: Mail, message: EmailMessage) -> None:
    await smtp.send(
        message,
        hostname=mail.smtp_host,
        port=mail.smtp_port,
        username=mail.smtp_user,
        password=mail.smtp_password.get_secret_value() if mail.smtp_password else None,
        use_tls=mail.smtp_security == "tls",
        start_tls=mail.smtp_security == "starttls",
        timeout=PATIENCE,
    )


def _has_come(settings: MailboxSettings, mark: str) -> bool:
    with Mailbox(settings) as box:
        return any(mark.encode() in box.head(uid) for uid in box.newest(NEWEST))
