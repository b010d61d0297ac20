"""A whole forum on this machine: no token, no server, no mail account. Every body and person in it is made up."""

import argparse
import asyncio
import logging
from pathlib import Path

# Looked for here, so that whoever has not installed the extra [demo] is told so before anything begins.
import simcord  # noqa: F401

from bot.demo import live, play


def main(args: argparse.Namespace) -> int:
    """`forum-clerk demo`: stays until Ctrl-C; with `--play`, plays the story to its end and writes it to `--out`."""
    logging.basicConfig(level=logging.WARNING)
    if args.play:
        return asyncio.run(play.play(args.out or Path("out")))
    return asyncio.run(live.stay(args.out))
