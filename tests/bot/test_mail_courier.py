"""Letters through a real SMTP conversation on this machine, with a mail server that answers what the test says."""

import asyncio
import re
import shutil
import ssl
import subprocess
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import aiosmtplib
import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from bot import letters
from bot.couriers.mail_courier import MailCourier, MailSettings
from bot.couriers.mail_trouble import Trouble, trouble
from bot.mail.compose import REPLY_ABOVE, finished
from bot.outbox import Delivered, Errand, Outcome, deliver
from bot.rules import session
from bot.rules.words import Answer, Purpose, Reason, State, Via
from bot.sweep import sweep
from db import models, papers
from db.engine import Database
from tests.desk import HOST, LONDON, Desk

pytestmark = pytest.mark.only_on("sqlite")  # What mail servers say does not depend on the database; what is kept does.
on_both = pytest.mark.only_on("sqlite", "postgres")

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SETTINGS = MailSettings("clerk@northshire-carers.example", "Northshire Carers’ Forum", "127.0.0.1", 0, "none")
OK = "250 OK"


@dataclass
class PostOffice:
    """A mail server: what it answers to RCPT and to the letter itself, and what it took."""

    rcpt: str = OK
    data: str = OK
    taken: list[Envelope] = field(default_factory=list)
    asked: int = 0
    port: int = 0

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.asked += 1
        if self.rcpt == OK:
            envelope.rcpt_tos.append(address)
        return self.rcpt

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.data == OK:
            self.taken.append(envelope)
        return self.data

    def letters(self) -> list[EmailMessage]:
        return [message_from_bytes(bytes(one.original_content or b""), policy=policy.default) for one in self.taken]


@asynccontextmanager
async def opened(office: PostOffice, *, tls: ssl.SSLContext | None = None, **options: Any) -> AsyncIterator[PostOffice]:
    """Listening, in this very event loop. `tls` encrypts from the first word on."""
    loop, talks = asyncio.get_running_loop(), list[SMTP]()

    def talk() -> SMTP:
        talks.append(SMTP(office, loop=loop, hostname="localhost", **options))
        return talks[-1]

    server = await loop.create_server(talk, "127.0.0.1", 0, ssl=tls)
    office.port = server.sockets[0].getsockname()[1]
    try:
        yield office
    finally:
        server.close()
        for one in talks:
            if isinstance(one.transport, asyncio.Transport):
                one.transport.abort()
        await server.wait_closed()


@dataclass
class Room:
    desk: Desk
    office: PostOffice
    courier: Callable[[], MailCourier]

    async def turn(self, wait: timedelta | None = None) -> int:
        """A turn in which letters alone go anywhere."""
        if wait:
            self.desk.clock.move_by(wait)
        return await deliver(self.desk.clerk, {"mail": self.courier(), "hosts": self.hosts, "log": Deaf(), **REST})

    def __post_init__(self) -> None:
        self.hosts = Deaf()

    async def invited(self, role: str = "Director of Commissioning") -> int:
        body = await self.desk.body(f"NHS {role} Trust", "nhs_trust")
        return await self.desk.invited(await self.desk.session(), await self.desk.official(body, role))

    async def letter(self, invitation: int) -> models.Letter:
        async with self.desk.clerk.database.reading() as db:
            return (await papers.letters(db, invitation))[-1]

    async def code(self, invitation: int) -> str:
        async with self.desk.clerk.database.reading() as db:
            return (await db.get_one(models.Invitation, invitation)).code

    async def kinds(self, invitation: int) -> list[str]:
        return [fact.kind for fact in await self.desk.history(invitation)]


@dataclass
class Deaf:
    """Takes everything and remembers what it was."""

    heard: list[Errand] = field(default_factory=list)

    async def carry(self, errand: Errand) -> Outcome:
        self.heard.append(errand)
        return Delivered()


REST = {kind: Deaf() for kind in ("chat", "event", "carer", "owner")}


@pytest.fixture
async def room(database: Database) -> AsyncIterator[Room]:
    desk = await Desk.opened(database)
    async with opened(PostOffice()) as office:
        yield Room(desk, office, lambda: MailCourier(desk.clerk, replace(SETTINGS, smtp_port=office.port)))


# ------------------------------------------------------------------------------------------------ what is sent


