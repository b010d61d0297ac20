"""Letters by mail: one message to one official, in office hours, and on the record once a mail server has taken it.

A letter that was taken and could not be put down goes out with the same Message-ID if it ever goes again, and mail
programs know it by that.
"""

import asyncio
import logging
import ssl
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.errors import MessageError
from typing import Literal

import aiosmtplib as smtp

from bot import letters, pledge_letters
from bot.clerk import Clerk
from bot.couriers.departure import Departure, departure
from bot.couriers.mail_trouble import Trouble, trouble
from bot.outbox import LEFT, Delivered, Errand, Gone, Later, NotNeeded, Outcome, Then
from bot.rules import invitation as rules
from bot.rules.errors import Refused
from bot.rules.notices import Action, Destination, Notice
from bot.rules.words import Purpose, Via
from bot.rules.workingdays import next_office_hour
from bot.transaction import Transaction
from db import models

log = logging.getLogger(__name__)

PATIENCE = 10.0
"""Seconds for one word of the mail server, and four times as long for a whole letter."""
AT_ONCE = 3
GIVE_UP = timedelta(hours=48)
"""How long a letter that a server puts off ("try again later") is tried before it counts as refused."""
SAY_SO = timedelta(hours=6)
"""How long our own mail server may be out of reach before the hosts hear of it."""


@dataclass(frozen=True)
class MailSettings:
    """The forum's way to a mail server. `smtp_security` "none" is for a server on this machine alone."""

    from_address: str
    from_name: str
    smtp_host: str
    smtp_port: int
    smtp_security: Literal["starttls", "tls", "none"] = "starttls"
    smtp_user: str | None = None
    smtp_password: str | None = field(default=None, repr=False)


class MailCourier:
    """Hands letters to the mail server. `tls` replaces this machine's own list of authorities."""

    def __init__(self, clerk: Clerk, settings: MailSettings, *, tls: ssl.SSLContext | None = None) -> None:
        self._clerk = clerk
        self._settings = settings
        self._tls = tls
        self._turns = asyncio.Semaphore(AT_ONCE)

    async def carry(self, errand: Errand) -> Outcome:
        async with self._clerk.record.reading(errand.forum) as view:
            letter: models.Letter = await view.own(models.Letter, errand.subject, "letter")
            if errand.detail == LEFT:
                return Delivered(then=self._has_left(letter.id))
            if not await letters.wanted(view, letter):
                return NotNeeded("the letter is not wanted any more", _not_needed(letter.id))
            if await letters.waits(view, letter):
                return Later("a message of theirs waits for a host")
            open_again = next_office_hour(view.now, view.terms.policy, view.terms.closed)
            if open_again > view.now:
                return Later("letters leave in office hours", open_again)
        settings = self._settings
        async with self._clerk.record.transaction(errand.forum) as tx:
            leaves = await departure(tx, self._clerk.ways, letter, settings.from_name, settings.from_address)
        try:
            await self._send(leaves)
        except (smtp.SMTPException, OSError, TimeoutError, ValueError, MessageError) as error:
            return self._fault(errand, letter, error, leaves.at)
        return Delivered(then=self._has_left(letter.id))

    async def _send(self, leaves: Departure) -> None:
        settings, message, to = self._settings, leaves.message(), leaves.letter.address or ""
        server = smtp.SMTP(
            hostname=settings.smtp_host,
            port=settings.smtp_port,
            username=settings.smtp_user,
            password=settings.smtp_password,
            use_tls=settings.smtp_security == "tls",
            start_tls=settings.smtp_security == "starttls",
            tls_context=self._tls,
            timeout=PATIENCE,
        )
        taken = False
        try:
            async with self._turns, asyncio.timeout(4 * PATIENCE), server:
                # A bounce goes to the envelope's sender, and names its invitation by the code in it.
                await server.send_message(message, sender=leaves.sender.reply_to, recipients=[to])
                taken = True
        except (smtp.SMTPException, OSError, TimeoutError):
            if not taken:  # what goes wrong with the good-bye changes nothing any more
                raise

    def _fault(self, errand: Errand, letter: models.Letter, error: Exception, now: datetime) -> Outcome:
        """Theirs (it did not arrive), ours (a host mends it), or nobody's yet (it is tried again)."""
        what = trouble(error, letter.address)
        log.info("letter %s: %s: %s", letter.id, what.value, error)
        since = _since(errand, what, now)
        host = self._settings.smtp_host
        if what is Trouble.REFUSED or (what is Trouble.PUT_OFF and now - since >= GIVE_UP):
            return NotNeeded(f"it did not arrive: {error}", self._did_not_arrive(letter.id))
        if what is Trouble.SETTINGS:
            return Gone(str(error), SETTINGS.format(host=host))
        if what is Trouble.UNREACHABLE and now - since >= SAY_SO:
            return Gone(str(error), UNREACHABLE.format(host=host))
        return Later(str(error), remember=f"{what.value} {since.isoformat()}")

    def _has_left(self, letter_id: int) -> Then:
        async def then(tx: Transaction) -> None:
            await letters.left(tx, self._clerk.ways, letter_id, Via.MAIL)

        return then

    def _did_not_arrive(self, letter_id: int) -> Then:
        async def then(tx: Transaction) -> None:
            await did_not_arrive(tx, self._clerk, letter_id)

        return then


