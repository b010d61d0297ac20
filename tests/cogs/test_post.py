"""/post list and what hosts press under a message, before and after a restart."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot import objections, post as postroom
from bot.cards.post import LABELS, THINKS
from bot.desk.hosts import Matter, tell_hosts
from bot.mail.codes import plus
from bot.mail.parse.parsed import Verdict
from bot.post.meaning import Meaning
from bot.rules import facts as f
from bot.rules.counts import Counts
from bot.rules.notices import Action, Destination, Notice
from bot.rules.wording import NEVER
from bot.rules.words import Answer, State
from db import models
from db.engine import Database
from tests.bot.mails import CLERK, TRUSTED, away, calendar, human, report
from tests.cogs.office import deliver, open_office, record, row, rows
from tests.desk import Desk, furnished
from tests.discord_world import World

pytestmark = pytest.mark.only_on("sqlite")
DAY = timedelta(days=1)


@dataclass
class Counter:
    world: World
    desk: Desk
    invitation: int
    address: str
    code: str

    @property
    def to(self) -> str:
        return plus(CLERK, self.code)

    async def take(self, raw: bytes) -> int:
        now = self.desk.clock.now()
        return await postroom.take(self.desk.clerk, raw, came_at=now, authserv_id=TRUSTED)

    async def shown(self) -> Any:
        """The newest message of the post in the hosts' channel, who also hear that letters go nowhere here."""
        await deliver(self.world, self.desk)
        there = self.world.hosts.history()
        return [one for one in there if "Something cannot be delivered" not in self.world.text(one)][-1]

    async def piece(self, number: int) -> models.Piece:
        return await row(self.desk, models.Piece, number)

    async def listed(self) -> Any:
        return await self.world.slash(self.world.hana, "post list")

    async def state(self) -> State:
        return (await self.desk.standing(self.invitation)).state


async def _asked(desk: Desk) -> int:
    session = await desk.session()
    invitation = await desk.invited(session, await desk.official(await desk.body()))
    await desk.sent(invitation)
    desk.clock.move_by(2 * DAY)
    return invitation


@asynccontextmanager
async def opened(database: Database) -> AsyncIterator[Counter]:
    async with open_office(database, "cogs.post") as (world, desk):
        invitation = await furnished(desk, _asked)
        invited = await row(desk, models.Invitation, invitation)
        official = await row(desk, models.Official, invited.official_id)
        yield Counter(world, desk, invitation, official.email or "", invited.code)


# ------------------------------------------------------------------------------------------------ what is shown


async def test_a_message_is_shown_to_the_hosts_with_what_the_clerk_makes_of_it(database: Database) -> None:
    async with opened(database) as at:
        text = "Dear all,\n\nSadly I am not able to attend on this occasion.\n\nPat"
        number = await at.take(human(frm=at.address, to=at.to, text=text))
        message = await at.shown()
        said = at.world.text(message)
        assert "A message for the forum" in said
        assert f"**Pat Lee** ({at.address}), Thursday 3 September 2026, 10:00 am UK time" in said
        assert "It belongs to our invitation of the Director of Commissioning of NHS Northshire ICB to “Respite" in said
        assert "it sounds like no" in said
        assert "> Sadly I am not able to attend on this occasion." in said
        assert said.endswith(f"Message {number}")
        assert at.world.labels(message)[0] == LABELS[Meaning.CANNOT_COME]
        assert at.world.texts(at.world.log) == [] or all(at.address not in one for one in at.world.texts(at.world.log))


async def test_what_is_written_in_a_mail_can_do_nothing_in_discord(database: Database) -> None:
    nasty = "@everyone <@&5> [press](https://evil.example) # big\n```x``` ||y|| https://evil.example/track discord.gg/x"
    async with opened(database) as at:
        mail = human(frm=at.address, to=at.to, text=nasty, subject="**@here** https://evil.example")
        await at.take(mail.replace(b"Pat Lee", b"@everyone [x](https://evil.example)"))
        sent = at.world.markdown(await at.shown())
        assert "@everyone" not in sent
        assert "@here" not in sent
        assert "<@&5>" not in sent
        assert "https://" not in sent
        assert "](" not in sent.replace("\\]\\(", "").replace("\\](", "")
        assert "```" not in sent