@on_both
async def test_a_letter_is_sent_and_then_on_the_record(room: Room) -> None:
    invitation = await room.invited()
    assert await room.turn() > 0
    (mail,) = room.office.letters()
    code = await room.code(invitation)
    ours = f"clerk+{code}@northshire-carers.example"
    assert room.office.taken[0].mail_from == ours  # what comes back names its invitation
    assert room.office.taken[0].rcpt_tos == ["o4@body.example"]
    letter = await room.letter(invitation)
    assert letter.state == "sent"
    assert mail["Subject"] == "Invitation: Respite that works, 11 October 2026"
    assert mail["From"] == f"Northshire Carers’ Forum <{ours}>"
    assert mail["To"] == "o4@body.example"
    assert mail["Reply-To"].addresses[0].addr_spec == ours
    assert mail["Message-ID"] == letter.message_id
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["X-Auto-Response-Suppress"] == "DR, RN, NRN"
    assert parsedate_to_datetime(mail["Date"]) == room.desk.clock.now()
    text, html, calendar = (part.get_content() for part in mail.iter_parts() if isinstance(part, EmailMessage))
    link = re.search(r"^https://carers\.example/r/[\w-]{32}$", text.replace("\r\n", "\n"), re.MULTILINE)
    assert link
    assert text.replace("\r\n", "\n") == f"{REPLY_ABOVE}\n\n{finished(letter.body, link[0])}"
    assert link[0] in html
    assert link[0] not in letter.body
    assert f"UID:{code}@northshire-carers.example" in calendar.replace("\r\n ", "").replace("\n ", "")
    assert "METHOD:REQUEST" in calendar
    assert (await room.kinds(invitation))[-1] == "sent"
    assert (await room.desk.standing(invitation)).state is State.WAITING


async def test_all_letters_to_one_official_about_one_session_are_one_thread(room: Room) -> None:
    invitation = await room.invited()
    await room.turn()
    for days in (9, 8):
        room.desk.clock.move_by(days * DAY)
        await sweep(room.desk.clerk)
        await room.turn()
    first, *others = room.office.letters()
    assert len(others) == 2
    assert first["In-Reply-To"] is None
    for number, mail in enumerate(others, start=1):
        assert mail["In-Reply-To"] == first["Message-ID"]
        assert len(mail["References"].split()) == number
    assert (await room.kinds(invitation))[-1] == "reminded"


async def test_what_was_taken_is_never_sent_twice(room: Room) -> None:
    await room.invited()
    for _ in range(5):
        await room.turn(HOUR)
    assert len(room.office.taken) == 1


async def test_a_letter_that_is_not_wanted_any_more_is_not_sent(room: Room) -> None:
    invitation = await room.invited()
    await room.desk.answered(invitation, Answer.ATTENDING)
    await room.turn()
    assert room.office.taken == []
    assert (await room.letter(invitation)).state == "not_needed"


@on_both
async def test_killed_between_the_mail_server_and_the_record_it_goes_again_under_the_same_number(room: Room) -> None:
    await room.invited()

    class Killed(MailCourier):
        async def carry(self, errand: Errand) -> Outcome:
            await super().carry(errand)
            raise asyncio.CancelledError

    killed = Killed(room.desk.clerk, replace(SETTINGS, smtp_port=room.office.port))
    with pytest.raises(asyncio.CancelledError):
        await deliver(room.desk.clerk, {"mail": killed})
    await room.turn(timedelta(minutes=1))
    assert len({mail["Message-ID"] for mail in room.office.letters()}) == 1


