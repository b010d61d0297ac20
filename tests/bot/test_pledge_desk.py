"""Letters about a pledge, and its private page: by link, by mail, by time, and once."""

import re
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import func, select

from bot import desk_keys, pledge_letters, pledges
from bot.check import record
from bot.couriers.departure import departure
from bot.export import export_forum
from bot.mail.codes import plus
from bot.pledges import Promise, Word
from bot.post import take, tray
from bot.post.pledged import confirm
from bot.public.pledges import pledge_sheet
from bot.rules import facts as f
from bot.rules.errors import Refused
from bot.rules.pledge_standing import PledgeStanding
from bot.rules.verify import verify
from bot.rules.words import PledgeOutcome, Purpose, Reason, Via
from bot.sweep import sweep
from bot.web.app import make_app
from db import models
from db.engine import Database
from tests.desk import HOST, MAIL, Desk

Client = TestClient[web.Request, web.Application]
DUE = date(2026, 10, 30)
"""A Friday: ten working days before it is the 16th, five after it is 6 November."""
WORDS = "We will answer every carer within ten days."


@dataclass
class Promised:
    desk: Desk
    site: Client
    token: str

    async def stands(self) -> PledgeStanding:
        async with self.desk.clerk.record.reading(self.desk.forum) as view:
            return await view.pledge(1)

    async def kinds(self) -> list[str]:
        async with self.desk.clerk.record.reading(self.desk.forum) as view:
            return [entry.fact.kind for entry in await view.pledge_history(1)]

    async def all_of(self, model: type[Any]) -> list[Any]:
        async with self.desk.clerk.database.reading() as db:
            return list((await db.execute(select(model).order_by(*model.__table__.primary_key))).scalars())

    async def reads(self) -> str:
        async with self.site.get(f"/r/{self.token}") as answer:
            assert answer.status == 200
            return await answer.text()

    async def sends(self, form: str, **fields: str) -> str:
        """The page that follows."""
        data: Mapping[str, str] = {"form": form, **fields}
        async with self.site.post(f"/r/{self.token}", data=data) as answer:
            return await answer.text()

    async def until(self, day: date) -> None:
        await self.desk.days_pass((datetime(day.year, day.month, day.day, 12, tzinfo=UTC) - self.desk.clock.now()).days)

    async def mails(self, text: str, code: str, *, subject: str = "Re: your letter", more: str = "") -> models.Piece:
        to = plus(MAIL.mail or "", code)
        raw = f"From: o@body.example\r\nTo: {to}\r\nSubject: {subject}\r\n{more}\r\n{text}\r\n".encode()
        number = await take(self.desk.clerk, raw, came_at=self.desk.clock.now())
        async with self.desk.clerk.database.reading() as db:
            return await db.get_one(models.Piece, number)


@pytest.fixture
async def promised(database: Database) -> AsyncIterator[Promised]:
    desk = await Desk.opened(database)
    chair = await desk.official(await desk.body(), "Chair")
    async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
        await pledges.add(tx, desk.clerk.ways, Promise(chair, WORDS, DUE))
    await desk.post()
    async with desk.clerk.record.transaction(desk.forum) as tx:
        token = desk_keys.mint(tx, None, 1)
    async with TestClient(TestServer(make_app(desk.clerk))) as site:
        yield Promised(desk, site, token)


async def test_they_are_reminded_before_the_day_and_asked_after_it_and_an_outage_doubles_nothing(
    promised: Promised,
) -> None:
    await promised.until(date(2026, 10, 12))
    promised.desk.clock.move_by(timedelta(days=6))  # a week without the clerk, over the day of the reminder
    for _ in range(2):
        await sweep(promised.desk.clerk)
    await promised.until(date(2026, 12, 1))
    history = {kind: (await promised.kinds()).count(kind) for kind in await promised.kinds()}
    assert history == {"pledge_made": 1, "pledge_asked": 1, "pledge_reminded": 2}
    letters = [(one.purpose, one.state) for one in await promised.all_of(models.Letter)]
    assert letters == [("pledge", "sent"), ("pledge_before", "sent"), ("pledge_after", "sent")]
    async with promised.desk.clerk.record.reading(promised.desk.forum) as view:
        sheet = await pledge_sheet(view, 1)
        reminded = [e.fact.at.date() for e in await view.pledge_history(1) if isinstance(e.fact, f.PledgeReminded)]
    assert reminded == [date(2026, 10, 19), date(2026, 11, 6)]
    assert (sheet.standing, sheet.confirmation) == (
        "Open: no update recorded yet.",
        "Recorded by the forum, not yet confirmed by them.",
    )


