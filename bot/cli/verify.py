"""`forum-clerk verify PATH`: the same as `python -m bot.rules.verify PATH`."""

import argparse

from bot.rules.verify import say, takes_path


def arguments(parser: argparse.ArgumentParser) -> None:
    takes_path(parser)


def main(args: argparse.Namespace) -> int:
    return say(args.path, args.head)
