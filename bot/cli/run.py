"""`forum-clerk run`: Discord, letters, the timetable and the public page, side by side; they are built here."""

import argparse
import asyncio
import logging
import sys
from contextlib import AsyncExitStack

from bot import logs, supervise
from bot.clerk import Clerk
from bot.cli._desk import config_of, takes_config
from bot.client import ForumClerk
from bot.clock import WallClock
from bot.config import Config
from bot.config.mailbox import mailbox_settings
from bot.couriers import MailSettings, to_everywhere
from bot.gateway import Gateway, NotAccepted, without_voice
from bot.health import Health
from bot.lock import AlreadyRunning, only_one
from bot.mail.inbox import Inbox
from bot.record import Record
from bot.rules.errors import Refused
from bot.site import Site
from bot.supervise import Worker, WorkerLost
from bot.timetable import Timetable, no_post
from db.engine import Database
from db.migrate import upgrade

log = logging.getLogger(__name__)


def arguments(parser: argparse.ArgumentParser) -> None:
    takes_config(parser)


def main(args: argparse.Namespace) -> int:
    """1 when the clerk had to end; what starts it (systemd, Docker) may start it again."""
    config = config_of(args, at_work=True)
    logs.begin(config.log.level, config.log.format)
    try:
        asyncio.run(work(config))
    except AlreadyRunning as error:
        raise Refused(str(error)) from error
    except WorkerLost as error:
        said = error.__cause__ if isinstance(error.__cause__, NotAccepted) else error
        print(said, file=sys.stderr)
        return 1
    return 0


async def work(config: Config) -> None:
    """Until SIGTERM or SIGINT, which let the turn that is under way be finished."""
    assert config.discord.token is not None
    database = Database.at(config.database.url)
    async with AsyncExitStack() as stack:
        stack.push_async_callback(database.dispose)
        lock = await stack.enter_async_context(only_one(database))
        await upgrade(database)
        condition = await database.check()
        log.info("the record is kept in %s %s", condition.kind, condition.version)
        clerk = Clerk(Record(database, WallClock()), config.ways)
        without_voice()
        client = ForumClerk(clerk)
        gateway = Gateway(client, config.discord.token.get_secret_value())
        mailbox = mailbox_settings(config.mail)
        collect = Inbox(clerk, mailbox).collect if mailbox else no_post
        timetable = Timetable(clerk, to_everywhere(clerk, client, mail_settings(config)), collect=collect)
        health = Health(clerk, client, timetable)
        workers = [
            lock.watchman(),
            Worker("health", health.watch, health.stop, restart=False),
            Worker("Discord", gateway.start, gateway.stop, restart=False),
        ]
        if config.web.serves:
            site = Site(clerk, health.look, config.web.listen, config.web.port)
            workers.append(Worker("the public page", site.start, site.stop))
        supervise.settle()
        await supervise.run(*workers, Worker("timetable", timetable.run, timetable.stop))


def mail_settings(config: Config) -> MailSettings | None:
    """None without a mail server: the hosts are handed the letters."""
    mail = config.mail
    if mail.smtp_host is None or mail.from_address is None:
        return None
    return MailSettings(
        from_address=mail.from_address,
        from_name=mail.from_name,
        smtp_host=mail.smtp_host,
        smtp_port=mail.smtp_port,
        smtp_security=mail.smtp_security,
        smtp_user=mail.smtp_user,
        smtp_password=mail.smtp_password.get_secret_value() if mail.smtp_password else None,
    )