async def test_reading_the_page_records_nothing_and_confirming_twice_records_once(promised: Promised) -> None:
    before = await _written(promised.desk)
    page = await promised.reads()
    assert WORDS in page
    assert "not yet confirmed by them" in page
    assert await _written(promised.desk) == before
    assert "The pledge is confirmed" in await promised.sends("confirm")
    assert "already on the record" in await promised.sends("confirm")
    assert (await promised.kinds())[2:] == ["pledge_confirmed"]
    assert [one.purpose for one in await promised.all_of(models.Letter)] == ["pledge", "pledge_receipt"]


@pytest.mark.only_on("sqlite")
async def test_their_own_words_and_day_take_the_place_of_ours(promised: Promised) -> None:
    assert "There are no words" in await promised.sends("amend", promise="", due="30 October 2026")
    assert "in the past" in await promised.sends("amend", promise="We will try.", due="1 Aug 2026")
    assert "e-mail addresses are never shown" in await promised.sends("amend", promise="a@b.example", due="30 Nov")
    assert "Your words take the place of ours" in await promised.sends(
        "amend", promise="Within <b>15</b> days.", due="30 Nov 2026"
    )
    now = await promised.stands()
    assert (now.due, now.confirmed, now.round) == (date(2026, 11, 30), True, 2)
    page = await promised.reads()
    assert "Within &lt;b&gt;15&lt;/b&gt; days." in page
    assert "Is that right?" not in page


@pytest.mark.only_on("sqlite")
async def test_what_became_of_it_is_said_on_the_page_and_stands_beside_what_the_forum_recorded(
    promised: Promised,
) -> None:
    assert "Please choose what is true now" in await promised.sends("became", text="x")
    assert "Please say it in a few words" in await promised.sends("became", state="not_done", text="")
    assert "That is on the record" in await promised.sends("became", state="done", text="")
    async with promised.desk.clerk.record.transaction(promised.desk.forum, by=HOST) as tx:
        await pledges.say(tx, 1, Word(PledgeOutcome.PARTLY, "only in Westmere"), Via.HOST)
    assert "statement is on the record" in await promised.sends("statement", statement="All twelve teams do.")
    assert "Your dispute is on the record" in await promised.sends(
        "dispute", entry=str(await _last(promised, "pledge_closed")), grounds="It is done."
    )
    async with promised.site.get("/northshire/pledges") as answer:
        page = re.sub(r"<[^>]+>|\s+", " ", await answer.text())
    for said in (
        "The Chair of NHS Northshire ICB says: done.",
        "The forum recorded: done in part.",
        "All twelve teams do.",
        "Disputed.",
    ):
        assert said in re.sub(r" +", " ", page)
    pieces = await promised.all_of(models.Piece)
    assert [(one.pledge_id, one.invitation_id, one.verdict) for one in pieces] == [(1, None, "desk-dispute")]


async def test_mail_about_a_pledge_finds_it_and_never_an_invitation(promised: Promised) -> None:
    desk = promised.desk
    invitation = await desk.invited(await desk.session(), 1)
    await desk.post()
    (pledge,), (asked,) = await promised.all_of(models.Pledge), await promised.all_of(models.Invitation)
    assert pledge.code != asked.code
    piece = await promised.mails("Yes, that is right. Kind regards, the Chair", pledge.code)
    assert (piece.pledge_id, piece.invitation_id, piece.state) == (1, None, "waiting")
    async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
        with pytest.raises(Refused, match="belongs to a pledge"):
            await tray.bind(tx, piece.id, invitation)
    # While their words wait, nothing that time brings about is sent.
    await promised.until(date(2026, 10, 20))
    assert "pledge_reminded" not in await promised.kinds()
    async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
        await confirm(tx, piece.id)
    await promised.until(date(2026, 10, 26))
    assert (await promised.kinds())[2:] == ["pledge_confirmed", "pledge_reminded"]
    assert [fact.kind for fact in await desk.history(invitation) if isinstance(fact, f.Responded | f.Bounced)] == []


