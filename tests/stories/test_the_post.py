"""The post, end to end: letters over a real SMTP server, answers out of a real IMAP mailbox, hosts who press, restarts;
and, whatever the order in which mails come, no silence where somebody wrote."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from random import Random
from urllib.parse import urlsplit

import icalendar
import pytest
from aiohttp.test_utils import TestClient, TestServer
from hypothesis import HealthCheck, given, settings, strategies as st
from sqlalchemy import select

from bot.couriers.mail_courier import MailCourier
from bot.mail.inbox import EVERY, Inbox
from bot.outbox import Courier
from bot.post import tray
from bot.post.meaning import Meaning
from bot.rules import facts as f
from bot.rules.words import Answer, State
from bot.sweep import sweep
from bot.timetable import Timetable
from bot.web.app import make_app
from db import models
from db.engine import Database
from db.migrate import upgrade
from tests.bot.mails import CLERK, TRUSTED, away, calendar, human, report, vouched
from tests.bot.mailserver import Server, imap_server
from tests.bot.test_mail_courier import REST, SETTINGS, Deaf, PostOffice, opened as smtp_server
from tests.bot.test_post import Room
from tests.desk import HOST, MAIL, Desk
from tests.thorough import examples

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:pymap.*")
DAY = timedelta(days=1)
READING = replace(MAIL, reads_post=True)


@dataclass
class Office:
    """The clerk between two mail servers. `restart` forgets everything that is not in the database."""

    desk: Desk
    smtp: PostOffice
    imap: Server

    def __post_init__(self) -> None:
        self.restart()

    def restart(self) -> None:
        box = replace(self.imap.settings, authserv_id=TRUSTED)
        mail = MailCourier(self.desk.clerk, replace(SETTINGS, smtp_port=self.smtp.port))
        couriers: dict[str, Courier] = {"mail": mail, "hosts": Deaf(), "log": Deaf(), **REST}
        self.timetable = Timetable(self.desk.clerk, couriers, collect=Inbox(self.desk.clerk, box).collect)

    async def turn(self) -> None:
        self.desk.clock.move_by(EVERY)
        await self.timetable.turn()

    def letter_to(self, address: str) -> EmailMessage:
        """The first letter that this address was sent."""
        sent = [
            message_from_bytes(bytes(one.original_content or b""), policy=policy.default) for one in self.smtp.taken
        ]
        found = next(one for one in sent if one["To"].addresses[0].addr_spec == address)
        assert isinstance(found, EmailMessage)
        return found

    def envelope_from(self, address: str) -> str:
        return next(one.mail_from or "" for one in self.smtp.taken if one.rcpt_tos == [address])

    async def waiting(self) -> list[models.Piece]:
        async with self.desk.clerk.database.reading() as db:
            return list(await db.scalars(select(models.Piece).where(models.Piece.state == "waiting")))


@asynccontextmanager
async def opened(database: Database) -> AsyncIterator[Office]:
    desk = await Desk.opened(database, ways=READING)
    async with smtp_server(PostOffice()) as smtp, imap_server() as imap:
        yield Office(desk, smtp, imap)


def their_uid(letter: EmailMessage) -> str:
    part = next(part for part in letter.walk() if part.get_content_type() == "text/calendar")
    payload = part.get_payload(decode=True)
    assert isinstance(payload, bytes)
    return str(icalendar.Calendar.from_ical(payload).walk("VEVENT")[0]["UID"])


async def answers_on_their_page(office: Office, letter: EmailMessage, **fields: str) -> None:
    """They follow the link in the letter, over the web."""
    body = letter.get_body(("plain",))
    assert body
    path = urlsplit(next(word for word in body.get_content().split() if "/r/" in word)).path
    async with TestClient(TestServer(make_app(office.desk.clerk))) as site:
        assert (await site.get(path)).status == 200
        async with site.post(path, data={"form": "answer", **fields}, allow_redirects=False) as given:
            assert given.status == 303


async def played(database: Database, *, restarts: bool) -> list[list[str]]:
    """Five officials are written to. One presses Accept, one writes that they cannot come, one follows the link, one is
    away, and one letter comes back. What the record holds of each."""
    async with opened(database) as office:
        desk = office.desk
        body, session = await desk.body(), await desk.session()
        invited = [await desk.invited(session, await desk.official(body, role)) for role in ("A", "B", "C", "D", "E")]
        async with database.reading() as db:
            officials = list(await db.scalars(select(models.Official).order_by(models.Official.id)))
        accepts, declines, follows, is_away, unknown = (official.email or "" for official in officials)

        async def turn() -> None:
            if restarts:
                office.restart()
            await office.turn()

        await turn()
        assert len(office.smtp.taken) == 5
        letters = {address: office.letter_to(address) for address in (accepts, declines, follows, is_away, unknown)}
        came = desk.clock.now() + timedelta(minutes=1)
        answer = str(letters[accepts]["Reply-To"].addresses[0].addr_spec)
        uid = their_uid(letters[accepts])
        accept = calendar(vouched(), uid=uid, attendee=accepts, frm=accepts, to=answer, stamp=came)
        await office.imap.arrives(accept, at=came)
        if restarts:
            await turn()
        thread = f"In-Reply-To: {letters[declines]['Message-ID']}"
        no = human(thread, frm=declines, text="I am afraid that I am not able to attend.", number=12, written=came)
        await office.imap.arrives(no, at=came)
        await office.imap.arrives(
            away(frm=is_away, to=str(letters[is_away]["Reply-To"].addresses[0].addr_spec)), at=came
        )
        await office.imap.arrives(report(to=office.envelope_from(unknown), official=unknown), at=came)
        await answers_on_their_page(office, letters[follows], answer="deputy", deputy="Head of Carers’ Services")
        await turn()
        (piece,) = await office.waiting()
        assert piece.invitation_id == invited[1]
        async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
            await tray.settle(tx, desk.clerk.ways, piece.id, Meaning.CANNOT_COME, invited[1])
        await turn()
        assert [(await desk.standing(one)).state for one in invited] == [
            State.REPLIED,
            State.REPLIED,
            State.REPLIED,
            State.WAITING,
            State.BOUNCED,
        ]
        receipts = [one for one in office.smtp.taken if one.rcpt_tos[0] in (accepts, declines, follows)]
        assert len(receipts) == 6, "each got a letter and a receipt"
        return [
            [fact.kind for fact in await desk.history(one) if isinstance(fact, f.InvitationFact)] for one in invited
        ]


@pytest.mark.on_both
async def test_officials_answer_in_their_own_ways_and_a_restart_changes_nothing(
    database: Database, tmp_path: Path
) -> None:
    told = await played(database, restarts=False)
    assert told == [
        ["invited", "sent", "responded"],
        ["invited", "sent", "responded"],
        ["invited", "sent", "responded"],
        ["invited", "sent", "auto_replied"],
        ["invited", "sent", "bounced"],
    ]
    other = Database.at(f"sqlite+aiosqlite:///{tmp_path}/other.db")
    await upgrade(other)
    try:
        assert await played(other, restarts=True) == told
    finally:
        await other.dispose()


# ------------------------------------------------------------------------------------------------ silence


async def pass_days(office: Office, days: int, *, read: bool) -> None:
    """So many days, a turn every third morning; with `read` false the mailbox is out of reach."""
    desk = office.desk
    inbox = Inbox(desk.clerk, replace(office.imap.settings, authserv_id=TRUSTED, port=office.imap.port if read else 1))
    for _ in range(0, days, 3):
        desk.clock.move_by(3 * DAY)
        await inbox.read()
        await sweep(desk.clerk)
        await desk.post()


@pytest.mark.only_on("sqlite")
async def test_no_silence_while_the_mailbox_cannot_be_read(database: Database) -> None:
    async with opened(database) as office:
        desk = office.desk
        invitation = await desk.invited(await desk.session(days=90), await desk.official(await desk.body()))
        await desk.sent(invitation)
        await pass_days(office, 60, read=False)
        assert (await desk.standing(invitation)).no_reply_on is None
        await pass_days(office, 3, read=True)
        assert (await desk.standing(invitation)).no_reply_on is not None


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize("raw", [human(frm="pa@body.example"), report()], ids=["a colleague", "a bounce of nobody's"])
async def test_no_silence_while_a_message_waits_that_could_be_theirs(database: Database, raw: bytes) -> None:
    async with opened(database) as office:
        desk = office.desk
        invitation = await desk.invited(await desk.session(days=90), await desk.official(await desk.body()))
        await desk.sent(invitation)
        await office.imap.arrives(raw, at=desk.clock.now())
        await pass_days(office, 60, read=True)
        assert (await desk.standing(invitation)).no_reply_on is None
        (piece,) = await office.waiting()
        async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
            await tray.put_aside(tx, piece.id)
        await pass_days(office, 3, read=True)
        assert (await desk.standing(invitation)).no_reply_on is not None


Mail = Callable[[Room, datetime], bytes]


def _reply(partstat: str) -> Mail:
    return lambda room, at: room.accepted(partstat=partstat, stamp=at, number=_number(at))


def _number(at: datetime) -> int:
    return int(at.timestamp())


MAILS: dict[str, Mail] = {
    "accepts": _reply("ACCEPTED"),
    "declines": _reply("DECLINED"),
    "tentative": _reply("TENTATIVE"),
    "forged": lambda room, at: room.accepted("X-No: word", stamp=at, number=_number(at)),
    "human": lambda room, at: human(frm=room.address, to=room.to, number=_number(at), text=f"Hello at {at}"),
    "stranger": lambda room, at: human(frm="pa@body.example", number=_number(at), text=f"For the chair, {at}"),
    "away": lambda room, at: away(to=room.to, number=_number(at)),
    "bounce": lambda room, at: report(to=room.to, number=_number(at)),
    "delayed": lambda room, at: report(to=room.to, action="delayed", status="4.4.1", number=_number(at)),
}
STEPS = st.lists(
    st.tuples(st.sampled_from(sorted(MAILS)), st.integers(0, 9), st.booleans()),
    min_size=1,
    max_size=7,
    unique_by=lambda step: step[1],
)


@pytest.mark.only_on("sqlite")
@settings(max_examples=examples(15), deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=STEPS, order=st.randoms(use_true_random=False))
def test_in_any_order_and_however_often_the_newest_answer_stands_and_nothing_is_doubled(
    steps: list[tuple[str, int, bool]], order: Random, sqlite_anew: Callable[[], Database]
) -> None:
    """Each step is a kind of mail, the hour in which it was written, and whether it comes twice."""
    coming = [(name, hour) for name, hour, twice in steps for _ in range(1 + twice)]
    order.shuffle(coming)
    asyncio.run(_in_this_order(sqlite_anew(), coming))


async def _in_this_order(database: Database, coming: list[tuple[str, int]]) -> None:
    try:
        room = await Room.opened(database)
        written = room.desk.clock.now() - timedelta(hours=12)
        for name, hour in coming:
            await room.take(MAILS[name](room, written + timedelta(hours=hour)))
            room.desk.clock.move_by(timedelta(minutes=1))
        pieces, history = await room.pieces(), await room.desk.history(room.invitation)
        assert len(pieces) == len(set(coming)), "each mail is one piece"
        answers = {hour: name for name, hour in coming if name in ("accepts", "declines")}
        now = await room.desk.standing(room.invitation)
        said = {"accepts": Answer.ATTENDING, "declines": Answer.CANNOT_COME}
        assert now.answer == (said[answers[max(answers)]] if answers else None)
        entries = [piece.entry for piece in pieces if piece.entry]
        assert len(entries) == len(set(entries)), "an entry has one mail behind it"
        assert all(piece.state == "waiting" for piece in pieces if piece.verdict in ("human-reply", "imip-tentative"))
        assert sum(isinstance(fact, f.AutoReplied) for fact in history) <= 1 + sum(
            isinstance(fact, f.Bounced) for fact in history
        )
        await room.desk.days_pass(45)
        silent = (await room.desk.standing(room.invitation)).no_reply_on is not None
        wrote = {name for name, _ in coming} & {"accepts", "declines", "tentative", "forged", "human", "stranger"}
        assert not (silent and wrote), "somebody wrote, so nothing is silent"
        assert silent or {name for name, _ in coming} != {"away"}, "an automatic reply is none"
    finally:
        await database.dispose()


REAL = Path(__file__).parents[3] / "shared" / "data" / "mail"
BY_PEOPLE = ("human", "imip", "holding", "acknowledgement", "complaint", "challenge")


@pytest.mark.only_on("sqlite")
@pytest.mark.skipif(not REAL.is_dir(), reason="the real mails are not beside this repository")
async def test_of_the_real_mails_no_answer_is_taken_for_more_than_it_is(database: Database) -> None:
    """Each as if it had come to an invitation's own address, and no server vouched for it."""
    listed = json.loads((REAL / "MANIFEST.json").read_text(encoding="utf-8"))["entries"]
    found = [one for one in listed if one["kind"] == "message" and one["class"].startswith(BY_PEOPLE)]
    assert found
    room = await Room.opened(database)
    for one in found:
        piece = await room.take(f"Delivered-To: {room.to}\r\n".encode() + (REAL / one["file"]).read_bytes())
        assert (piece.state, piece.entry, piece.invitation_id) == ("waiting", None, room.invitation), one["file"]
    assert await room.kinds() == ["invited", "sent"]


def test_the_mails_of_the_tests_are_to_this_clerk() -> None:
    assert MAIL.mail == CLERK
