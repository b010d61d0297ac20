"""All of `forum-clerk check`, in the order in which a host would mend it."""

from collections.abc import AsyncIterator

from bot.check import mailbox, outside, probe, record, server, storage
from bot.check.finding import Finding
from bot.clerk import Clerk
from bot.clock import WallClock
from bot.config import Config
from bot.opening import absent
from bot.record import Record
from db.engine import Database


async def look(config: Config) -> AsyncIterator[Finding]:
    """Everything but the record itself."""
    database = Database.at(config.database.url)
    clerk = Clerk(Record(database, WallClock()), config.ways)
    try:
        findings, usable = await _storage(database)
        for finding in findings:
            yield finding
        if usable:
            async for finding in storage.look_at_queues(clerk):
                yield finding
        token = config.discord.token.get_secret_value() if config.discord.token else None
        async for finding in server.look(token, clerk if usable else None):
            yield finding
        for found in (
            await outside.look_at_clock(clerk.clock.now()),
            await outside.look_at_mail(config.mail),
            await mailbox.look(config.mail),
            await probe.look(config.mail),
            await outside.look_at_web(config.web),
        ):
            if found:
                yield found
    finally:
        await database.dispose()


async def look_at_record(config: Config) -> AsyncIterator[Finding]:
    """The database, and every entry in it."""
    database = Database.at(config.database.url)
    try:
        findings, usable = await _storage(database)
        for finding in findings:
            yield finding
        if usable:
            async for finding in record.look(Clerk(Record(database, WallClock()), config.ways)):
                yield finding
    finally:
        await database.dispose()


async def _storage(database: Database) -> tuple[list[Finding], bool]:
    """What is found about the database, and whether anything can be read from it."""
    findings = [finding async for finding in storage.look(database)]
    return findings, absent(database) is None and all(finding.good for finding in findings)
