"""`forum-clerk check`: what is missing is named in plain words, with what to do; what is right is left in peace."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from typing import Any

import discord
import pytest
from aiohttp import web
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from pydantic import SecretStr
from sqlalchemy import insert, select, text, update

from bot.check import commands, outside, record, server, storage
from bot.check.finding import Finding, from_sentences
from bot.client import ForumClerk
from bot.config.parts import Mail, Web
from bot.rules.words import Answer
from db import guard, models
from db.engine import Database
from tests.bot import fake_discord as fake
from tests.bot.fake_discord import FakeDiscord, fake_discord
from tests.desk import Desk
from tests.discord_world import open_world


async def all_of(findings: AsyncIterator[Finding]) -> list[Finding]:
    return [finding async for finding in findings]


def faults(findings: list[Finding]) -> list[str]:
    return [finding.words for finding in findings if not finding.good]


@pytest.fixture
async def there(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[FakeDiscord]:
    async with fake_discord() as found:
        monkeypatch.setattr(discord.http.Route, "BASE", found.base)
        yield found


async def furnished(database: Database) -> Desk:
    """A forum whose roles and channels are those of the fake server."""
    desk = await Desk.opened(database)
    async with desk.clerk.record.transaction(desk.forum) as tx:
        tx.forum.guild_id, tx.forum.host_role_id, tx.forum.carer_role_id = fake.GUILD, fake.HOSTS, fake.CARERS
        tx.forum.chat_channel_id, tx.forum.log_channel_id = fake.CHAT, fake.LOG
        tx.forum.host_channel_id = fake.DESK
    return desk


def test_a_finding_says_what_is_wrong_and_what_to_do() -> None:
    assert str(Finding("It is there.")) == "OK     It is there."
    assert str(from_sentences("It is gone. Make it again. Soon.", "Else.")) == (
        "Fault: It is gone.\n       What to do: Make it again. Soon."
    )
    assert from_sentences("It is gone", "Look for it.").todo == "Look for it."


# ---------------------------------------------------------------- Discord


@pytest.mark.only_on("sqlite")
async def test_a_server_with_everything_has_no_fault_but_the_commands(database: Database, there: FakeDiscord) -> None:
    desk = await furnished(database)
    found = await all_of(server.look("right", desk.clerk))
    assert faults(found) == ["Discord does not know the commands of this version yet."]
    assert "the clerk is clerk" in found[0].words
    assert {call.partition(" ")[0] for call in there.calls} == {"GET"}, "check changes nothing at Discord"


@pytest.mark.only_on("sqlite")
async def test_a_token_that_is_missing_or_refused_is_said_so(database: Database, there: FakeDiscord) -> None:
    assert faults(await all_of(server.look(None, None))) == ["There is no Discord token."]
    assert faults(await all_of(server.look("wrong", None))) == ["Discord does not accept the token."]


async def test_discord_out_of_reach_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discord.http.Route, "BASE", "http://127.0.0.1:1/api/v10")
    found = await all_of(server.look("right", None))
    assert [finding.words.startswith("Discord could not be asked") for finding in found] == [True]


Change = Callable[[FakeDiscord], object]


def denied(number: int, permission: str) -> Change:
    bit = discord.Permissions(**{permission: True}).value

    def deny(there: FakeDiscord) -> None:
        there.channels[number]["permission_overwrites"] = [
            *there.channels[number]["permission_overwrites"],
            {"id": str(fake.ME), "type": 1, "allow": "0", "deny": str(bit)},
        ]

    return deny


def lost(permission: str) -> Change:
    bit = discord.Permissions(**{permission: True}).value

    def take(there: FakeDiscord) -> None:
        there.roles[fake.OWN_ROLE]["permissions"] = str(int(there.roles[fake.OWN_ROLE]["permissions"]) & ~bit)

    return take


TALK = discord.Permissions(view_channel=True, send_messages=True)
THREADS = discord.Permissions(view_channel=True, create_public_threads=True)

SERVER_FAULTS: list[tuple[str, Change, str]] = [
    (
        "may not see the chat",
        denied(fake.CHAT, "view_channel"),
        "In #carers-chat (the chat) the clerk lacks “View Ch",
    ),
    ("may not write", denied(fake.LOG, "send_messages"), "In #public-log (the public log) the clerk lacks “Send Messa"),
    ("may not embed", denied(fake.LOG, "embed_links"), "In #public-log (the public log) the clerk lacks “Embed Links"),
    ("may not attach", denied(fake.DESK, "attach_files"), "In #hosts (the hosts’ channel) the clerk lacks “Attach Fi"),
    ("may not read", denied(fake.LOG, "read_message_history"), "In #public-log (the public log) the clerk lacks “Read"),
    (
        "may not begin threads",
        denied(fake.CHAT, "create_public_threads"),
        "In #carers-chat (the chat) the clerk lacks “Create Public",
    ),
    ("may not create events", lost("create_events"), "In this server the clerk lacks “Create Events”"),
    ("may not manage events", lost("manage_events"), "In this server the clerk lacks “Manage Events”"),
    ("no host role", lambda there: there.roles.pop(fake.HOSTS), "The hosts’ role does not exist any more"),
    ("no carer role", lambda there: there.roles.pop(fake.CARERS), "The carers’ role does not exist any more"),
    ("no log", lambda there: there.channels.pop(fake.LOG), "The channel of the public log does not exist any more"),
    (
        "hosts' channel open to all",
        lambda there: there.channels[fake.DESK].update(permission_overwrites=[]),
        "Everybody in the server can see #hosts",
    ),
    (
        "log open to comments",
        lambda there: there.roles[fake.EVERYONE].update(permissions=str(TALK.value)),
        "Everybody can write beside the entries of the record, in #public-log.",
    ),
    (
        "log open to carers",
        lambda there: there.roles[fake.CARERS].update(permissions=str(THREADS.value)),
        "Everybody with the role “Carer” can write beside the entries",
    ),
    ("not in the server", lambda there: setattr(there, "present", False), "the clerk is not in that server."),
]


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize(
    ("change", "sentence"), [case[1:] for case in SERVER_FAULTS], ids=[case[0] for case in SERVER_FAULTS]
)
async def test_what_the_server_does_not_give_is_named(
    database: Database, there: FakeDiscord, change: Change, sentence: str
) -> None:
    desk = await furnished(database)
    change(there)
    found = [one for one in await all_of(server.look("right", desk.clerk)) if not one.good][1:]
    assert [one.words.partition(": ")[2][: len(sentence)] for one in found] == [sentence]
    assert all(one.todo for one in found)


@pytest.mark.only_on("sqlite")
async def test_the_commands_are_known_once_the_clerk_has_told_discord(database: Database) -> None:
    desk = await Desk.opened(database)
    async with open_world(lambda: ForumClerk(desk.clerk)) as world:
        assert world.bot.application_id is not None
        assert (await commands.look(desk.clerk, world.bot.application_id)).good
        assert not (await commands.look(desk.clerk, 1)).good


@pytest.mark.parametrize(
    ("ahead", "good"), [(0, True), (30, True), (31, False), (-3600, False)], ids=["right", "just", "late", "an hour"]
)
async def test_a_clock_more_than_half_a_minute_off_is_a_fault(there: FakeDiscord, ahead: int, good: bool) -> None:
    there.late = timedelta(seconds=ahead)
    found = await outside.look_at_clock(fake.NOW)
    assert found is not None
    assert found.good is good


async def test_the_clock_is_not_judged_when_nobody_tells_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discord.http.Route, "BASE", "http://127.0.0.1:1/api/v10")
    assert await outside.look_at_clock(fake.NOW) is None


# ---------------------------------------------------------------- mail and web


class PostOffice:
    """Asks for a name and a password, and takes no letter."""

    def __call__(self, server: SMTP, session: Session, envelope: Envelope, kind: str, data: object) -> AuthResult:
        right = isinstance(data, LoginPassword) and data == LoginPassword(b"clerk", b"right")
        return AuthResult(success=right, handled=False)

    async def handle_MAIL(self, *_: object) -> str:
        raise AssertionError("check sends nothing")


@pytest.fixture
async def post_office() -> AsyncIterator[int]:
    loop, office, talks = asyncio.get_running_loop(), PostOffice(), list[SMTP]()

    def talk() -> SMTP:
        asks: dict[str, Any] = {"authenticator": office, "auth_require_tls": False, "auth_required": True}
        talks.append(SMTP(office, loop=loop, hostname="localhost", **asks))
        return talks[-1]

    listening = await loop.create_server(talk, "127.0.0.1", 0)
    yield listening.sockets[0].getsockname()[1]
    listening.close()
    for one in talks:
        if isinstance(one.transport, asyncio.Transport):
            one.transport.abort()
    await listening.wait_closed()


def mail(port: int, **keys: Any) -> Mail:
    """As configured, without asking what goes with what."""
    return Mail.model_construct(None, **{**Mail().model_dump(), "smtp_host": "127.0.0.1", "smtp_port": port, **keys})


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
async def test_the_mail_server_is_tried_and_nothing_is_sent(post_office: int) -> None:
    login: dict[str, Any] = {"smtp_security": "none", "smtp_user": "clerk"}
    found = await outside.look_at_mail(mail(post_office, **login, smtp_password=SecretStr("right")))
    assert (found.good, found.words) == (True, f"The mail server 127.0.0.1:{post_office} lets the clerk in.")
    found = await outside.look_at_mail(mail(post_office, **login, smtp_password=SecretStr("wrong")))
    assert not found.good
    assert "does not accept the name or the password" in found.words
    assert "wrong" not in found.words


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
async def test_a_mail_server_that_cannot_be_used_is_said_so(post_office: int) -> None:
    found = await outside.look_at_mail(mail(post_office, smtp_security="starttls"))
    assert "cannot be used" in found.words
    found = await outside.look_at_mail(mail(1, smtp_security="none"))
    assert "cannot be used" in found.words


async def test_without_mail_settings_there_is_no_fault() -> None:
    assert (await outside.look_at_mail(Mail())).good


@pytest.mark.parametrize(
    ("status", "good", "words"),
    [(200, True, "answers."), (503, False, "not well: nobody home"), (404, False, "answers 404")],
)
async def test_the_public_address_is_asked_how_the_clerk_is(status: int, good: bool, words: str) -> None:
    async def answer(request: web.Request) -> web.Response:
        return web.Response(status=status, text="nobody home\n")

    async with _served(answer) as port:
        found = await outside.look_at_web(Web(base_url=f"http://127.0.0.1:{port}/"))
    assert (found.good, words in found.words) == (good, True)


async def test_an_address_that_does_not_answer_is_said_so() -> None:
    assert "does not answer" in (await outside.look_at_web(Web(base_url="http://127.0.0.1:1"))).words
    assert (await outside.look_at_web(Web())).good


class _served:
    def __init__(self, answer: Callable[[web.Request], Awaitable[web.Response]]) -> None:
        app = web.Application()
        app.router.add_get("/healthz", answer)
        self._runner = web.AppRunner(app)

    async def __aenter__(self) -> int:
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        port: int = self._runner.addresses[0][1]
        return port

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()


# ---------------------------------------------------------------- the database and what waits in it


async def test_a_database_that_is_as_it_should_be_has_no_fault(database: Database) -> None:
    await Desk.opened(database)
    found = await all_of(storage.look(database))
    assert faults(found) == []
    assert "can be written to, is up to date and guards the record" in found[0].words


async def test_a_guard_that_is_gone_is_a_fault(database: Database) -> None:
    await unguarded(database)
    assert "does not protect the record" in faults(await all_of(storage.look(database)))[0]


async def test_another_versions_database_is_a_fault(database: Database) -> None:
    async with database.writing() as db:
        await db.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert faults(await all_of(storage.look(database))) == ["The database is not that of this version of Forum Clerk."]


async def test_a_queue_that_stands_still_is_named(database: Database) -> None:
    desk = await Desk.opened(database)
    await desk.session()
    assert faults(await all_of(storage.look_at_queues(desk.clerk))) == []
    async with database.writing() as db:
        first = (await db.execute(select(models.Outbox).where(models.Outbox.destination == "log"))).scalars().first()
        assert first is not None
        first.state, first.error = "blocked", "403 Forbidden"
    said = faults(await all_of(storage.look_at_queues(desk.clerk)))
    assert said == [
        "Northshire Carers’ Forum: what is meant for the public log waits since Tuesday 1 September 2026, 10:00 am UK "
        "time (403 Forbidden)."
    ]


# ---------------------------------------------------------------- the record


async def unguarded(database: Database) -> None:
    """What somebody who owns the database can do."""
    async with database.writing() as db:
        kind = database.url.get_backend_name()
        for one in guard.GUARDS[kind]:
            on = f" ON {one.table}" if kind == "postgresql" else ""
            await db.execute(text(f"DROP TRIGGER {one.name}{on}"))


async def told(database: Database) -> Desk:
    """A forum with something to tell: one who answered, one who is waited for."""
    desk = await Desk.opened(database)
    body = await desk.body()
    session = await desk.session()
    first = await desk.invited(session, await desk.official(body))
    await desk.invited(session, await desk.official(body, "Chair"))
    await desk.post()
    await desk.answered(first, Answer.DEPUTY)
    return desk


async def test_a_whole_record_has_no_fault(database: Database) -> None:
    desk = await told(database)
    north = await all_of(record.look(desk.clerk))
    assert faults(north) == []
    assert "2 invitations, 0 pledges and 1 session folded again" in north[0].words


RECORD_FAULTS = [
    ("a changed entry", "UPDATE ledger SET body = replace(body, '2026-09', '2026-08') WHERE seq = 3", "entry 3"),
    ("a missing entry", "DELETE FROM ledger WHERE seq = 4", "entry 4 is missing."),
    ("a missing last entry", "DELETE FROM ledger WHERE kind = 'responded'", "invitation 1: state is kept as replied"),
    ("a column of its own", "UPDATE ledger SET kind = 'sent' WHERE seq = 3", "entry 3: kind is kept as sent"),
    ("a text gone", "DELETE FROM enclosure", "or one after it is gone"),
    ("a text changed", "UPDATE enclosure SET text = 'Another title'", "a text beside it is not the one"),
    (
        "a standing changed",
        "UPDATE standing SET on_time = NOT on_time WHERE invitation_id = 1",
        "invitation 1: on_time",
    ),
    ("a standing lost", "DELETE FROM standing WHERE invitation_id = 2", "where invitation 2 stands was not kept."),
    (
        "a session's state",
        "UPDATE session SET state = 'held'",
        "session 1: state is kept as held, and the record giv",
    ),
    ("JSON that is none", "UPDATE ledger SET body = '{' WHERE seq = 2", "entry 2 cannot be read"),
    (
        "another spelling",
        "UPDATE ledger SET body = body || ' ' WHERE seq = 2",
        "entry 2 is not written in the one c",
    ),
]


@pytest.mark.parametrize(
    ("statement", "sentence"), [case[1:] for case in RECORD_FAULTS], ids=[case[0] for case in RECORD_FAULTS]
)
async def test_the_first_difference_is_named(
    database: Database, statement: str, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for room in ("record", "kept"):
        monkeypatch.setattr(f"bot.check.{room}.CHUNK", 1)
    desk = await told(database)
    await unguarded(database)
    async with database.writing() as db:
        await db.execute(text(statement))
    said = faults(await all_of(record.look(desk.clerk)))
    assert len(said) == 1
    assert sentence in said[0]


async def test_an_invitation_that_the_record_does_not_know_is_named(database: Database) -> None:
    desk = await told(database)
    other = {"id": 99, "invitation_id": 99, "official_id": await desk.official(1, "Deputy"), "code": "other"}
    async with database.writing() as db:
        for model in (models.Invitation, models.Standing):
            row = (await db.execute(select(model.__table__))).mappings().all()[-1]
            await db.execute(insert(model), [{name: other.get(name, value) for name, value in row.items()}])
    assert "invitation 99 is kept, and the record knows none" in faults(await all_of(record.look(desk.clerk)))[0]


async def test_one_forums_fault_is_not_anothers(database: Database) -> None:
    desk = await told(database)
    east = await Desk.opened(database, guild=901, slug="eastvale", clock=desk.clock)
    await east.body("Eastvale Council", "council")
    await unguarded(database)
    async with database.writing() as db:
        await db.execute(update(models.Entry).where(models.Entry.forum_id == desk.forum).values(kind="held"))
    found = await all_of(record.look(desk.clerk))
    assert [finding.good for finding in found] == [False, True]


async def test_the_record_is_looked_at_as_it_was_at_one_moment(database: Database) -> None:
    """What is written meanwhile makes no difference."""
    desk = await told(database)

    async def write() -> None:
        for number in range(5):
            await desk.session(days=50 + number, title=f"Session {number}")

    async with asyncio.TaskGroup() as together:
        looks = [together.create_task(all_of(record.look(desk.clerk))) for _ in range(3)]
        together.create_task(write())
    assert [faults(look.result()) for look in looks] == [[], [], []]