@pytest.mark.only_on("sqlite")
async def test_what_cannot_stay_in_public_is_taken_out_with_its_texts_and_the_record_verifies(
    promised: Promised, tmp_path: Any
) -> None:
    await promised.sends("became", state="in_hand", text="Mrs Example is seeing to it.")
    async with promised.desk.clerk.record.transaction(promised.desk.forum, by=HOST) as tx:
        await pledges.take_back(tx, 1, Reason.PERSONAL_DATA)
    export = await export_forum(promised.desk.clerk, promised.desk.forum, tmp_path)
    assert verify(export).erased == 2
    assert not [file for file in export.rglob("*") if file.is_file() and b"Mrs Example" in file.read_bytes()]


@pytest.mark.only_on("sqlite")
async def test_a_letter_that_came_back_counts_against_nobody_and_is_sent_anew(promised: Promised) -> None:
    (pledge,) = await promised.all_of(models.Pledge)
    bounce = (
        "MIME-Version: 1.0\r\nAuto-Submitted: auto-replied\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n'
    )
    body = (
        "--b\r\nContent-Type: text/plain\r\n\r\nNo such user.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n"
        "Reporting-MTA: dns; mx.body.example\r\n\r\nFinal-Recipient: rfc822; o@body.example\r\nAction: failed\r\n"
        "Status: 5.1.1\r\n\r\n--b--"
    )
    piece = await promised.mails(body, pledge.code, subject="Undeliverable", more=bounce)
    assert (piece.state, piece.pledge_id) == ("recorded", 1)
    assert (await promised.stands()).not_reached
    async with promised.desk.clerk.record.transaction(promised.desk.forum, by=HOST) as tx:
        await pledges.ask_again(tx, promised.desk.clerk.ways, 1)
    await promised.desk.post()
    assert not (await promised.stands()).not_reached
    assert (await promised.kinds())[2:] == ["pledge_not_reached", "pledge_asked"]


@pytest.mark.only_on("sqlite")
async def test_letters_about_a_pledge_are_a_thread_of_their_own_with_a_code_of_its_own(promised: Promised) -> None:
    desk = promised.desk
    await desk.invited(await desk.session(), 1)
    await desk.post()
    async with desk.clerk.record.transaction(desk.forum) as tx:
        await pledge_letters.write(tx, desk.clerk.ways, 1, Purpose.PLEDGE_RECEIPT, answer="x", sentence="y")
    first, invitation, last = await promised.all_of(models.Letter)
    async with desk.clerk.record.transaction(desk.forum) as tx:
        leaves = await departure(tx, desk.clerk.ways, last, "The forum", MAIL.mail or "")
    message = leaves.message()
    (pledge,) = await promised.all_of(models.Pledge)
    assert pledge.code in str(message["Reply-To"])
    assert message["In-Reply-To"] == message["References"] == first.message_id
    assert leaves.event is None
    assert invitation.message_id not in str(message)
    async with promised.site.get((leaves.desk or "").replace(MAIL.site or "", "")) as answer:
        assert "Your pledge to carers" in await answer.text()


async def test_a_record_with_pledges_is_whole_and_its_export_verifies(promised: Promised, tmp_path: Any) -> None:
    await promised.sends("became", state="partly", text="eleven of twelve teams")
    export = await export_forum(promised.desk.clerk, promised.desk.forum, tmp_path)
    assert verify(export).figures
    table = (export / "pledges.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(table) == 2
    assert ",partly,,2026-09-01,no,eleven of twelve teams,partly,,," in table[1]
    found = [one async for one in record.look(promised.desk.clerk)]
    assert [one.todo for one in found] == [""]
    assert "1 pledge" in found[0].words


async def _last(promised: Promised, kind: str) -> int:
    async with promised.desk.clerk.record.reading(promised.desk.forum) as view:
        return [entry.seq for entry in await view.pledge_history(1) if entry.fact.kind == kind][-1]


async def _written(desk: Desk) -> list[int]:
    kinds: tuple[Any, ...] = (models.Entry, models.Enclosure, models.Piece, models.Letter, models.Outbox)
    async with desk.clerk.database.reading() as db:
        return [await db.scalar(select(func.count()).select_from(kind)) or 0 for kind in kinds]
