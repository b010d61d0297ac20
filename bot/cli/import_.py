"""`forum-clerk import FILE --forum SLUG`: officials and organisations from CSV, or from JSON of public registers."""

import argparse
import asyncio
from pathlib import Path

from bot.cli._desk import config_of, takes_config
from bot.config import Config
from bot.directory import Outcome, take_in
from bot.directory.files import Reading, read_directory
from bot.opening import clerk_for, forum_called
from bot.rules.wording import plural
from bot.rules.words import Via


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="CSV as Excel writes it, or JSON of a public register")
    parser.add_argument("--forum", required=True, metavar="SLUG", help="the forum, as in its web address")
    takes_config(parser)


def main(args: argparse.Namespace) -> int:
    """1 only when the file has lines and none of them could be taken."""
    config, found = config_of(args), read_directory(args.file.read_bytes(), args.file.name)
    outcome = asyncio.run(_take_in(config, found, args.forum))
    for taken in (*outcome.added, *outcome.changed):
        print(taken.sentence)
    for line in outcome.refused:
        print(line.reason)
    for note in outcome.notes:
        print(note)
    print(summary(outcome))
    return 1 if outcome.refused and not (outcome.changes or outcome.same) else 0


async def _take_in(config: Config, found: Reading, slug: str) -> Outcome:
    async with clerk_for(config) as clerk:
        forum = await forum_called(clerk, slug)
        async with clerk.record.transaction(forum.id) as tx:
            return await take_in(tx, found, Via.COMMAND)


def summary(outcome: Outcome) -> str:
    """Read as UK Parliament Members (JSON): 3 added, 1 changed, 12 as they were, 2 not taken."""
    return (
        f"Read as {outcome.format}: {len(outcome.added):,} added, {len(outcome.changed):,} changed, "
        f"{outcome.same:,} as before, {plural(len(outcome.refused), 'line')} not taken."
    )