async def test_attachments_are_named_and_the_original_is_a_file(database: Database) -> None:
    async with opened(database) as at:
        body = (
            'Content-Type: multipart/mixed; boundary="x"\r\n\r\n'
            "--x\r\nContent-Type: text/plain\r\n\r\nSee the paper.\r\n"
            '--x\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename="a paper.pdf"\r\n\r\n'
            "%PDF\r\n--x--\r\n"
        )
        head = f"From: {at.address}\r\nTo: {at.to}\r\nSubject: Paper\r\nMIME-Version: 1.0\r\n"
        raw = (head + body).encode()
        await at.take(raw)
        message = await at.shown()
        assert "Attached, and not opened: a paper.pdf." in at.world.text(message)
        answer = await at.world.press(at.world.hana, message, "The original")
        assert answer.ephemeral
        (file,) = at.world.messages(answer)[-1].attachments
        assert file.filename == "message-1.eml"
        assert file.size == len(raw)


async def test_only_hosts_read_the_post(database: Database) -> None:
    async with opened(database) as at:
        await at.take(human(frm=at.address, to=at.to))
        answer = await at.world.slash(at.world.cal, "post list")
        assert "Only this forum’s hosts" in at.world.words(answer)
        assert at.address not in "".join(at.world.texts(at.world.chat))
        await at.world.slash(at.world.hana, "post list")
        assert at.address not in "".join(at.world.texts(at.world.chat, at.world.cal))


# ------------------------------------------------------------------------------------------------ presses


async def test_one_press_puts_it_on_the_record_and_settles_the_message_everywhere(database: Database) -> None:
    async with opened(database) as at:
        number = await at.take(human(frm=at.address, to=at.to))
        message = await at.shown()
        await at.world.restart()
        await at.world.press(at.world.hana, message, LABELS[Meaning.ATTENDING])
        assert await at.state() is State.REPLIED
        fact = next(one for one in await record(at.desk) if isinstance(one, f.Responded))
        assert fact.answer is Answer.ATTENDING
        assert (await at.piece(number)).state == "dealt"
        assert "Noted" in at.world.text(at.world.hosts.history()[0])
        await deliver(at.world, at.desk)
        texts = at.world.texts(at.world.hosts)
        assert [one for one in texts if f"Message {number}" in one] == [one for one in texts if "Dealt with" in one]
        letters = await rows(at.desk, models.Letter)
        assert letters[-1].purpose == "receipt"


async def test_a_second_press_says_that_it_is_dealt_with(database: Database) -> None:
    async with opened(database) as at:
        await at.take(human(frm=at.address, to=at.to))
        message, listed = await at.shown(), await at.listed()
        await at.world.press(at.world.hana, message, LABELS[Meaning.ATTENDING])
        before = await record(at.desk)
        answer = await at.world.press(at.world.hana, listed, LABELS[Meaning.DEPUTY])
        assert "dealt with already" in at.world.words(answer)
        assert await record(at.desk) == before


async def test_every_other_meaning_is_in_the_menu(database: Database) -> None:
    async with opened(database) as at:
        await at.take(human(frm=at.address, to=at.to))
        message = await at.shown()
        offered = {label for label, _ in at.world.options(message)} | set(at.world.labels(message))
        assert offered >= set(LABELS.values())
        await at.world.choose(at.world.hana, message, Meaning.RECEIVED)
        assert await at.state() is State.ACKNOWLEDGED


async def test_a_promised_day_is_one_press_and_another_is_typed(database: Database) -> None:
    async with opened(database) as at:
        text = "Thank you for your letter. You will receive a full response by 25 September 2026."
        await at.take(human(frm=at.address, to=at.to, text=text))
        message = await at.shown()
        assert "An answer is promised by 25 September 2026." in at.world.text(message)
        assert "Wait until 25 September 2026" in at.world.labels(message)
        await at.world.press(at.world.hana, message, "Wait until 25 September 2026")
        assert (await at.desk.standing(at.invitation)).more_time_until is not None


async def test_where_no_day_was_found_it_is_asked_for(database: Database) -> None:
    async with opened(database) as at:
        await at.take(human(frm=at.address, to=at.to))
        asked = await at.world.choose(at.world.hana, await at.shown(), Meaning.MORE_TIME)
        assert "Until when?" in at.world.words(asked)
        form = await at.world.press(at.world.hana, asked, "Until another day…")
        await at.world.submit(at.world.hana, form, until="25 September")
        assert await at.state() is State.MORE_TIME


