"""What most commands take: where the configuration is."""

import argparse
from pathlib import Path

from bot.config import Config, load


def takes_config(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--config", type=Path, metavar="FILE", help="the configuration (config.toml in this folder, if there is one)"
    )


def config_of(args: argparse.Namespace, *, at_work: bool = False) -> Config:
    return load(args.config, at_work=at_work)
