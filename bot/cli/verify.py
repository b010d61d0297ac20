"""`forum-clerk verify PATH`: the same as `python -m bot.rules.verify PATH`."""

import argparse

from bot.rules import verify


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", metavar="PATH", help="the folder of an export, or its record.jsonl")


def main(args: argparse.Namespace) -> int:
    return verify.main([args.path])