SETTINGS = (
    "The mail server {host} does not let the clerk send letters, so they wait. Whoever runs the clerk: please look at "
    "the [mail] part of the configuration; `forum-clerk check` says what is wrong."
)
UNREACHABLE = (
    "The mail server {host} has not answered for hours, so letters wait. Whoever runs the clerk: please see whether "
    "that server is up and the [mail] part of the configuration is right."
)


async def did_not_arrive(tx: Transaction, clerk: Clerk, letter_id: int) -> None:
    """The letter was refused at the door. An invitation is recorded as sent *and* as not arrived, for both happened:
    the standing is then a bounce, which counts against nobody, and mending it is the same as for one that came back.
    """
    letter: models.Letter = await tx.own(models.Letter, letter_id, "letter")
    if letter.state == "sent":
        return
    if Purpose(letter.purpose) in (Purpose.INVITATION, Purpose.CHANGE, Purpose.PLEDGE):
        await letters.left(tx, clerk.ways, letter_id, Via.MAIL)
    if letter.state == "not_needed":
        return
    letter.state = "failed"
    if letter.pledge_id is not None:
        await _lost_about_a_pledge(tx, letter)
        return
    try:
        tx.record(rules.bounced(await tx.standing(letter.invitation), **tx.mark(Via.MAIL)))
    except Refused:
        # Nothing for the record (they have answered, or it was a letter about a cancelled session), but for the hosts.
        key = f"letter:{letter_id}:refused"
        tx.notify(Notice(Destination.HOSTS, Action.TELL_BOUNCE, letter.invitation, key))


async def _lost_about_a_pledge(tx: Transaction, letter: models.Letter) -> None:
    try:
        await pledge_letters.came_back(tx, letter, Via.MAIL)
    except Refused:
        key = f"letter:{letter.id}:refused"
        tx.notify(Notice(Destination.HOSTS, Action.TELL_PLEDGE_BOUNCE, letter.pledge, key))


def _not_needed(letter_id: int) -> Then:
    async def then(tx: Transaction) -> None:
        letter: models.Letter = await tx.own(models.Letter, letter_id, "letter")
        if letter.state == "waiting" and not await letters.wanted(tx, letter):
            letter.state = "not_needed"

    return then


def _since(errand: Errand, what: Trouble, now: datetime) -> datetime:
    """When this trouble began, as the row remembers it."""
    kind, _, moment = (errand.detail or "").rpartition(" ")
    return datetime.fromisoformat(moment) if kind == what.value else now
