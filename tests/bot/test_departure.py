"""What a letter is given when it leaves: an address for answers, the key to a desk, the session for a calendar."""

from datetime import timedelta
from email.message import EmailMessage
from email.utils import parseaddr

import icalendar
import pytest

from bot import courtesies, desk_keys, letters
from bot.clerk import Clerk
from bot.couriers.departure import departure
from bot.mail.codes import codes_in
from bot.rules import session as sessions
from bot.rules.words import Presence, Purpose, Reason, Via
from bot.ways import Ways
from db import models, papers
from db.engine import Database
from tests.desk import MAIL, Desk


async def furnished(database: Database, ways: Ways = MAIL) -> tuple[Desk, int, int]:
    desk = await Desk.opened(database, ways=ways)
    session = await desk.session()
    invitation = await desk.invited(session, await desk.official(await desk.body(), name="Alex Fenn", elected=True))
    return desk, session, invitation


async def leaving(desk: Desk, invitation: int, purpose: Purpose, ways: Ways | None = None) -> EmailMessage:
    """The last letter of this purpose, as it would leave now."""
    clerk: Clerk = desk.clerk
    async with clerk.record.transaction(desk.forum) as tx:
        written = [one for one in await papers.letters(tx.db, invitation) if one.purpose == purpose]
        letter = written[-1] if written else await letters.write(tx, clerk.ways, invitation, purpose)
        leaves = await departure(tx, ways or clerk.ways, letter, "Northshire Carers", "clerk@northshire-carers.example")
    return leaves.message()


def event_of(message: EmailMessage) -> icalendar.Calendar | None:
    part = next((one for one in message.walk() if one.get_content_type() == "text/calendar"), None)
    return icalendar.Calendar.from_ical(part.get_payload(decode=True)) if part else None  # type: ignore[arg-type]


def entry(message: EmailMessage) -> tuple[str, str, int]:
    """UID, METHOD and SEQUENCE of what goes into the calendar."""
    calendar = event_of(message)
    assert calendar
    event = calendar.walk("VEVENT")[0]
    return str(event["UID"]), str(calendar["METHOD"]), int(str(event["SEQUENCE"]))


async def test_every_answer_finds_its_invitation(database: Database) -> None:
    desk, _, invitation = await furnished(database)
    message = await leaving(desk, invitation, Purpose.INVITATION)
    async with desk.clerk.record.reading(desk.forum) as view:
        code = (await view.db.get_one(models.Invitation, invitation)).code
    assert codes_in(str(message["Reply-To"])) == codes_in(str(message["From"])) == (code,)
    calendar = event_of(message)
    assert calendar
    event = calendar.walk("VEVENT")[0]
    assert codes_in(str(event["UID"])) == codes_in(str(event["ORGANIZER"])) == (code,)
    assert str(event["ATTENDEE"]) == f"mailto:{parseaddr(str(message['To']))[1]}"


async def test_a_mailbox_without_plus_addresses_gets_its_own_address(database: Database) -> None:
    desk, _, invitation = await furnished(database)
    plain = Ways(mail=MAIL.mail, site=MAIL.site, plus=False)
    message = await leaving(desk, invitation, Purpose.INVITATION, plain)
    assert parseaddr(str(message["Reply-To"]))[1] == MAIL.mail


async def test_the_link_opens_the_desk_until_its_time_is_over(database: Database) -> None:
    desk, _, invitation = await furnished(database)
    message = await leaving(desk, invitation, Purpose.INVITATION)
    body = message.get_body(("plain",))
    assert body
    token = body.get_content().partition("https://carers.example/r/")[2].split()[0]
    now = desk.clock.now()
    async with desk.clerk.database.reading() as db:
        key = await desk_keys.key_for(db, token, now)
        assert key is not None
        assert key.invitation_id == invitation
        assert token not in key.digest
        assert await desk_keys.key_for(db, token + "x", now) is None
        assert await desk_keys.key_for(db, token, now + desk_keys.LASTS) is None


async def test_without_a_web_address_a_letter_speaks_of_no_page(database: Database) -> None:
    desk, _, invitation = await furnished(database, Ways(mail=MAIL.mail))
    body = (await leaving(desk, invitation, Purpose.INVITATION)).get_body(("plain",))
    assert body
    assert "/r/" not in body.get_content()
    assert "private page" not in body.get_content()


async def test_a_calendar_entry_keeps_its_uid_and_counts_its_changes(database: Database) -> None:
    desk, session, invitation = await furnished(database)
    first = entry(await leaving(desk, invitation, Purpose.INVITATION))
    await desk.sent(invitation)
    again = entry(await leaving(desk, invitation, Purpose.FIRST_REMINDER))
    assert first == again == (first[0], "REQUEST", 0)
    async with desk.clerk.record.transaction(desk.forum) as tx:
        now = await tx.session(session)
        tx.record(sessions.move(now, now.starts + timedelta(days=7), **tx.mark(Via.HOST)))
    assert entry(await leaving(desk, invitation, Purpose.CHANGE)) == (first[0], "REQUEST", 1)
    async with desk.clerk.record.transaction(desk.forum) as tx:
        tx.record(sessions.cancel(await tx.session(session), Reason.TOO_FEW_PEOPLE, **tx.mark(Via.HOST)))
    assert entry(await leaving(desk, invitation, Purpose.CANCELLATION)) == (first[0], "CANCEL", 2)


@pytest.mark.parametrize("purpose", [Purpose.NOTICE, Purpose.CONFIRMATION, Purpose.RECEIPT, Purpose.THANKS])
async def test_a_letter_that_asks_nobody_to_come_leaves_calendars_alone(database: Database, purpose: Purpose) -> None:
    desk, _, invitation = await furnished(database)
    await desk.sent(invitation)
    assert event_of(await leaving(desk, invitation, purpose)) is None


@pytest.mark.parametrize(
    ("presence", "purposes"),
    [
        pytest.param(Presence.CAME, [Purpose.THANKS], id="who came is thanked"),
        pytest.param(Presence.DEPUTY_CAME, [Purpose.THANKS], id="so is who sent a deputy"),
        pytest.param(Presence.DID_NOT_COME, [], id="and nobody else"),
    ],
)
async def test_thanks_by_letter(database: Database, presence: Presence, purposes: list[Purpose]) -> None:
    desk, _, invitation = await furnished(database)
    await desk.sent(invitation)
    await desk.answered(invitation)
    desk.clock.move_to(desk.clock.now() + timedelta(days=41))
    await desk.attended(invitation, presence)
    async with desk.clerk.record.transaction(desk.forum) as tx:
        await courtesies.thank(tx, desk.clerk.ways, invitation)
        await courtesies.thank(tx, desk.clerk.ways, invitation)
        written = await papers.letters(tx.db, invitation)
    assert [one.purpose for one in written if one.purpose == Purpose.THANKS] == purposes
