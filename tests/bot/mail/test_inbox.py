"""Reading a mailbox on a real IMAP server: everything once, nothing changed, and silence only after a whole reading."""

import asyncio
import imaplib
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot import post as postroom
from bot.check import mailbox as check
from bot.config.parts import Mail
from bot.mail import inbox as module, mailbox as wire
from bot.mail.codes import plus
from bot.mail.inbox import AT_MOST, EVERY, Inbox
from bot.mail.mailbox import Mailbox, MailboxSettings
from db import models, post
from db.engine import Database
from tests.bot.mails import CLERK, TRUSTED, human, vouched
from tests.bot.mailserver import PASSWORD, USER, Server, imap_server
from tests.desk import START, Desk

pytestmark = [
    pytest.mark.only_on("sqlite"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning:pymap.*"),
]
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


async def heard(desk: Desk) -> Any:
    async with desk.clerk.database.reading() as db:
        return (await db.get_one(models.Forum, desk.forum)).heard_until


async def subjects(desk: Desk) -> list[str]:
    async with desk.clerk.database.reading() as db:
        return list(await db.scalars(select(models.Piece.subject).order_by(models.Piece.id)))


async def told(desk: Desk) -> list[tuple[str, str | None]]:
    async with desk.clerk.database.reading() as db:
        rows = await db.execute(
            select(models.Outbox.key, models.Outbox.detail).where(models.Outbox.key.like("post:failing:%"))
        )
        return [(key, detail) for key, detail in rows]


async def lies(server: Server, *numbers: int) -> None:
    for number in numbers:
        mail = human(subject=f"Mail {number}", text=f"Words of mail {number}.", number=number)
        await server.arrives(mail, at=START + timedelta(minutes=number))


async def test_what_lies_there_is_read_once_and_stays_as_it_was(database: Database) -> None:
    desk = await Desk.opened(database)
    desk.clock.move_by(DAY)
    async with imap_server() as server:
        await lies(server, 1, 2)
        before = await server.lies_there()
        assert await heard(desk) is None
        assert await Inbox(desk.clerk, server.settings).read()
        assert await heard(desk) == desk.clock.now()
        await lies(server, 3)
        assert await Inbox(desk.clerk, server.settings).read(), "another process, after a restart"
        assert await subjects(desk) == ["Mail 1", "Mail 2", "Mail 3"]
        assert (await server.lies_there())[:2] == before


async def test_what_came_before_the_forum_was_founded_is_not_read(database: Database) -> None:
    async with imap_server() as server:
        await server.arrives(human(subject="Older"), at=START - 30 * DAY)
        await lies(server, 1)
        desk = await Desk.opened(database)
        assert await Inbox(desk.clerk, server.settings).read()
        assert await subjects(desk) == ["Mail 1"]


async def test_a_mailbox_that_is_numbered_anew_is_read_again_and_nothing_is_doubled(database: Database) -> None:
    desk = await Desk.opened(database)
    async with imap_server() as server:
        await lies(server, 1, 2)
        await Inbox(desk.clerk, server.settings).read()
        await server.numbers_anew()
        await lies(server, 3)
        assert await Inbox(desk.clerk, server.settings).read()
        assert await subjects(desk) == ["Mail 1", "Mail 2", "Mail 3"]


async def test_an_answer_in_the_spam_folder_is_found_and_the_rest_of_it_is_left(database: Database) -> None:
    desk = await Desk.opened(database)
    invitation = await desk.invited(await desk.session(), await desk.official(await desk.body()))
    await desk.sent(invitation)
    async with desk.clerk.record.reading(desk.forum) as view:
        code = (await view.db.get_one(models.Invitation, invitation)).code
    async with imap_server() as server:
        settings = replace(server.settings, spam_folder="Junk")
        await lies(server, 1)
        assert not await Inbox(desk.clerk, settings).read(), "there is no such folder yet"
        assert await heard(desk) is None
        spam = human(frm="win@lottery.example", subject="Mail 2", number=2)
        answer = human(frm="pat@elsewhere.example", to=plus(CLERK, code), subject="Mail 3", number=3)
        for mail in (spam, answer):
            await server.arrives(mail, folder="Junk")
        assert await Inbox(desk.clerk, settings).read()
        assert await heard(desk) == desk.clock.now()
        assert "Mail 2" not in await subjects(desk)
        assert "Mail 3" in await subjects(desk)
        assert await Inbox(desk.clerk, settings).read()
        assert (await subjects(desk)).count("Mail 3") == 1


async def test_being_cut_off_goes_on_where_it_stopped(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = await Desk.opened(database)
    fetched: list[int] = []
    fetch = Mailbox.fetch

    def breaking(self: Mailbox, uid: int) -> Any:
        fetched.append(uid)
        if len(fetched) == 3:
            raise ConnectionResetError("the line is dead")
        return fetch(self, uid)

    monkeypatch.setattr(Mailbox, "fetch", breaking)
    async with imap_server() as server:
        await lies(server, 1, 2, 3, 4)
        assert not await Inbox(desk.clerk, server.settings).read()
        assert await heard(desk) is None, "half a reading says nothing"
        assert await subjects(desk) == ["Mail 1", "Mail 2"]
        assert await Inbox(desk.clerk, server.settings).read()
        assert fetched == [101, 102, 103, 103, 104]


class Killed(BaseException):
    """What no `except Exception` catches: the process is gone."""


@pytest.mark.parametrize("step", ["keep", "settings_set", "heard"])
async def test_being_killed_anywhere_costs_nothing(
    database: Database, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = await Desk.opened(database)

    async def killed(*_: object, **__: object) -> Any:
        raise Killed

    homes: dict[str, tuple[Any, str]] = {
        "keep": (module, "take"),
        "settings_set": (type(desk.clerk), "settings_set"),
        "heard": (post, "heard"),
    }
    async with imap_server() as server:
        await lies(server, 1, 2)
        with monkeypatch.context() as patch:
            patch.setattr(*homes[step], killed)
            with pytest.raises(Killed):
                await Inbox(desk.clerk, server.settings).read()
        assert await heard(desk) is None
        assert await Inbox(desk.clerk, server.settings).read()
        assert await subjects(desk) == ["Mail 1", "Mail 2"]


async def test_a_turn_reads_for_a_minute_and_the_next_goes_on(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = await Desk.opened(database)
    take = postroom.take

    async def slow(*args: Any, **kwargs: Any) -> int:
        desk.clock.move_by(AT_MOST + timedelta(seconds=1))
        return await take(*args, **kwargs)

    monkeypatch.setattr(module, "take", slow)
    async with imap_server() as server:
        await lies(server, 1, 2)
        inbox = Inbox(desk.clerk, server.settings)
        await inbox.collect()
        assert (await subjects(desk), await heard(desk)) == (["Mail 1"], None)
        began = desk.clock.now()
        await inbox.collect()
        assert (await subjects(desk), await heard(desk)) == (["Mail 1", "Mail 2"], began)


async def test_a_mail_too_large_to_keep_is_kept_by_its_beginning(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = await Desk.opened(database)
    monkeypatch.setattr(wire, "LARGEST", 5_000)
    monkeypatch.setattr(wire, "BEGINNING", 1_000)
    async with imap_server() as server:
        await server.arrives(human(subject="Large", text="word " * 5_000), at=START)
        assert await Inbox(desk.clerk, server.settings).read()
    async with desk.clerk.database.reading() as db:
        piece = (await db.scalars(select(models.Piece))).one()
    assert (piece.subject, len(piece.raw or b""), piece.state) == ("Large", 1_000, "waiting")
    assert "too large" in piece.signs


async def test_the_mailbox_is_looked_at_every_few_minutes_and_not_at_every_turn(database: Database) -> None:
    desk = await Desk.opened(database)
    async with imap_server() as server:
        inbox = Inbox(desk.clerk, server.settings)
        await inbox.collect()
        first = desk.clock.now()
        desk.clock.move_by(EVERY - timedelta(seconds=1))
        await inbox.collect()
        assert await heard(desk) == first
        desk.clock.move_by(timedelta(seconds=1))
        await inbox.collect()
        assert await heard(desk) == desk.clock.now()


TROUBLES = [
    pytest.param({"password": "wrong"}, "does not let the clerk into the mailbox", id="a wrong password"),
    pytest.param({"password": "wröng"}, "does not let the clerk into the mailbox", id="a wrong password with ö"),
    pytest.param({"folder": "Nowhere"}, "There is no folder “Nowhere”", id="a folder that is not there"),
    pytest.param({"port": 1}, "could not be read for hours", id="nobody listens"),
    pytest.param({"security": "starttls"}, "could not be read for hours", id="no encryption is offered"),
]


@pytest.mark.parametrize(("change", "sentence"), TROUBLES)
async def test_a_mailbox_that_cannot_be_read_is_no_silence_and_hosts_hear_of_it_once(
    database: Database, change: dict[str, Any], sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wire, "PATIENCE", 2.0)
    desk = await Desk.opened(database)
    async with imap_server() as server:
        settings: MailboxSettings = replace(server.settings, **change)
        inbox = Inbox(desk.clerk, settings)
        for wait in (6 * HOUR - timedelta(seconds=1), timedelta(seconds=1)):
            assert not await inbox.read()
            assert await told(desk) == []
            desk.clock.move_by(wait)
        assert not await inbox.read()
        assert await heard(desk) is None
        ((key, detail),) = await told(desk)
        assert key == f"post:failing:{START.isoformat()}"
        assert sentence in (detail or "")
        desk.clock.move_by(HOUR)
        assert await Inbox(desk.clerk, server.settings).read()
        assert await heard(desk) == desk.clock.now()
        assert not await inbox.read()
        assert len(await told(desk)) == 1, "a new trouble begins anew"


async def test_before_there_is_a_forum_nothing_can_be_an_answer(database: Database) -> None:
    desk = await Desk.opened(database)
    async with desk.clerk.database.writing() as db:
        (await db.get_one(models.Forum, desk.forum)).created_at = START + 400 * DAY
    async with imap_server() as server:
        await lies(server, 1)
        await Inbox(desk.clerk, server.settings).read()
    assert await subjects(desk) == []


async def test_the_password_is_shown_nowhere(caplog: pytest.LogCaptureFixture, database: Database) -> None:
    desk = await Desk.opened(database)
    async with imap_server() as server:
        await Inbox(desk.clerk, server.with_password("hunter2")).read()
        assert "hunter2" not in repr(server.with_password("hunter2"))
    assert "cannot be read" in caplog.text
    assert "hunter2" not in caplog.text


async def test_the_folder_is_opened_so_that_nothing_can_be_changed() -> None:
    def try_to_delete(settings: MailboxSettings) -> str:
        with Mailbox(settings) as box:
            try:
                return str(box._box.client.uid("store", "101", "+FLAGS", "\\Deleted")[0])
            except imaplib.IMAP4.error as error:
                return str(error)

    async with imap_server() as server:
        await lies(server, 1)
        assert "OK" not in await asyncio.to_thread(try_to_delete, server.settings)


# ------------------------------------------------------------------------------------------------ forum-clerk check


def configured(server: Server, **keys: Any) -> Mail:
    there: dict[str, Any] = {
        "imap_host": "127.0.0.1",
        "imap_port": server.port,
        "imap_security": "none",
        "imap_user": USER,
        "imap_password": PASSWORD,
    }
    return Mail.model_validate(there | keys)


async def test_check_says_whose_mark_the_newest_mails_carry() -> None:
    async with imap_server() as server:
        found = await check.look(configured(server))
        assert found is not None
        assert found.good
        await server.arrives(human(vouched(), number=1))
        await server.arrives(human(vouched(by="mx.elsewhere.example"), vouched(), number=2))
        await server.arrives(human(vouched(), number=3))
        found = await check.look(configured(server))
        assert found is not None
        assert found.good
        assert "Its spam folder is not read" in found.words
        assert f"Its newest mails carry “{TRUSTED}”, “mx.elsewhere.example”" in found.words
        right = await check.look(configured(server, authserv_id=TRUSTED.upper()))
        assert right is not None
        assert right.good
        wrong = await check.look(configured(server, authserv_id="mx.other.example"))
        assert wrong is not None
        assert not wrong.good


WRONG = [
    ({"imap_password": "wrong"}, "does not accept the name or the password"),
    ({"imap_folder": "Nowhere"}, "There is no folder “Nowhere”"),
    ({"imap_spam_folder": "Rubbish"}, "There is no folder “Rubbish”"),
    ({"imap_port": 1}, "cannot be used"),
]


@pytest.mark.parametrize(("keys", "sentence"), WRONG)
async def test_check_names_what_is_wrong_with_the_mailbox(keys: dict[str, Any], sentence: str) -> None:
    async with imap_server() as server:
        found = await check.look(configured(server, **keys))
    assert found is not None
    assert not found.good
    assert sentence in found.words
    assert found.todo
    assert "wrong" not in found.words


async def test_without_a_mailbox_there_is_nothing_to_say() -> None:
    assert await check.look(Mail()) is None
