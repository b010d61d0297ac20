"""`forum-clerk backup FILE`: a consistent copy, while the clerk runs."""

import argparse
import asyncio
from pathlib import Path

from bot.cli._desk import config_of, takes_config
from bot.config import Config
from bot.opening import absent
from bot.rules.errors import Refused
from db.backup import backup
from db.engine import Database


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", type=Path, metavar="FILE", help="a new file; it holds what carers wrote, so keep it safe"
    )
    takes_config(parser)


def main(args: argparse.Namespace) -> int:
    asyncio.run(_copy(config_of(args), args.file))
    print(f"Everything is in {args.file}. To put it back: forum-clerk restore {args.file}")
    return 0


async def _copy(config: Config, file: Path) -> None:
    database = Database.at(config.database.url)
    try:
        if missing := absent(database):
            raise Refused(f"There is no database at {missing}, so there is nothing to copy.")
        await backup(database, file)
    finally:
        await database.dispose()
