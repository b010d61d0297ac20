"""A real IMAP server on this machine (pymap), with one mailbox in memory, in the test's own event loop.

async with imap_server() as server:
    await server.arrives(raw, at=moment)
    settings = server.settings
"""

import asyncio
from argparse import ArgumentParser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from proxyprotocol.reader import ProxyProtocolReader
from pymap.backend.dict import DictBackend
from pymap.imap import IMAPServer, IMAPService
from pymap.parsing.message import AppendMessage
from pysasl.hashing import BuiltinHash

from bot.mail.mailbox import MailboxSettings

USER, PASSWORD = "clerk", "right"
LONG_AGO = datetime(2026, 9, 2, 12, 0, tzinfo=UTC)


@dataclass
class Server:
    backend: Any
    port: int
    settings: MailboxSettings = field(init=False)

    def __post_init__(self) -> None:
        self.settings = MailboxSettings("127.0.0.1", self.port, USER, PASSWORD, security="none")

    async def arrives(self, raw: bytes, *, at: datetime = LONG_AGO, folder: str = "INBOX") -> None:
        async with self.backend.login.demo_user_identity.new_session() as session:
            if folder not in [entry.name for entry in (await session.mailbox_set.list_mailboxes()).list()]:
                await session.mailbox_set.add_mailbox(folder)
            box = await session.mailbox_set.get_mailbox(folder)
            await box.append(AppendMessage(raw, at, frozenset()))

    async def lies_there(self) -> list[tuple[int, frozenset[bytes]]]:
        """UID and flags of every mail."""
        async with self.backend.login.demo_user_identity.new_session() as session:
            inbox = await session.mailbox_set.get_mailbox("INBOX")
            return [(one.uid, frozenset(map(bytes, one.permanent_flags))) async for one in inbox.messages()]

    async def numbers_anew(self) -> None:
        """What a provider does that moves its mailboxes: another UIDVALIDITY."""
        async with self.backend.login.demo_user_identity.new_session() as session:
            inbox = await session.mailbox_set.get_mailbox("INBOX")
            inbox._uid_validity += 1

    def with_password(self, password: str) -> MailboxSettings:
        return replace(self.settings, password=password)


@asynccontextmanager
async def imap_server() -> AsyncIterator[Server]:
    parser = ArgumentParser()
    DictBackend.add_subparser("dict", parser.add_subparsers(dest="backend"))
    IMAPService.add_arguments(parser)
    args = parser.parse_args(["--no-tls", "dict", "--demo-user", USER, "--demo-password", PASSWORD])
    args.passlib_cfg, args.debug = None, False
    backend, config = await DictBackend.init(args, invalid_user_sleep=0.0, hash_context=BuiltinHash(rounds=1))
    config.apply_context()
    talk = ProxyProtocolReader(config.proxy_protocol).get_callback(IMAPServer(backend.login, config))
    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    try:
        yield Server(backend, server.sockets[0].getsockname()[1])
    finally:
        server.close()
