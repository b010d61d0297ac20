"""What time brings about, from the first letter to the last line."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from bot.pausing import Wish, declare
from bot.rules import facts as f, invitation as rules, reply
from bot.rules.counts import Counts
from bot.rules.dispute import dispute
from bot.rules.words import Answer, PauseKind, Reason, State, Via
from bot.sweep import sweep
from bot.ways import Ways
from db import models
from db.engine import Database
from tests.desk import HOST, MAIL, Desk, furnished


async def _asked(desk: Desk, *, days: int = 40) -> int:
    invitation = await desk.invited(await desk.session(days=days), await desk.official(await desk.body()))
    await desk.sent(invitation)
    return invitation


def _kinds(facts: list[f.Fact]) -> list[str]:
    return [fact.kind for fact in facts if isinstance(fact, f.InvitationFact)]


ALL_OF_IT = ["invited", "sent", "reminded", "reminded", "notice_given", "no_reply_recorded"]


async def test_reminders_notice_and_no_reply_come_by_themselves(database: Database) -> None:
    desk = await Desk.opened(database)
    invitation = await furnished(desk, _asked)
    await desk.days_pass(45)
    history = await desk.history(invitation)
    assert _kinds(history) == ALL_OF_IT
    days = {fact.kind: fact.at.date().isoformat() for fact in history}
    sent = next(fact for fact in history if isinstance(fact, f.Sent))
    # Sent on Tuesday 1 September: ten working days later is the 15th, D−3 the 10th, D+3 the 18th, D+5 the 22nd; five
    # full working days after the notice is the 29th, so the entry comes on the 30th.
    assert (sent.reply_by.isoformat(), days["notice_given"], days["no_reply_recorded"]) == (
        "2026-09-15",
        "2026-09-22",
        "2026-09-30",
    )
    assert [fact.at.date().day for fact in history if isinstance(fact, f.Reminded)] == [10, 18]
    assert (await desk.standing(invitation)).state is State.NO_REPLY


@pytest.mark.only_on("sqlite")
async def test_what_is_published_is_word_for_word_what_was_announced(database: Database) -> None:
    desk = await Desk.opened(database)
    invitation = await furnished(desk, _asked)
    await desk.days_pass(45)
    async with desk.clerk.record.reading(desk.forum) as view:
        history = await view.history(invitation)
        notice = next(e.fact for e in history if isinstance(e.fact, f.NoticeGiven))
        published = next(e.fact for e in history if isinstance(e.fact, f.NoReplyRecorded))
        text = (await view.texts([notice.sentence]))[notice.sentence]
    assert published.sentence == notice.sentence
    assert text == (
        "We asked the Director of Commissioning of NHS Northshire ICB on 1 September 2026 to come to “Respite that "
        "works” on 11 October 2026. We sent reminders on 10 September 2026 and 18 September 2026. We have not "
        "recorded a reply as at 30 September 2026. Nobody is required by law to answer a carers’ forum, and there "
        "may be a reason we do not know. NHS Northshire ICB can reply, correct this or add a statement at "
        "https://carers.example/northshire/invitations/1."
    )


@pytest.mark.only_on("sqlite")
async def test_a_week_without_the_clerk_leaves_the_same_record(database: Database) -> None:
    desk = await Desk.opened(database)
    invitation = await furnished(desk, _asked)
    await desk.days_pass(8)
    desk.clock.move_by(timedelta(days=7))
    await desk.days_pass(45)
    assert _kinds(await desk.history(invitation)) == ALL_OF_IT


@pytest.mark.only_on("sqlite")
async def test_two_sweeps_in_a_row_do_nothing_twice(database: Database) -> None:
    desk = await Desk.opened(database)
    invitation = await furnished(desk, _asked)
    for _ in range(45):
        await desk.days_pass(1)
        await sweep(desk.clerk)
        await sweep(desk.clerk)
        await desk.post()
    assert _kinds(await desk.history(invitation)) == ALL_OF_IT


@pytest.mark.only_on("sqlite")
async def test_no_reply_waits_until_the_post_has_been_read(database: Database) -> None:
    desk = await Desk.opened(database)
    invitation = await furnished(desk, _asked)
    await desk.days_pass(60, heard=False)
    assert _kinds(await desk.history(invitation)) == ALL_OF_IT[:-1]
    await desk.days_pass(3, heard=True)
    assert _kinds(await desk.history(invitation)) == ALL_OF_IT


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize("after_days", [1, 9, 12, 18, 25, 28], ids=lambda days: f"after {days} days")
async def test_an_answer_stops_everything(database: Database, after_days: int) -> None:
    desk = await Desk.opened(database)
    invitation = await furnished(desk, _asked)
    await desk.days_pass(after_days)
    before = _kinds(await desk.history(invitation))
    await desk.answered(invitation, Answer.CANNOT_COME)
    await desk.days_pass(40)
    assert _kinds(await desk.history(invitation)) == [*before, "responded"]


async def test_an_answer_after_no_reply_is_late_and_history_stays(database: Database) -> None:
    desk = await Desk.opened(database)
    invitation = await furnished(desk, _asked)
    await desk.days_pass(45)
    await desk.answered(invitation, Answer.IN_WRITING)
    now = await desk.standing(invitation)
    assert (now.state, now.days_late) == (State.REPLIED_LATE, 23)
    assert _kinds(await desk.history(invitation)) == [*ALL_OF_IT, "responded"]


@pytest.mark.only_on("sqlite")
async def test_a_bounce_ends_in_no_reminder_and_no_silence(database: Database) -> None:
    desk = await Desk.opened(database)
    invitation = await furnished(desk, _asked)
    await desk.bounced(invitation)
    await desk.days_pass(60)
    assert _kinds(await desk.history(invitation)) == ["invited", "sent", "bounced"]
    assert (await desk.standing(invitation)).state is State.BOUNCED


@pytest.mark.only_on("sqlite")
async def test_short_notice_ends_in_no_silence(database: Database) -> None:
    desk = await Desk.opened(database)
    invitation = await _asked(desk, days=12)
    await desk.days_pass(60)
    assert "no_reply_recorded" not in _kinds(await desk.history(invitation))
    assert "notice_given" not in _kinds(await desk.history(invitation))


@pytest.mark.only_on("sqlite")
async def test_a_publication_that_hosts_hold_back_does_not_come(database: Database) -> None:
    desk = await Desk.opened(database)
    invitation = await furnished(desk, _asked)
    await desk.days_pass(25)
    async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
        tx.record(rules.hold_back(await tx.standing(invitation), Reason.UNDER_DISCUSSION, **tx.mark(Via.HOST)))
    await desk.days_pass(40)
    assert _kinds(await desk.history(invitation))[-1] == "held_back"


@pytest.mark.only_on("sqlite")
async def test_nothing_leaves_at_night_or_on_a_holiday(database: Database) -> None:
    desk = await Desk.opened(database)
    invitation = await furnished(desk, _asked)
    await desk.days_pass(60)
    for fact in await desk.history(invitation):
        if isinstance(fact, f.Reminded | f.NoticeGiven | f.NoReplyRecorded):
            assert fact.at.weekday() < 5


@pytest.mark.only_on("sqlite")
async def test_without_mail_nothing_is_called_sent_until_a_host_says_so(database: Database) -> None:
    desk = await Desk.opened(database, ways=Ways())
    invitation = await _asked(desk)
    await desk.days_pass(60)
    assert _kinds(await desk.history(invitation)) == ["invited"]


async def _came(desk: Desk, sender: str | None, *, invitation: int | None = None, verdict: str = "human-reply") -> int:
    """A piece of post that nobody has dealt with; its number."""
    async with desk.clerk.database.writing() as db:
        piece = models.Piece(
            forum_id=desk.forum,
            source="mail",
            digest=f"{sender} {verdict} {desk.clock.now()}",
            invitation_id=invitation,
            sender=sender,
            sender_name="",
            subject="",
            text="",
            verdict=verdict,
            signs="",
            state="recorded" if verdict == "delayed" else "waiting",
            came_at=desk.clock.now(),
        )
        db.add(piece)
        await db.flush()
        return piece.id


async def _dealt_with(desk: Desk, piece: int) -> None:
    async with desk.clerk.database.writing() as db:
        (await db.get_one(models.Piece, piece)).state = "dealt"


@pytest.mark.parametrize(
    ("sender", "waits"),
    [
        ("pa@body.example", True),
        ("pa.at.home@gmail.com", True),
        (None, True),
        ("pa@westmere.example", False),
        ("noreply@westmere.example", False),
    ],
    ids=["their domain", "from home", "from nobody", "another listed body", "its machine"],
)
@pytest.mark.only_on("sqlite")
async def test_a_message_that_could_be_theirs_is_dealt_with_first(
    database: Database, sender: str | None, waits: bool
) -> None:
    desk = await Desk.opened(database)
    invitation = await furnished(desk, _asked)
    async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
        other = models.Organisation(forum_id=desk.forum, name="Westmere Council", kind="council")
        other.website = "https://www.westmere.example/"
        tx.db.add(other)
    await desk.days_pass(25)
    piece = await _came(desk, sender)
    await desk.days_pass(10)
    assert (_kinds(await desk.history(invitation)) == ALL_OF_IT) is not waits
    async with database.reading() as db:
        assert not (await db.scalars(select(models.Outbox.id).where(models.Outbox.action == "ask_about_post"))).all()
    await _dealt_with(desk, piece)
    await desk.days_pass(3)
    assert _kinds(await desk.history(invitation)) == ALL_OF_IT


async def test_what_was_written_on_their_private_page_is_dealt_with_first(database: Database) -> None:
    desk = await Desk.opened(database)
    invitation = await furnished(desk, _asked)
    await desk.days_pass(25)
    piece = await _came(desk, None, invitation=invitation, verdict="correction")
    await desk.days_pass(10)
    assert _kinds(await desk.history(invitation)) == ALL_OF_IT[:-1]
    await _dealt_with(desk, piece)
    await desk.days_pass(3)
    assert _kinds(await desk.history(invitation)) == ALL_OF_IT


@pytest.mark.only_on("sqlite")
async def test_a_letter_that_is_still_on_its_way_is_waited_for(database: Database) -> None:
    desk = await Desk.opened(database)
    invitation = await furnished(desk, _asked)
    await desk.days_pass(28)
    await _came(desk, "mailer-daemon@body.example", invitation=invitation, verdict="delayed")
    await desk.days_pass(4)
    assert _kinds(await desk.history(invitation)) == ALL_OF_IT[:-1]
    await desk.days_pass(3)
    assert _kinds(await desk.history(invitation)) == ALL_OF_IT


@pytest.mark.only_on("sqlite")
async def test_where_the_clerk_reads_the_post_nobody_is_asked_and_an_old_reading_is_none(database: Database) -> None:
    desk = await Desk.opened(database, ways=replace(MAIL, reads_post=True))
    invitation = await _asked(desk)
    await desk.days_pass(26)
    async with desk.clerk.record.transaction(desk.forum) as tx:
        tx.forum.heard_until = tx.now + timedelta(days=3, hours=-3)
    await desk.days_pass(10, heard=False)
    assert _kinds(await desk.history(invitation)) == ALL_OF_IT[:-1]
    async with database.reading() as db:
        assert not (await db.scalars(select(models.Outbox.id).where(models.Outbox.action == "ask_about_post"))).all()
    await desk.days_pass(3, heard=True)
    assert _kinds(await desk.history(invitation)) == ALL_OF_IT


async def test_a_pause_stops_the_clock_and_lets_it_run_on_afterwards(database: Database) -> None:
    desk = await Desk.opened(database)
    invitation = await _asked(desk, days=90)
    await desk.days_pass(10)
    async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
        wish = Wish(PauseKind.PRE_ELECTION, date(2026, 9, 14), date(2026, 10, 2), organisation=1)
        await declare(tx, wish)
    await desk.days_pass(60)
    history = await desk.history(invitation)
    assert _kinds(history) == [*ALL_OF_IT[:3], "clock_moved", *ALL_OF_IT[3:]]
    days = [fact.at.date().isoformat() for fact in history if isinstance(fact, f.InvitationFact)]
    assert days[2:] == ["2026-09-10", "2026-09-11", "2026-10-09", "2026-10-13", "2026-10-21"]


@pytest.mark.only_on("sqlite")
async def test_what_was_due_before_a_pause_and_could_not_be_done_waits_for_its_end(database: Database) -> None:
    desk = await Desk.opened(database)
    invitation = await _asked(desk, days=90)
    desk.clock.move_by(timedelta(days=12))
    async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
        await declare(tx, Wish(PauseKind.CLOSURE, date(2026, 9, 14), date(2026, 9, 18)))
    await desk.days_pass(14)
    reminded = [fact.at.date() for fact in await desk.history(invitation) if isinstance(fact, f.Reminded)]
    assert reminded[0] == date(2026, 9, 21)
    async with database.reading() as db:
        written = await db.scalars(select(models.Letter.written_at).where(models.Letter.purpose == "first_reminder"))
        assert [moment.date() for moment in written] == [date(2026, 9, 21)]


async def test_the_day_that_a_notice_announces_is_the_day_on_which_it_appears(database: Database) -> None:
    desk = await Desk.opened(database)
    async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
        await declare(tx, Wish(PauseKind.EMERGENCY, date(2026, 9, 24), date(2026, 9, 25)))
    invitation = await _asked(desk, days=90)
    await desk.days_pass(45)
    history = await desk.history(invitation)
    notice = next(fact for fact in history if isinstance(fact, f.NoticeGiven))
    published = next(fact for fact in history if isinstance(fact, f.NoReplyRecorded))
    assert notice.as_at == notice.next_on == published.on == date(2026, 10, 2)


@pytest.mark.only_on("sqlite")
async def test_a_dispute_that_is_open_keeps_no_other_invitation_waiting(database: Database) -> None:
    desk = await Desk.opened(database)
    session, body = await desk.session(days=90), await desk.body()
    first, second = [await desk.invited(session, await desk.official(body, role)) for role in ("Chair", "Nurse")]
    await desk.sent(first, second)
    await desk.days_pass(2)
    async with desk.clerk.record.transaction(desk.forum, by=f.OFFICIAL) as tx:
        tx.record(reply.acknowledge(await tx.standing(first), tx.terms, **tx.mark(Via.LINK)))
        tx.record(dispute(await tx.history(first), tx.head.seq, tx.terms, **tx.mark(Via.LINK)))
    await desk.days_pass(60)
    assert _kinds(await desk.history(first)) == ["invited", "sent", "acknowledged", "disputed"]
    assert (await desk.standing(first)).counts is Counts.DISPUTED
    assert (await desk.standing(second)).state is State.NO_REPLY


async def test_whoever_objects_is_named_nowhere_any_more(database: Database) -> None:
    desk = await Desk.opened(database)
    official = await desk.official(await desk.body(), "Cabinet Member", elected=True, name="Ada Fell")
    invitation = await desk.invited(await desk.session(), official)
    await desk.sent(invitation)
    await desk.days_pass(24)
    async with desk.clerk.record.reading(desk.forum) as view:
        assert str(await view.whom_of(invitation)) == "Ada Fell (Cabinet Member of NHS Northshire ICB)"
    async with desk.clerk.record.transaction(desk.forum) as tx:
        holder = await tx.db.get_one(models.Holder, 1)
        holder.objected_at = tx.now
    async with desk.clerk.record.reading(desk.forum) as view:
        assert str(await view.whom_of(invitation)) == "the Cabinet Member of NHS Northshire ICB"
    await desk.days_pass(30)
    assert "no_reply_recorded" not in _kinds(await desk.history(invitation)), "the sentence announced holds the name"


async def test_two_sweeps_at_once_do_nothing_twice(database: Database, caplog: pytest.LogCaptureFixture) -> None:
    desk = await Desk.opened(database)
    invitation = await furnished(desk, _asked)
    desk.clock.move_by(timedelta(days=9))
    await asyncio.gather(*(sweep(desk.clerk) for _ in range(4)))
    assert await desk.post() == ["first_reminder"]
    assert _kinds(await desk.history(invitation)) == ["invited", "sent", "reminded"]
    assert not caplog.records


async def test_the_hosts_are_asked_about_the_post_once_a_day_however_often_it_is_swept(database: Database) -> None:
    desk = await Desk.opened(database)
    await furnished(desk, _asked)
    await desk.days_pass(29, heard=False)
    async with database.reading() as db:
        asked = [
            row.key for row in await db.scalars(select(models.Outbox).where(models.Outbox.action == "ask_about_post"))
        ]
        before = len((await db.scalars(select(models.Outbox.id))).all())
    assert len(asked) == 1
    await sweep(desk.clerk)
    await sweep(desk.clerk)
    async with database.reading() as db:
        assert len((await db.scalars(select(models.Outbox.id))).all()) == before
