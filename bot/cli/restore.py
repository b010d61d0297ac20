"""`forum-clerk restore FILE`: make everything what it was when the copy was written."""

import argparse
import asyncio
from pathlib import Path

from bot.cli._desk import config_of, takes_config
from bot.lock import AlreadyRunning, only_one
from bot.rules.errors import Refused
from db.backup import restore
from db.engine import Database
from db.fault import DatabaseFault


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="a copy that forum-clerk backup wrote")
    parser.add_argument("--force", action="store_true", help="replace what the database holds now")
    takes_config(parser)


def main(args: argparse.Namespace) -> int:
    asyncio.run(_put_back(config_of(args).database.url, args.file, force=args.force))
    print(f"Everything is as it was when {args.file} was written. Look it over with: forum-clerk check --record")
    return 0


async def _put_back(url: str, file: Path, *, force: bool) -> None:
    database = Database.at(url)
    try:
        async with only_one(database):
            await restore(file, url, force=force)
    except AlreadyRunning as running:
        raise Refused(str(running)) from running
    except DatabaseFault as fault:
        again = "" if force or "already holds something" not in str(fault) else " (add --force to replace it)"
        raise Refused(f"{fault}{again}") from fault
    finally:
        await database.dispose()
