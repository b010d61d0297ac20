"""A mailbox on an IMAP server, read and never changed (RFC 3501): EXAMINE, and BODY.PEEK for the bytes as they came.

Every method waits for the network: call them in a thread, one at a time.
"""

import imaplib
import re
import ssl
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Literal, Self

from imap_tools.errors import ImapToolsError, MailboxLoginError
from imap_tools.mailbox import BaseMailBox

PATIENCE = 20.0
"""Seconds for one word of the server."""
LARGEST = 10 * 2**20
"""Bytes of a mail that are kept; of a larger one its beginning, `BEGINNING`, is."""
BEGINNING = 2**20

FAULTS = (ImapToolsError, imaplib.IMAP4.error, OSError, ValueError)
"""What may go wrong with a mailbox, TLS and time-outs among it."""

_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")
_DATE = re.compile(rb'INTERNALDATE "([^"]+)"')


class CannotLogIn(Exception):
    """The server does not take the name or the password."""


class NoFolder(Exception):
    """There is no such folder."""


@dataclass(frozen=True)
class MailboxSettings:
    """`security` "none" is for a server on this machine alone. `tls` replaces this machine's list of authorities."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    folder: str = "INBOX"
    spam_folder: str | None = None
    security: Literal["tls", "starttls", "none"] = "tls"
    authserv_id: str | None = None
    tls: ssl.SSLContext | None = field(default=None, repr=False)

    @property
    def name(self) -> str:
        """By which the place where reading stopped is remembered."""
        return f"{self.user}@{self.host}/{self.folder}"

    @property
    def for_spam(self) -> "MailboxSettings | None":
        """The folder beside it, where providers put what they take for spam."""
        return replace(self, folder=self.spam_folder, spam_folder=None) if self.spam_folder else None


@dataclass(frozen=True)
class Came:
    """One mail as it lies there. `whole` is false where only its beginning was fetched."""

    raw: bytes
    at: datetime | None
    whole: bool


class Mailbox:
    """One connection, logged in, on one folder.

    with Mailbox(settings) as box:
        for uid in box.newer_than(41, since): box.fetch(uid)
    """

    def __init__(self, settings: MailboxSettings) -> None:
        """Raises `CannotLogIn`, `NoFolder`, or one of `FAULTS`."""
        self._box = _Line(settings)
        try:
            try:
                ascii_only = settings.user.isascii() and settings.password.isascii()
                login = self._box.login if ascii_only else self._box.login_utf8
                login(settings.user, settings.password, None)
            except imaplib.IMAP4.abort:
                raise
            except (MailboxLoginError, imaplib.IMAP4.error) as error:
                raise CannotLogIn(str(error)) from error
            try:
                self._box.folder.set(settings.folder, readonly=True)
                self.validity = self._box.folder.status(settings.folder, ["UIDVALIDITY"])["UIDVALIDITY"]
            except ImapToolsError as error:
                raise NoFolder(str(error)) from error
        except BaseException:
            self._hang_up()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def newer_than(self, uid: int, since: date) -> list[int]:
        """The UIDs above that one, in order; with 0, of what came on `since` or later, by the server's own date."""
        criteria = f"UID {uid + 1}:*" if uid else f"SINCE {since.day}-{_MONTHS[since.month - 1]}-{since.year}"
        # "n:*" names the newest mail even where its number is lower than n (RFC 3501 §6.4.8).
        return sorted(number for number in map(int, self._box.uids(criteria)) if number > uid)

    def newest(self, count: int) -> list[int]:
        return sorted(map(int, self._box.uids("ALL")))[-count:]

    def fetch(self, uid: int) -> Came | None:
        """The mail, or None where somebody has taken it away."""
        about = self._ask(uid, "(RFC822.SIZE INTERNALDATE)")
        told = b" ".join(part if isinstance(part, bytes) else b" ".join(part) for part in about if part)
        if not told:
            return None
        size, at = _SIZE.search(told), _DATE.search(told)
        whole = size is not None and int(size[1]) <= LARGEST
        raw = self._bytes(uid, "(BODY.PEEK[])" if whole else f"(BODY.PEEK[]<0.{BEGINNING}>)")
        if raw is None:
            raise OSError(f"the server lists mail {uid} and does not give it")
        return Came(raw, _moment(at[1]) if at else None, whole)

    def head(self, uid: int) -> bytes:
        """Its header alone."""
        return self._bytes(uid, "(BODY.PEEK[HEADER])") or b""

    def close(self) -> None:
        try:
            self._box.logout()
        except FAULTS:
            self._hang_up()

    def _bytes(self, uid: int, what: str) -> bytes | None:
        return next((part[1] for part in self._ask(uid, what) if isinstance(part, tuple)), None)

    def _ask(self, uid: int, what: str) -> list[bytes | tuple[bytes, bytes] | None]:
        said, data = self._box.client.uid("fetch", str(uid), what)
        if said != "OK":
            raise OSError(f"the server answered {said} to a request for mail {uid}")
        return list(data)

    def _hang_up(self) -> None:
        with suppress(*FAULTS):
            self._box.client.shutdown()


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class _Line(BaseMailBox):
    """The connection as imap-tools wants it, but hung up where it cannot be made private."""

    def __init__(self, settings: MailboxSettings) -> None:
        self._settings = settings
        super().__init__()

    def _get_mailbox_client(self) -> imaplib.IMAP4:
        host, port, tls = self._settings.host, self._settings.port, self._settings.tls or ssl.create_default_context()
        if self._settings.security == "tls":
            return imaplib.IMAP4_SSL(host, port, ssl_context=tls, timeout=PATIENCE)
        client = imaplib.IMAP4(host, port, timeout=PATIENCE)
        try:
            if self._settings.security == "starttls":
                client.starttls(tls)
        except BaseException:
            client.shutdown()
            raise
        return client


def _moment(said: bytes) -> datetime | None:
    """From the date-time of RFC 3501 §2.3.3, like 3-Nov-2026 19:05:00 +0000."""
    try:
        return parsedate_to_datetime(said.decode("ascii").strip().replace("-", " ", 2)).astimezone(UTC)
    except ValueError:
        return None