@on_both
async def test_what_was_taken_and_could_not_be_put_down_is_put_down_and_not_sent_again(
    room: Room, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    invitation = await room.invited()

    async def broken(*_: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patched:
        patched.setattr(letters, "left", broken)
        await room.turn()
        await room.turn(HOUR)
    assert "could not be put down" in caplog.text
    await room.turn(HOUR)
    assert len(room.office.taken) == 1
    assert (await room.letter(invitation)).state == "sent"


async def test_a_retry_at_night_waits_for_the_office_to_open(room: Room) -> None:
    room.office.rcpt = "451 4.7.1 Greylisted, come back later"
    await room.invited()
    room.desk.clock.move_to(datetime(2026, 9, 4, 17, 29, tzinfo=LONDON))  # a Friday
    await room.turn()
    room.office.rcpt = OK
    for hours in (12, 24, 26, 1):  # to half past eight on Monday, less a minute
        await room.turn(hours * HOUR)
    assert room.office.taken == []
    await room.turn(HOUR)
    assert len(room.office.taken) == 1
    assert parsedate_to_datetime(room.office.letters()[0]["Date"]).astimezone(LONDON).hour == 9


# ------------------------------------------------------------------------------------------------ what is refused


@on_both
async def test_an_address_refused_at_the_door_is_a_bounce_and_counts_against_nobody(room: Room) -> None:
    room.office.rcpt = "550 5.1.1 No such user here"
    invitation = await room.invited()
    await room.turn()
    assert (await room.kinds(invitation))[-2:] == ["sent", "bounced"]
    standing = await room.desk.standing(invitation)
    assert standing.state is State.BOUNCED
    assert (await room.letter(invitation)).state == "failed"
    assert [one.action.value for one in room.hosts.heard] == ["tell_bounce"]
    await room.turn(HOUR)
    assert room.office.asked == 1


async def test_a_reminder_refused_at_the_door_is_a_bounce_and_not_a_reminder(room: Room) -> None:
    invitation = await room.invited()
    await room.turn()
    room.office.rcpt = "550 5.1.1 No such user here"
    room.desk.clock.move_by(9 * DAY)
    await sweep(room.desk.clerk)
    await room.turn()
    assert (await room.letter(invitation)).purpose == "first_reminder"
    assert (await room.kinds(invitation))[-2:] == ["sent", "bounced"]


async def test_a_letter_about_a_cancelled_session_that_is_refused_is_told_to_the_hosts_alone(room: Room) -> None:
    invitation = await room.invited()
    await room.turn()
    room.office.rcpt = "550 5.1.1 No such user here"
    async with room.desk.clerk.record.transaction(room.desk.forum, by=HOST) as tx:
        number = (await tx.standing(invitation)).session
        tx.record(session.cancel(await tx.session(number), Reason.TOO_FEW_PEOPLE, **tx.mark(Via.HOST)))
        await letters.write(tx, room.desk.clerk.ways, invitation, Purpose.CANCELLATION, reason="too few people")
    await room.turn()
    assert [one.action.value for one in room.hosts.heard] == ["tell_bounce"]
    assert "bounced" not in await room.kinds(invitation)
    assert (await room.letter(invitation)).state == "failed"


async def test_what_is_put_off_is_tried_for_two_days_and_then_did_not_arrive(room: Room) -> None:
    room.office.rcpt = "451 4.7.1 Greylisted, come back later"
    invitation = await room.invited()
    for hours in (0, 24, 23):
        await room.turn(hours * HOUR)
        assert (await room.kinds(invitation))[-1] == "invited"
    await room.turn(HOUR)
    assert room.office.asked == 4
    assert (await room.kinds(invitation))[-2:] == ["sent", "bounced"]


async def test_what_was_put_off_once_still_arrives(room: Room) -> None:
    room.office.rcpt = "451 4.7.1 Greylisted, come back later"
    invitation = await room.invited()
    await room.turn()
    room.office.rcpt = OK
    await room.turn(timedelta(seconds=5))
    assert (await room.desk.standing(invitation)).state is State.WAITING
    assert room.office.asked == 2


async def test_a_letter_refused_for_its_content_did_not_arrive(room: Room) -> None:
    room.office.data = "554 5.7.1 Looks like spam"
    invitation = await room.invited()
    await room.turn()
    assert (await room.kinds(invitation))[-1] == "bounced"


async def test_an_address_that_is_none_did_not_arrive(room: Room) -> None:
    invitation = await room.invited()
    async with room.desk.clerk.database.writing() as db:
        (await db.get_one(models.Letter, 1)).address = "the usual one\r\nBcc: press@paper.example"
    await room.turn()
    assert room.office.asked == 0
    assert (await room.kinds(invitation))[-1] == "bounced"


# ------------------------------------------------------------------------------------------------ what is our trouble


async def test_a_mail_server_that_is_away_keeps_every_letter_and_after_hours_a_host_hears_of_it(room: Room) -> None:
    first, second = await room.invited(), await room.invited("Chair")
    away = Room(room.desk, room.office, lambda: MailCourier(room.desk.clerk, replace(SETTINGS, smtp_port=1)))
    for hours in (0, 3, 2):
        await away.turn(hours * HOUR)
        assert away.hosts.heard == []
    for _ in range(2):
        await away.turn(HOUR)
    (told,) = away.hosts.heard
    assert told.detail is not None
    assert "127.0.0.1" in told.detail
    room.desk.clock.move_to(datetime(2026, 9, 2, 9, 0, tzinfo=UTC))
    await room.turn()
    assert len(room.office.taken) == 2
    for invitation in (first, second):
        assert (await room.kinds(invitation))[-1] == "sent"


def knows(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: LoginPassword) -> AuthResult:
    return AuthResult(success=data.password == b"open sesame", handled=False)


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
async def test_a_wrong_password_is_our_trouble_and_nobodys_bounce(database: Database) -> None:
    desk = await Desk.opened(database)
    options: dict[str, Any] = {"authenticator": knows, "auth_required": True, "auth_require_tls": False}
    async with opened(PostOffice(), **options) as office:
        account = replace(SETTINGS, smtp_port=office.port, smtp_user="clerk", smtp_password="shut")
        room = Room(desk, office, lambda: MailCourier(desk.clerk, account))
        invitations = [await room.invited(), await room.invited("Chair")]
        await room.turn()
        assert len(room.hosts.heard) == 1
        assert [(await room.kinds(one))[-1] for one in invitations] == ["invited", "invited"]
        account = replace(account, smtp_password="open sesame")
        await room.turn(HOUR)
        assert len(office.taken) == 2
        assert "shut" not in repr(account)
        assert "sesame" not in repr(account)


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """For "localhost", and signed by nobody."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not on this machine, so there is no certificate to try with")
    file = tmp_path_factory.mktemp("certificate") / "office.pem"
    request = (
        f"req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout {file} -out {file}.crt -days 2"
    )
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    subprocess.run(["openssl", *request.split(), *names], check=True, capture_output=True)
    file.write_text(file.read_text() + file.with_name("office.pem.crt").read_text())
    return file


@pytest.mark.parametrize("security", ["starttls", "tls"])
async def test_letters_go_encrypted_to_a_server_that_is_who_it_says(
    database: Database, certificate: Path, security: Any
) -> None:
    desk = await Desk.opened(database)
    served = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    served.load_cert_chain(certificate)
    trusting = ssl.create_default_context(cafile=certificate)
    options: dict[str, Any] = {"tls_context": served, "require_starttls": True} if security == "starttls" else {}
    async with opened(PostOffice(), tls=served if security == "tls" else None, **options) as office:
        account = replace(SETTINGS, smtp_host="localhost", smtp_port=office.port, smtp_security=security)
        distrustful = Room(desk, office, lambda: MailCourier(desk.clerk, account))
        invitation = await distrustful.invited()
        await distrustful.turn()
        assert office.taken == []
        assert len(distrustful.hosts.heard) == 1
        await Room(desk, office, lambda: MailCourier(desk.clerk, account, tls=trusting)).turn(HOUR)
        assert len(office.taken) == 1
        assert (await desk.standing(invitation)).state is State.WAITING


async def test_a_server_that_offers_no_encryption_gets_no_letter(room: Room) -> None:
    await room.invited()
    account = replace(SETTINGS, smtp_port=room.office.port, smtp_security="starttls")
    plain = Room(room.desk, room.office, lambda: MailCourier(room.desk.clerk, account))
    await plain.turn()
    assert room.office.taken == []
    assert len(plain.hosts.heard) == 1


REFUSED = aiosmtplib.SMTPRecipientRefused
TROUBLES = [
    (aiosmtplib.SMTPRecipientsRefused([REFUSED(550, "5.1.1 unknown", "x")]), Trouble.REFUSED),
    (aiosmtplib.SMTPRecipientsRefused([REFUSED(451, "4.7.1 greylisted", "x")]), Trouble.PUT_OFF),
    (aiosmtplib.SMTPRecipientsRefused([REFUSED(550, "5.1.1 Receiving User is Over Quota", "x")]), Trouble.PUT_OFF),
    (aiosmtplib.SMTPRecipientsRefused([REFUSED(552, "5.2.2 full", "x")]), Trouble.PUT_OFF),
    (aiosmtplib.SMTPDataError(554, "5.7.1 spam"), Trouble.REFUSED),
    (aiosmtplib.SMTPDataError(451, "4.3.0 busy"), Trouble.PUT_OFF),
    (aiosmtplib.SMTPSenderRefused(550, "5.7.1 not your address", "x"), Trouble.SETTINGS),
    (aiosmtplib.SMTPSenderRefused(451, "4.7.1 too fast", "x"), Trouble.PUT_OFF),
    (aiosmtplib.SMTPAuthenticationError(535, "5.7.8 wrong"), Trouble.SETTINGS),
    (aiosmtplib.SMTPAuthenticationError(454, "4.7.0 later"), Trouble.PUT_OFF),
    (aiosmtplib.SMTPConnectError("refused"), Trouble.UNREACHABLE),
    (aiosmtplib.SMTPConnectResponseError(554, "go away"), Trouble.UNREACHABLE),
    (aiosmtplib.SMTPServerDisconnected("gone"), Trouble.UNREACHABLE),
    (aiosmtplib.SMTPReadTimeoutError("slow"), Trouble.UNREACHABLE),
    (TimeoutError(), Trouble.UNREACHABLE),
    (OSError("no route"), Trouble.UNREACHABLE),
    (ssl.SSLCertVerificationError("self-signed"), Trouble.SETTINGS),
    (aiosmtplib.SMTPNotSupported("SMTPUTF8"), Trouble.SETTINGS),
    (ValueError("no address"), Trouble.REFUSED),
]


@pytest.mark.parametrize(("error", "whose"), TROUBLES, ids=lambda one: repr(one)[:60])
def test_whose_trouble_it_is(error: Exception, whose: Trouble) -> None:
    assert trouble(error, "chair@body.example") is whose


def test_an_address_that_the_server_cannot_spell_is_not_our_settings() -> None:
    assert trouble(aiosmtplib.SMTPNotSupported("SMTPUTF8"), "chäir@body.example") is Trouble.REFUSED
