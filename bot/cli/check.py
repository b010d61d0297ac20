"""`forum-clerk check`: what is missing, and what to do about it; with --record, whether the record is whole."""

import argparse
import asyncio
from collections.abc import AsyncIterator

from bot.check import everything
from bot.check.finding import Finding
from bot.cli._desk import config_of, takes_config
from bot.config import DEFAULT, Mistakes
from bot.config.words import NO_FILE
from bot.rules.wording import plural

CONFIG_HINT = "Correct it; config.example.toml explains every key."


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--record", action="store_true", help="read, hash, chain and fold the whole record again, instead of the rest"
    )
    takes_config(parser)


def main(args: argparse.Namespace) -> int:
    try:
        config = config_of(args)
    except Mistakes as mistakes:
        for mistake in mistakes.said:
            print(Finding(mistake, CONFIG_HINT))
        return _close(len(mistakes.said))
    there = args.config or DEFAULT.exists()
    print(Finding("The configuration can be read." if there else NO_FILE))
    return _close(asyncio.run(_say(everything.look_at_record(config) if args.record else everything.look(config))))


async def _say(findings: AsyncIterator[Finding]) -> int:
    """How many faults there were."""
    faults = 0
    async for finding in findings:
        print(finding, flush=True)
        faults += not finding.good
    return faults


def _close(faults: int) -> int:
    print(f"\n{plural(faults, 'fault')}." if faults else "\nAll is well.")
    return 1 if faults else 0
