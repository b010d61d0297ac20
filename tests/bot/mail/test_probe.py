"""`forum-clerk check` sends itself a mail at a reply address, through a real mail server into a real mailbox."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import select

from bot.check import probe
from bot.config.parts import Mail
from bot.mail.codes import plus
from bot.post import take
from bot.post.own import PROBE
from db import models
from db.engine import Database
from tests.bot.mails import CLERK, human
from tests.bot.mailserver import PASSWORD, USER, Server, imap_server
from tests.bot.test_mail_courier import PostOffice, opened as smtp_server
from tests.desk import Desk

pytestmark = [
    pytest.mark.only_on("sqlite"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning:pymap.*"),
]


class Provider(PostOffice):
    """Puts what it takes into the mailbox; where it knows no plus addresses, only what goes to the plain one."""

    box: Server
    knows_plus = True

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.knows_plus or "+" not in envelope.rcpt_tos[0]:
            await self.box.arrives(bytes(envelope.content))
        return await super().handle_DATA(server, session, envelope)


@pytest.fixture
async def provider(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Provider]:
    monkeypatch.setattr(probe, "PAUSE", 0)
    async with imap_server() as box, smtp_server(Provider()) as smtp:
        assert isinstance(smtp, Provider)
        smtp.box = box
        yield smtp


def configured(at: Provider, **keys: Any) -> Mail:
    there = {
        "smtp_host": "127.0.0.1",
        "smtp_port": at.port,
        "smtp_security": "none",
        "from_address": CLERK,
        "imap_host": "127.0.0.1",
        "imap_port": at.box.port,
        "imap_security": "none",
        "imap_user": USER,
        "imap_password": PASSWORD,
    }
    return Mail.model_validate(there | keys)


async def test_mail_to_a_reply_address_comes_in(provider: Provider) -> None:
    found = await probe.look(configured(provider))
    assert found is not None
    assert found.good
    assert f"Mail to {plus(CLERK, 'probe')} comes in" in found.words
    assert len(provider.taken) == 1


async def test_a_provider_that_knows_no_such_addresses_is_a_fault(provider: Provider) -> None:
    provider.knows_plus = False
    found = await probe.look(configured(provider))
    assert found is not None
    assert "did not come in" in found.words
    assert "plus_addresses = false" in found.todo


@pytest.mark.parametrize(
    "keys",
    [
        pytest.param({"plus_addresses": False}, id="no address of its own"),
        pytest.param({"imap_host": None, "imap_user": None, "imap_password": None}, id="no mailbox"),
        pytest.param({"smtp_host": None, "from_address": None}, id="no mail server"),
    ],
)
async def test_nothing_is_sent_where_nothing_can_be_learnt(provider: Provider, keys: dict[str, Any]) -> None:
    assert await probe.look(configured(provider, **keys)) is None
    assert provider.taken == []


async def test_a_server_that_is_away_is_said(provider: Provider) -> None:
    found = await probe.look(configured(provider, smtp_port=1))
    assert found is not None
    assert "could not be tried" in found.words


async def test_hosts_never_see_a_probe(database: Database) -> None:
    desk = await Desk.opened(database)
    mail = human(frm=CLERK, to=plus(CLERK, "probe"), subject=f"{PROBE} (4711)", text="Nothing to do.")
    number = await take(desk.clerk, mail, came_at=desk.clock.now())
    async with database.reading() as db:
        assert (await db.get_one(models.Piece, number)).state == "recorded"
        told = await db.scalars(select(models.Outbox.key))
        assert f"piece:{number}" not in list(told)