async def test_a_guess_is_called_one_and_can_be_put_right(database: Database) -> None:
    async with opened(database) as at:
        other = await at.desk.invited(await at.desk.session(title="Another"), await at.desk.official(1, "Chair"))
        await at.desk.sent(other)
        number = await at.take(human(frm=at.address))
        message = await at.shown()
        assert "Probably" in at.world.text(message)
        form = await at.world.press(at.world.hana, message, "Another invitation…")
        await at.world.submit(at.world.hana, form, invitation=str(other))
        assert (await at.piece(number)).perhaps_id == other
        listed = await at.listed()
        await at.world.press(at.world.hana, listed, LABELS[Meaning.ATTENDING])
        assert (await at.desk.standing(other)).answer is Answer.ATTENDING
        assert (await at.desk.standing(at.invitation)).answer is None


async def test_what_belongs_to_nothing_is_given_to_an_open_invitation_or_discarded(database: Database) -> None:
    async with opened(database) as at:
        first = await at.take(human(frm="pa@body.example"))
        message = await at.shown()
        assert "cannot tell which invitation" in at.world.text(message)
        assert [value for _, value in at.world.options(message)] == [str(at.invitation)]
        await at.world.choose(at.world.hana, message, str(at.invitation))
        await at.world.press(at.world.hana, await at.listed(), LABELS[Meaning.DEPUTY])
        assert (await at.piece(first)).state == "dealt"
        second = await at.take(human(frm="offers@shop.example", text="Buy now!", number=9))
        await at.world.press(at.world.hana, await at.shown(), "Discard")
        assert (await at.piece(second)).state == "discarded"


async def test_what_a_person_wrote_cannot_be_waved_away(database: Database) -> None:
    async with opened(database) as at:
        await at.take(human(frm=at.address, to=at.to))
        answer = await at.world.press(at.world.hana, await at.shown(), "Nothing to note")
        assert "Note at least that our message was received" in at.world.words(answer)
        assert (await at.piece(1)).state == "waiting"


async def test_an_absence_over_the_whole_time_is_one_press_to_wait(database: Database) -> None:
    async with opened(database) as at:
        await at.take(away(to=at.to, text="I am out of the office until 5 October 2026."))
        message = await at.shown()
        assert "Away until 5 October 2026." in at.world.text(message)
        await at.world.press(at.world.hana, message, "Wait until 5 October 2026")
        assert await at.state() is State.MORE_TIME


async def test_what_came_over_the_desk_lies_in_the_same_tray(database: Database) -> None:
    async with opened(database) as at:
        async with at.desk.clerk.record.transaction(at.desk.forum, by=f.OFFICIAL) as tx:
            piece = models.Piece(
                forum_id=at.desk.forum,
                source="desk",
                digest="desk:1",
                invitation_id=at.invitation,
                sender_name="",
                subject="",
                text="Please ask the Director of Care instead.",
                verdict="wrong-person",
                signs="",
                came_at=tx.now,
            )
            tx.db.add(piece)
            await tx.db.flush()
            tx.notify(Notice(Destination.HOSTS, Action.TELL_POST, piece.id, f"piece:{piece.id}"))
        message = await at.shown()
        said = at.world.text(message)
        assert "From an official’s private page" in said
        assert "> Please ask the Director of Care instead." in said
        assert at.world.labels(message) == ["Dealt with"]
        await at.world.press(at.world.hana, message, "Dealt with")
        assert (await at.piece(1)).state == "dealt"


async def from_the_desk(at: Any, matter: Matter) -> Any:
    async with at.desk.clerk.record.transaction(at.desk.forum, by=f.OFFICIAL) as tx:
        await tell_hosts(tx, at.invitation, matter, "They gave no reason, and need none.")
    return await at.shown()


