"""`forum-clerk demo`: a whole forum on this machine. It lives in `bot.demo`, and needs the extra packages of [demo]."""

import argparse
import importlib
from pathlib import Path

from bot.rules.errors import Refused

NEEDS_EXTRA = "The demo needs some more packages: pip install 'forum-clerk[demo]'."


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--play", action="store_true", help="play the story to its end, with the clock moved on")
    parser.add_argument(
        "--out", type=Path, metavar="DIR", help="where the transcript, letters, database and export are written"
    )


def main(args: argparse.Namespace) -> int:
    try:
        demo = importlib.import_module("bot.demo")
        status: int = demo.main(args)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] in ("bot", "cogs", "db"):
            raise
        raise Refused(NEEDS_EXTRA) from error
    return status
