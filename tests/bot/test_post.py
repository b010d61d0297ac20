"""What a mail becomes: kept, matched, recorded where it is certain, and otherwise left for a person."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot import letters, post as postroom
from bot.forgetting import forget_papers
from bot.mail.codes import plus, uid
from bot.mail.parse.parsed import Verdict
from bot.post import reading, tray
from bot.post.meaning import Meaning
from bot.rules import facts as f, session as rules
from bot.rules.errors import Refused
from bot.rules.words import Answer, Purpose, State, Via
from db import models, papers, post
from db.engine import Database
from tests.bot.mails import CLERK, DOMAIN, TRUSTED, WRITTEN, away, calendar, human, report, vouched
from tests.desk import HOST, Desk, furnished

DAY = timedelta(days=1)


async def asked(desk: Desk) -> tuple[int, str, str, int]:
    """The invitation, where it went, its reply code, and the body."""
    body = await desk.body()
    session = await desk.session()
    invitation = await desk.invited(session, await desk.official(body))
    await desk.sent(invitation)
    desk.clock.move_by(2 * DAY)
    async with desk.clerk.database.reading() as db:
        row = await db.get_one(models.Invitation, invitation)
        official = await db.get_one(models.Official, row.official_id)
    return invitation, official.email or "", row.code, body


@dataclass
class Room:
    """A forum with one official, who was sent an invitation two days ago."""

    desk: Desk
    invitation: int
    address: str
    code: str
    body: int

    @classmethod
    async def opened(cls, database: Database) -> "Room":
        desk = await Desk.opened(database)
        return cls(desk, *await furnished(desk, asked))

    @property
    def to(self) -> str:
        return plus(CLERK, self.code)

    @property
    def uid(self) -> str:
        return uid(self.code, DOMAIN)

    async def take(self, raw: bytes, **more: Any) -> models.Piece:
        how: dict[str, Any] = {"came_at": self.desk.clock.now(), "authserv_id": TRUSTED} | more
        return await self.piece(await postroom.take(self.desk.clerk, raw, **how))

    async def piece(self, number: int) -> models.Piece:
        async with self.desk.clerk.database.reading() as db:
            return await db.get_one(models.Piece, number)

    async def pieces(self) -> list[models.Piece]:
        async with self.desk.clerk.database.reading() as db:
            return list(await db.scalars(select(models.Piece).order_by(models.Piece.id)))

    async def kinds(self) -> list[str]:
        return [fact.kind for fact in await self.desk.history(self.invitation) if isinstance(fact, f.InvitationFact)]

    async def last(self) -> f.Fact:
        return (await self.desk.history(self.invitation))[-1]

    async def told(self) -> list[str]:
        """The keys of what the hosts are told of post."""
        async with self.desk.clerk.database.reading() as db:
            rows = select(models.Outbox.key).where(models.Outbox.action.in_(("tell_post", "tell_bounce")))
            return list(await db.scalars(rows.order_by(models.Outbox.id)))

    async def letters(self) -> list[models.Letter]:
        async with self.desk.clerk.database.reading() as db:
            return list(await papers.letters(db, self.invitation))

    def accepted(self, *headers: str, **more: Any) -> bytes:
        more = {"uid": self.uid, "attendee": self.address, "frm": self.address, "to": self.to} | more
        return calendar(*(headers or (vouched(),)), **more)


@pytest.fixture
async def room(database: Database) -> Room:
    return await Room.opened(database)


# ------------------------------------------------------------------------------------------------ certain


CALENDAR = [
    pytest.param({"partstat": "ACCEPTED"}, Answer.ATTENDING, id="accepted"),
    pytest.param({"partstat": "DECLINED"}, Answer.CANNOT_COME, id="declined"),
    pytest.param(
        {"partstat": "DELEGATED", "more": "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:deputy@body.example"},
        Answer.DEPUTY,
        id="handed on is a deputy",
    ),
    pytest.param({"partstat": "TENTATIVE", "method": "COUNTER"}, Answer.OTHER_DATE, id="another time"),
]


@pytest.mark.parametrize(("how", "answer"), CALENDAR)
async def test_a_calendar_answer_that_is_vouched_for_is_an_answer(
    room: Room, how: dict[str, str], answer: Answer
) -> None:
    piece = await room.take(room.accepted(**how))
    fact = await room.last()
    assert isinstance(fact, f.Responded)
    assert (fact.answer, fact.by, fact.via, fact.on) == (answer, f.OFFICIAL, Via.CALENDAR, date(2026, 9, 3))
    assert piece.state == "recorded"
    assert piece.entry is not None
    assert (await room.letters())[-1].purpose == "receipt"
    assert await room.told() == []


NOT_BELIEVED = [
    pytest.param([], {}, id="no word of any server"),
    pytest.param([vouched(by="mx.elsewhere.example")], {}, id="the word of another server"),
    pytest.param([vouched(by="mx.elsewhere.example"), vouched()], {}, id="ours below another's: it came with the mail"),
    pytest.param([vouched(result="fail")], {}, id="our server says no"),
    pytest.param([vouched("evil.example")], {}, id="it vouches for another domain"),
    pytest.param([vouched("evil.example")], {"frm": "chair@evil.example"}, id="from another domain"),
    pytest.param(
        [vouched("evil.example")],
        {"frm": "chair@body.example.evil.example"},
        id="a domain that begins like theirs",
    ),
    pytest.param([vouched("evil.example"), "Reply-To: {address}"], {"frm": "x@evil.example"}, id="theirs to reply to"),
    pytest.param([vouched()], {"frm": "other@body.example", "attendee": "other@body.example"}, id="a colleague"),
    pytest.param([vouched()], {"uid": "aaaaaaaaaaaaaaaaaaaaaaaaaa@northshire-carers.example"}, id="another event"),
    pytest.param([vouched()], {"uid": "their-own@body.example"}, id="an event of their own"),
    pytest.param([vouched()], {"partstat": "TENTATIVE"}, id="tentative is no answer"),
    pytest.param([vouched()], {"partstat": "NEEDS-ACTION"}, id="not answered yet"),
    pytest.param([vouched()], {"method": "REQUEST"}, id="an invitation of theirs"),
    pytest.param([vouched()], {"more": "RECURRENCE-ID:20261012T180000Z"}, id="one of a series"),
    pytest.param([vouched("google.com")], {}, id="what Google signs and its calendar did not send"),
]


@pytest.mark.parametrize(("headers", "how"), NOT_BELIEVED)
async def test_nothing_public_follows_from_what_is_not_certain(
    room: Room, headers: list[str], how: dict[str, str]
) -> None:
    headers = [one.format(address=room.address) for one in headers] or ["X-Nothing: there"]
    before = await room.kinds()
    piece = await room.take(room.accepted(*headers, **how))
    assert await room.kinds() == before
    assert (piece.state, piece.entry) == ("waiting", None)
    assert await room.told() == [f"piece:{piece.id}"]


async def test_without_a_name_to_trust_every_calendar_answer_is_for_a_host(room: Room) -> None:
    piece = await room.take(room.accepted(), authserv_id=None)
    assert piece.state == "waiting"
    assert "not recorded by itself" in piece.signs


async def test_google_answers_for_whoever_uses_its_calendar(room: Room) -> None:
    google = "Sender: Google Calendar <calendar-notification@google.com>"
    raw = room.accepted(vouched("google.com"), google, "Auto-Submitted: auto-generated")
    assert (await room.take(raw)).state == "recorded"
    assert (await room.desk.standing(room.invitation)).answer is Answer.ATTENDING


@pytest.mark.parametrize("sequence", [None, 0])
async def test_an_answer_to_the_date_before_is_not_one_to_the_new_date(room: Room, sequence: int | None) -> None:
    desk = room.desk
    async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
        now = await tx.session(1)
        later = now.starts + 7 * DAY
        tx.record(rules.move(now, later, **tx.mark(Via.HOST)))
    assert (await room.take(room.accepted(sequence=sequence))).state == "waiting"
    assert (await room.take(room.accepted(sequence=1, number=9))).state == "recorded"


async def test_the_newest_calendar_answer_stands_in_whichever_order_they_come(room: Room) -> None:
    second = room.accepted(partstat="DECLINED", stamp=WRITTEN + timedelta(minutes=5), number=5)
    first = room.accepted(stamp=WRITTEN, number=6)
    await room.take(second)
    assert (await room.take(first)).entry is None
    assert (await room.desk.standing(room.invitation)).answer is Answer.CANNOT_COME


async def test_an_answer_given_before_another_was_noted_is_for_a_host(room: Room) -> None:
    await room.desk.answered(room.invitation, Answer.CANNOT_COME)
    assert (await room.take(room.accepted(stamp=WRITTEN - DAY))).state == "waiting"


async def test_a_bounce_says_that_our_letter_did_not_arrive(room: Room) -> None:
    piece = await room.take(report(to=room.to))
    fact = await room.last()
    assert isinstance(fact, f.Bounced)
    assert (fact.by, fact.via, piece.state) == (f.CLERK, Via.MAIL, "recorded")
    assert len(await room.told()) == 1
    await room.take(report(to=room.to, number=99))
    assert (await room.kinds()).count("bounced") == 1


async def test_a_bounce_finds_its_invitation_by_the_letter_that_it_returns(room: Room) -> None:
    (letter,) = await room.letters()
    assert (await room.take(report(original=letter.message_id))).invitation_id == room.invitation
    assert (await room.desk.standing(room.invitation)).state is State.BOUNCED


async def test_a_bounce_of_an_earlier_sending_says_nothing_of_the_address_of_today(room: Room) -> None:
    (letter,) = await room.letters()
    async with room.desk.clerk.record.transaction(room.desk.forum, by=HOST) as tx:
        again = await letters.write(tx, room.desk.clerk.ways, room.invitation, Purpose.INVITATION)
        await letters.left(tx, room.desk.clerk.ways, again.id, Via.MAIL)
    assert (await room.take(report(original=letter.message_id))).entry is None
    assert "bounced" not in await room.kinds()


async def test_a_bounce_after_an_answer_is_for_the_hosts_and_not_for_the_record(room: Room) -> None:
    await room.desk.answered(room.invitation)
    piece = await room.take(report(to=room.to))
    assert await room.told() == [f"piece:{piece.id}:refused"]
    assert "bounced" not in await room.kinds()


QUIET = [
    pytest.param({"action": "delayed", "status": "4.4.1"}, Verdict.DELAYED, id="delayed"),
    pytest.param({"action": "delivered", "status": "2.0.0"}, Verdict.DELIVERED, id="delivered"),
]


@pytest.mark.parametrize(("how", "verdict"), QUIET)
async def test_a_delay_and_a_delivery_are_kept_and_change_nothing(
    room: Room, how: dict[str, Any], verdict: Verdict
) -> None:
    before = await room.kinds()
    piece = await room.take(report(to=room.to, **how))
    assert (piece.verdict, piece.state, piece.entry) == (verdict, "recorded", None)
    assert await room.kinds() == before
    assert await room.told() == []
    async with room.desk.clerk.database.reading() as db:
        delayed = await post.delayed_at(db, room.invitation, room.desk.clock.now() - DAY)
        assert await post.delayed_at(db, room.invitation, room.desk.clock.now()) is None
    assert (delayed is not None) == (verdict is Verdict.DELAYED)


async def test_an_automatic_reply_proves_that_the_address_lives_once_a_round(room: Room) -> None:
    assert (await room.take(away(to=room.to))).entry is not None
    assert (await room.take(away(to=room.to, number=22))).entry is None
    assert await room.kinds() == ["invited", "sent", "auto_replied"]
    await room.desk.bounced(room.invitation)
    assert (await room.take(away(to=room.to, number=23))).entry is not None
    assert (await room.desk.standing(room.invitation)).state is not State.BOUNCED
    assert await room.told() == ["invitation:1:bounce:9"]


async def test_an_absence_past_the_date_is_shown_and_one_press_moves_the_date(room: Room) -> None:
    words = "I am out of the office until 12 October 2026. Please contact deputy@body.example in my absence."
    piece = await room.take(away(to=room.to, text=words))
    assert piece.state == "recorded"
    assert await room.told() == [f"piece:{piece.id}"]
    async with room.desk.clerk.database.reading() as db:
        assert await post.waiting_for(db, room.desk.forum, room.invitation, ["body.example"]) == []
    async with room.desk.clerk.record.transaction(room.desk.forum, by=HOST) as tx:
        back = date(2026, 10, 12)
        await tray.settle(tx, room.desk.clerk.ways, piece.id, Meaning.MORE_TIME, room.invitation, until=back)
    assert (await room.desk.standing(room.invitation)).more_time_until == back


async def test_nobody_is_said_not_to_have_replied_while_they_are_known_to_be_away(room: Room) -> None:
    """Else it would have come on 30 September. Five full days after Friday the 25th end on 2 October."""
    piece = await room.take(away(to=room.to, text="I am out of the office until 25 September 2026."))
    await room.desk.days_pass(28)
    assert (await room.kinds())[2:] == ["auto_replied", "reminded", "reminded", "notice_given"]
    await room.desk.days_pass(5)
    published = await room.last()
    assert isinstance(published, f.NoReplyRecorded)
    assert published.on == date(2026, 10, 5)
    assert piece.state == "recorded"


async def test_a_host_who_has_looked_at_an_absence_lets_the_clock_go_on(room: Room) -> None:
    piece = await room.take(away(to=room.to, text="I am out of the office until 25 September 2026."))
    await room.desk.days_pass(28)
    async with room.desk.clerk.record.transaction(room.desk.forum, by=HOST) as tx:
        await tray.put_aside(tx, piece.id)
    await room.desk.days_pass(1)
    assert isinstance(await room.last(), f.NoReplyRecorded)


async def test_a_copy_of_our_own_letter_is_nobodys_answer(room: Room) -> None:
    (letter,) = await room.letters()
    raw = human(frm=room.to, to=room.address).replace(b"<m1@mail.body.example>", letter.message_id.encode())
    assert (await room.take(raw)).state == "recorded"
    forged = human(frm=room.address, to=room.to).replace(b"<m1@mail.body.example>", letter.message_id.encode())
    assert (await room.take(forged)).state == "waiting"
    assert await room.kinds() == ["invited", "sent"]


# ------------------------------------------------------------------------------------------------ for a person


async def test_what_a_person_wrote_waits_for_a_person(room: Room) -> None:
    before = await room.kinds()
    piece = await room.take(human(vouched(), frm=room.address, to=room.to))
    assert (piece.state, piece.invitation_id, piece.perhaps_id) == ("waiting", room.invitation, None)
    assert await room.kinds() == before
    assert await room.told() == [f"piece:{piece.id}"]
    assert "where we wrote to" not in piece.signs


async def test_a_sender_elsewhere_is_pointed_out_to_the_hosts(room: Room) -> None:
    piece = await room.take(human(frm="pat@elsewhere.example", to=room.to))
    assert (piece.state, piece.invitation_id) == ("waiting", room.invitation)
    assert "it was not sent from where we wrote to" in piece.signs


async def test_a_sender_who_has_one_open_invitation_is_a_guess(room: Room) -> None:
    piece = await room.take(human(frm=room.address.upper()))
    assert (piece.invitation_id, piece.perhaps_id) == (None, room.invitation)


async def test_the_marks_of_two_invitations_are_nobodys(room: Room) -> None:
    desk = room.desk
    other = await desk.invited(await desk.session(title="Another"), await desk.official(room.body, "Chair"))
    async with desk.clerk.database.reading() as db:
        code = (await db.get_one(models.Invitation, other)).code
    piece = await room.take(human(frm=room.address, to=f"{room.to}, {plus(CLERK, code)}"))
    assert (piece.invitation_id, piece.perhaps_id) == (None, None)
    assert "more than one invitation" in piece.signs


async def test_a_mail_goes_to_the_forum_whose_officials_write_from_there(database: Database, room: Room) -> None:
    other = await Desk.opened(database, guild=901, slug="eastvale", clock=room.desk.clock)
    official = await other.official(await other.body("Eastvale Council", "council"))
    async with database.writing() as db:
        (await db.get_one(models.Official, official)).email = "leader@eastvale.example"
    assert (await room.take(human(frm="pa@eastvale.example"))).forum_id == other.forum
    assert (await room.take(human(frm="pa@nowhere.example", number=5))).forum_id == room.desk.forum


async def test_a_mail_that_cannot_be_read_is_shown_and_not_lost(
    room: Room, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(raw: bytes, *, now: datetime | None = None) -> Any:
        raise ZeroDivisionError

    monkeypatch.setattr(reading, "parse", broken)
    piece = await room.take(human(to=room.to))
    assert (piece.state, piece.verdict) == ("waiting", "needs-a-person")
    assert "could not be read" in caplog.text
    assert await room.told() == [f"piece:{piece.id}"]


HOSTILE = [
    b"",
    b"\0\0\0",
    b"From: \xff\xfe\r\nSubject: =?utf-8?b?////?=\r\n\r\n\xed\xa0\x80",
    b"Content-Type: multipart/mixed; boundary=x\r\n\r\n"
    + b"--x\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n" * 500,
    "From: a@body.example\r\n\r\nnul \0 and half \ud83d".encode("utf-8", "surrogatepass"),
    b"From: a@body.example\r\nContent-Type: application/ms-tnef; name=winmail.dat\r\n\r\n\x78\x9f\x3e\x22",
]


@pytest.mark.parametrize("raw", HOSTILE, ids=range(len(HOSTILE)))
async def test_whatever_comes_is_kept_and_waits(room: Room, raw: bytes) -> None:
    piece = await room.take(raw)
    assert (piece.state, piece.raw) == ("waiting", raw)


async def test_only_the_beginning_of_a_mail_puts_nothing_on_the_record(room: Room) -> None:
    piece = await room.take(room.accepted(), larger=True)
    assert piece.state == "waiting"
    assert "too large" in piece.signs


# ------------------------------------------------------------------------------------------------ once


async def test_the_same_mail_twice_is_one(room: Room) -> None:
    raw = room.accepted()
    first, second = await room.take(raw), await room.take(raw)
    assert first.id == second.id
    assert (await room.kinds()).count("responded") == 1


async def test_the_same_mail_by_two_routes_is_one(room: Room) -> None:
    raw = human(frm=room.address, to=room.to)
    first, second = await room.take(raw), await room.take(b"Delivered-To: alias@carers.example\r\n" + raw)
    assert (first.state, second.state, second.raw) == ("waiting", "discarded", None)


async def test_two_mails_that_a_program_gave_one_number_are_two(room: Room) -> None:
    await room.take(human(frm=room.address, to=room.to, text="I will come."))
    second = await room.take(human(frm=room.address, to=room.to, text="I cannot come after all."))
    assert second.state == "waiting"


class Killed(BaseException):
    """What no `except Exception` catches: the process is gone."""


@pytest.mark.parametrize("step", ["parse", "match", "settle_by_itself", "_take_in"])
async def test_being_killed_between_any_two_steps_loses_nothing_and_doubles_nothing(
    room: Room, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object, **__: object) -> Any:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(reading, step, killed)
        with pytest.raises(Killed):
            await room.take(room.accepted())
    assert (await room.kinds()).count("responded") == 0
    async with room.desk.clerk.database.reading() as db:
        unread = await post.waiting_for(db, room.desk.forum, room.invitation)
        assert [piece.verdict for piece in unread] == ["unread"], "silence waits for it"
    assert await postroom.read_kept(room.desk.clerk, authserv_id=TRUSTED) == 1
    assert await postroom.read_kept(room.desk.clerk, authserv_id=TRUSTED) == 0
    await room.take(room.accepted())
    assert (await room.kinds()).count("responded") == 1
    assert len(await room.pieces()) == 1


# ------------------------------------------------------------------------------------------------ the tray


MEANT = [
    (Meaning.ATTENDING, State.REPLIED),
    (Meaning.DEPUTY, State.REPLIED),
    (Meaning.CANNOT_COME, State.REPLIED),
    (Meaning.OTHER_DATE, State.REPLIED),
    (Meaning.IN_WRITING, State.REPLIED),
    (Meaning.REDIRECTED, State.REPLIED),
    (Meaning.OTHER_CHANNEL, State.REPLIED),
    (Meaning.NOT_OUR_REMIT, State.REPLIED),
    (Meaning.RECEIVED, State.ACKNOWLEDGED),
    (Meaning.MORE_TIME, State.MORE_TIME),
    (Meaning.AUTOMATIC, State.WAITING),
    (Meaning.BOUNCED, State.BOUNCED),
]


def test_the_table_of_meanings_is_whole() -> None:
    assert [meaning for meaning, _ in MEANT] == list(Meaning)
    assert {meaning.answer for meaning in Meaning} - {None} == set(Answer)


@pytest.mark.parametrize(("meaning", "state"), MEANT)
async def test_a_host_says_what_it_means_and_it_is_settled_in_the_same_breath(
    room: Room, meaning: Meaning, state: State
) -> None:
    piece = await room.take(human(frm=room.address, to=room.to))
    until = date(2026, 9, 25) if meaning is Meaning.MORE_TIME else None
    async with room.desk.clerk.record.transaction(room.desk.forum, by=HOST) as tx:
        noted = await tray.settle(tx, room.desk.clerk.ways, piece.id, meaning, room.invitation, until=until)
    fact = await room.last()
    assert (fact.by.split(":")[0], fact.via) == ("member", Via.MAIL)
    assert (await room.desk.standing(room.invitation)).state is state
    piece = await room.piece(piece.id)
    assert (piece.state, piece.entry, piece.dealt_by_id is not None) == ("dealt", noted.entry, True)
    with pytest.raises(Refused, match="dealt with already"):
        async with room.desk.clerk.record.transaction(room.desk.forum, by=HOST) as tx:
            await tray.settle(tx, room.desk.clerk.ways, piece.id, meaning, room.invitation, until=until)


async def test_the_day_that_counts_is_the_day_on_which_it_came(room: Room) -> None:
    piece = await room.take(human(frm=room.address, to=room.to))
    room.desk.clock.move_by(20 * DAY)
    async with room.desk.clerk.record.transaction(room.desk.forum, by=HOST) as tx:
        await tray.settle(tx, room.desk.clerk.ways, piece.id, Meaning.ATTENDING, room.invitation)
    assert (await room.desk.standing(room.invitation)).state is State.REPLIED, "they were in time; we were not"


async def test_what_the_rules_refuse_goes_on_waiting(room: Room) -> None:
    piece = await room.take(human(frm=room.address, to=room.to))
    await room.desk.answered(room.invitation)
    with pytest.raises(Refused):
        async with room.desk.clerk.record.transaction(room.desk.forum, by=HOST) as tx:
            await tray.settle(tx, room.desk.clerk.ways, piece.id, Meaning.ATTENDING, room.invitation)
    assert (await room.piece(piece.id)).state == "waiting"


async def test_what_a_person_wrote_about_an_unanswered_invitation_cannot_be_waved_away(room: Room) -> None:
    piece = await room.take(human(frm=room.address, to=room.to))
    with pytest.raises(Refused, match="at least"):
        async with room.desk.clerk.record.transaction(room.desk.forum, by=HOST) as tx:
            await tray.put_aside(tx, piece.id)
    await room.desk.answered(room.invitation)
    async with room.desk.clerk.record.transaction(room.desk.forum, by=HOST) as tx:
        await tray.put_aside(tx, piece.id)
    assert (await room.piece(piece.id)).state == "dealt"


async def test_a_mail_of_no_concern_is_one_press(room: Room) -> None:
    piece = await room.take(human(frm="offers@shop.example"))
    async with room.desk.clerk.record.transaction(room.desk.forum, by=HOST) as tx:
        await tray.put_aside(tx, piece.id)
    assert (await room.piece(piece.id)).state == "discarded"


async def test_another_forums_message_is_as_good_as_none(database: Database, room: Room) -> None:
    other = await Desk.opened(database, guild=901, slug="eastvale", clock=room.desk.clock)
    piece = await room.take(human(frm=room.address, to=room.to))
    with pytest.raises(Refused, match="no such message"):
        async with other.clerk.record.transaction(other.forum, by=HOST) as tx:
            await tray.put_aside(tx, piece.id)


# ------------------------------------------------------------------------------------------------ silence, forgetting


COULD_BE = [
    pytest.param({"frm": "pa@body.example"}, True, id="from their domain"),
    pytest.param({"frm": "pa@mail.body.example"}, True, id="from below it"),
    pytest.param({"frm": "pa@nobody.example"}, False, id="from a domain that ends like theirs"),
    pytest.param({"frm": "pa@elsewhere.example"}, False, id="from elsewhere"),
]


@pytest.mark.parametrize(("how", "could"), COULD_BE)
async def test_what_waits_and_could_be_theirs_is_told_to_the_gate(room: Room, how: dict[str, Any], could: bool) -> None:
    await room.take(human(**how))
    async with room.desk.clerk.database.reading() as db:
        found = await post.waiting_for(db, room.desk.forum, room.invitation, ["body.example"])
    assert bool(found) is could


async def test_a_bounce_that_is_nobodys_could_be_anybodys(room: Room) -> None:
    await room.take(report())
    async with room.desk.clerk.database.reading() as db:
        assert len(await post.waiting_for(db, room.desk.forum, room.invitation, ["elsewhere.example"])) == 1


async def _forgotten(room: Room) -> int:
    async with room.desk.clerk.record.transaction(room.desk.forum) as tx:
        return await forget_papers(tx)


async def test_words_and_mail_go_ninety_days_after_they_were_dealt_with(room: Room) -> None:
    waiting = await room.take(human(frm=room.address, to=room.to, text="May I bring a colleague?"))
    done = await room.take(away(to=room.to))
    room.desk.clock.move_by(89 * DAY)
    assert await _forgotten(room) == 0
    room.desk.clock.move_by(2 * DAY)
    assert await _forgotten(room) == 1
    assert await _forgotten(room) == 0
    gone, kept = await room.piece(done.id), await room.piece(waiting.id)
    assert (gone.raw, gone.text, gone.subject, gone.sender, gone.sender_name, gone.hints) == (
        None, "", "", None, "", "{}",
    )  # fmt: skip
    assert kept.raw is not None
    again = await room.take(away(to=room.to))
    assert again.id == done.id, "that it came stays known"


async def test_a_mail_from_the_future_came_now(room: Room) -> None:
    piece = await room.take(human(to=room.to), came_at=datetime(2031, 1, 1, tzinfo=UTC))
    assert piece.came_at == room.desk.clock.now()
