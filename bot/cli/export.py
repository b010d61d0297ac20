"""`forum-clerk export DIR`: the public record as static pages and data, a folder a forum."""

import argparse
import asyncio
from pathlib import Path

from bot.cli._desk import config_of, takes_config
from bot.config import Config
from bot.export import export_forum
from bot.opening import clerk_for, forum_called
from db import papers


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR", help="made if need be; each forum gets a folder in it")
    parser.add_argument("--forum", metavar="SLUG", help="this forum alone, as in its web address")
    takes_config(parser)


def main(args: argparse.Namespace) -> int:
    written = asyncio.run(_write(config_of(args), args.folder, args.forum))
    for folder in written:
        print(f"{folder} is written. To check it: forum-clerk verify {folder}")
    if not written:
        print("There is no forum yet, so nothing was written.")
    return 0


async def _write(config: Config, folder: Path, slug: str | None) -> list[Path]:
    async with clerk_for(config) as clerk:
        if slug is not None:
            forums = [(await forum_called(clerk, slug)).id]
        else:
            async with clerk.database.reading() as db:
                forums = [forum.id for forum in await papers.forums(db)]
        return [await export_forum(clerk, forum, folder) for forum in forums]
