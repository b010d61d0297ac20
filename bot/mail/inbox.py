"""Collecting the post: every few minutes, all that is new in the mailbox, kept before it is read.

    inbox = Inbox(clerk, MailboxSettings(...))
    Timetable(clerk, couriers, collect=inbox.collect)

Only a reading that came to the end without a fault moves `heard_until`, and no further than the moment it began. Where
the last one stopped is remembered after each mail that is kept, so being cut off costs at most one mail read twice.
Polling and not IDLE: what waits on an open line may wait on a dead one, and nobody needs an answer by the second.
"""

import asyncio
import json
import logging
from contextlib import suppress
from datetime import datetime, timedelta

from bot.clerk import Clerk
from bot.mail.mailbox import FAULTS, CannotLogIn, Mailbox, MailboxSettings, NoFolder
from bot.post import concerns_us, read_kept, take
from bot.rules.notices import Action, Destination, Notice
from db import papers, post

log = logging.getLogger(__name__)

EVERY = timedelta(minutes=3)
SAY_SO = timedelta(hours=6)
"""How long the mailbox may be out of reach before the hosts hear of it."""
AT_MOST = timedelta(seconds=60)
"""How long one turn reads: letters and the sweep wait for it. The next turn goes on where it stopped."""

FAILING = "post.failing_since"
LOGIN = (
    "The mail server {host} does not let the clerk into the mailbox. Whoever runs the clerk: please look at imap_user "
    "and imap_password in the [mail] part of the configuration; `forum-clerk check` says what is wrong."
)
FOLDER = (
    "There is no folder “{folder}” in the mailbox at {host}. Whoever runs the clerk: please look at imap_folder and "
    "imap_spam_folder in the [mail] part of the configuration."
)
AWAY = (
    "The mailbox at {host} could not be read for hours. Whoever runs the clerk: please see whether that server is up "
    "and the [mail] part of the configuration is right; `forum-clerk check` says what is wrong."
)


class Inbox:
    """Reads one mailbox for all the forums of this clerk."""

    def __init__(self, clerk: Clerk, settings: MailboxSettings) -> None:
        self._clerk = clerk
        self._settings = settings
        self._read_at: datetime | None = None

    async def collect(self) -> None:
        """One look, if the last one is some minutes ago."""
        now = self._clerk.clock.now()
        if self._read_at is None or not timedelta() <= now - self._read_at < EVERY:
            self._read_at = now
            await self.read()

    async def read(self) -> bool:
        """Look now. True where everything that lay there is kept, and the record may say so."""
        await read_kept(self._clerk, authserv_id=self._settings.authserv_id)
        began = self._clerk.clock.now()
        since = await self._since()
        if since is None:
            return False
        folders, complete = (self._settings, self._settings.for_spam), True
        for folder in filter(None, folders):
            try:
                complete = await self._all_that_is_new(folder, since) and complete
            except (CannotLogIn, NoFolder, *FAULTS) as error:
                log.warning("the mailbox %s cannot be read: %s", folder.name, error)
                await self._failed(error, folder, began)
                return False
        if complete:
            async with self._clerk.database.writing() as db:
                await post.heard(db, began)
            await self._well()
        else:
            self._read_at = None  # there is more: go on at the next turn
        return complete

    async def _since(self) -> datetime | None:
        """Nothing that came before the first forum was founded can be an answer."""
        async with self._clerk.database.reading() as db:
            founded = [forum.created_at for forum in await papers.forums(db)]
        return min(founded, default=None)

    async def _all_that_is_new(self, folder: MailboxSettings, since: datetime) -> bool:
        opening = asyncio.ensure_future(asyncio.to_thread(Mailbox, folder))
        try:
            box = await asyncio.shield(opening)
        except asyncio.CancelledError:
            opening.add_done_callback(_close_when_open)
            raise
        try:
            return await self._through(box, folder, since)
        finally:
            with suppress(*FAULTS):
                await asyncio.to_thread(box.close)

    async def _through(self, box: Mailbox, folder: MailboxSettings, since: datetime) -> bool:
        cursor, spam = f"post.cursor:{folder.name}", folder is not self._settings
        began, last = self._clerk.clock.now(), await self._last(cursor, box.validity)
        # A day earlier: the server searches by dates of its own zone (RFC 3501 §6.4.4).
        for uid in await asyncio.to_thread(box.newer_than, last, (since - timedelta(days=1)).date()):
            if self._clerk.clock.now() - began > AT_MOST:
                return False
            mail = await asyncio.to_thread(box.fetch, uid)
            if mail is not None and (not spam or await concerns_us(self._clerk, mail.raw)):
                came_at = min(mail.at or began, self._clerk.clock.now())
                await take(
                    self._clerk,
                    mail.raw,
                    came_at=came_at,
                    authserv_id=folder.authserv_id,
                    larger=not mail.whole,
                )
            await self._clerk.settings_set(cursor, json.dumps({"validity": box.validity, "uid": uid}))
        return True

    async def _last(self, cursor: str, validity: int) -> int:
        """The last UID that is kept; 0 at first, and after the server numbered its mails anew (RFC 3501 §2.3.1.1)."""
        known = json.loads(await self._clerk.settings_get(cursor) or "{}")
        return int(known["uid"]) if known.get("validity") == validity else 0

    async def _failed(self, error: Exception, folder: MailboxSettings, now: datetime) -> None:
        since = datetime.fromisoformat(await self._clerk.settings_get(FAILING) or now.isoformat())
        if since == now:
            await self._clerk.settings_set(FAILING, now.isoformat())
        if now - since < SAY_SO:
            return
        words = LOGIN if isinstance(error, CannotLogIn) else FOLDER if isinstance(error, NoFolder) else AWAY
        sentence = words.format(host=folder.host, folder=folder.folder)
        async with self._clerk.database.reading() as db:
            forums = [forum.id for forum in await papers.forums(db)]
        for forum in forums:
            async with self._clerk.record.transaction(forum) as tx:
                notice = Notice(Destination.HOSTS, Action.TELL_POST, 0, f"post:failing:{since.isoformat()}")
                tx.notify(notice, detail=sentence)

    async def _well(self) -> None:
        if await self._clerk.settings_get(FAILING):
            await self._clerk.settings_set(FAILING, "")


def _close_when_open(opening: "asyncio.Future[Mailbox]") -> None:
    if not opening.cancelled() and opening.exception() is None:
        opening.get_loop().run_in_executor(None, opening.result().close)