async def test_who_asks_us_to_stop_writing_gets_no_reminder_and_one_press_notes_it(database: Database) -> None:
    async with opened(database) as at:
        message = await from_the_desk(at, Matter.STOP)
        assert "No reminder goes to them while this waits." in at.world.text(message)
        await at.desk.days_pass(20)
        assert (await at.desk.standing(at.invitation)).reminders == 0
        await at.world.press(at.world.hana, message, LABELS[Meaning.OTHER_CHANNEL])
        now = await at.desk.standing(at.invitation)
        assert (now.answer, now.counts) == (Answer.OTHER_CHANNEL, Counts.OTHER_CHANNEL)


@pytest.mark.parametrize(
    ("press", "hidden"),
    [
        pytest.param("The role alone it is", True, id="the role alone"),
        pytest.param("Show the name again", False, id="shown again"),
    ],
)
async def test_the_hosts_decide_whether_a_name_may_be_shown(database: Database, press: str, hidden: bool) -> None:
    async with opened(database) as at:
        async with at.desk.clerk.record.transaction(at.desk.forum) as tx:
            invitation = await tx.db.get_one(models.Invitation, at.invitation)
            holder = models.Holder(official_id=invitation.official_id, name="Alex Fenn", since=tx.now)
            tx.db.add(holder)
            await tx.db.flush()
            invitation.holder_id = holder.id
            await objections.made(tx, holder)
        message = await from_the_desk(at, Matter.OBJECTION)
        await at.world.press(at.world.hana, message, press)
        assert (await at.piece(1)).state == "dealt"
        async with at.desk.clerk.database.reading() as db:
            assert ((await db.get_one(models.Holder, holder.id)).objected_at is not None) is hidden


# ------------------------------------------------------------------------------------------------ the list


async def test_the_list_shows_what_waits_the_oldest_first_a_page_each(database: Database) -> None:
    async with opened(database) as at:
        assert "No message waits for you." in at.world.words(await at.listed())
        for number in (1, 2, 3):
            at.desk.clock.move_by(timedelta(hours=1))
            await at.take(human(frm=at.address, to=at.to, subject=f"Mail {number}", text=f"{number}", number=number))
        listed = await at.listed()
        assert "Mail 1" in at.world.words(listed)
        assert "Page 1 of 3" in at.world.words(listed)
        second = await at.world.press(at.world.hana, listed, "Next")
        assert "Mail 2" in at.world.words(second)
        noted = await at.world.press(at.world.hana, second, LABELS[Meaning.ATTENDING])
        assert "Noted" in at.world.words(noted)
        following = await at.world.press(at.world.hana, noted, "2 messages wait")
        assert "Mail 1" in at.world.words(following)


async def test_the_hosts_hear_that_the_mailbox_cannot_be_read(database: Database) -> None:
    async with opened(database) as at:
        async with at.desk.clerk.record.transaction(at.desk.forum) as tx:
            tx.notify(Notice(Destination.HOSTS, Action.TELL_POST, 0, "post:failing:x"), detail="The server is away.")
        said = at.world.text(await at.shown())
        assert "The mailbox cannot be read" in said
        assert "The server is away." in said


MAILS = [
    human(),
    human(frm="pa@body.example"),
    away(),
    report(),
    report(action="delayed", status="4.4.1"),
    calendar(uid=None),
    calendar(uid=None, partstat="TENTATIVE", more="COMMENT:see you"),
    b"\xff\x00",
]


@pytest.mark.parametrize("raw", MAILS, ids=range(len(MAILS)))
async def test_every_kind_of_mail_has_a_card_and_a_way_out_of_the_tray(database: Database, raw: bytes) -> None:
    async with opened(database) as at:
        await at.take(raw)
        message = await at.shown()
        out = [label for label in at.world.labels(message) if label in ("Discard", "Nothing to note")]
        await at.world.press(at.world.hana, message, out[0])
        assert (await at.piece(1)).state in ("dealt", "discarded")
        async with at.desk.clerk.database.reading() as db:
            assert (await db.scalars(select(models.Piece.id).where(models.Piece.state == "waiting"))).all() == []


def test_every_verdict_that_needs_no_reading_has_its_words() -> None:
    settled = {Verdict.DELIVERED, Verdict.READ_RECEIPT, Verdict.NEEDS_A_PERSON}
    assert set(THINKS) == set(Verdict) - settled
    assert set(LABELS) == set(Meaning)
    words = " ".join([*THINKS.values(), *LABELS.values()]).casefold()
    assert [never for never in NEVER if f" {never} " in f" {words} "] == []
