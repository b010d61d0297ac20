"""The command line: one file a command, loaded when it is called.

A command's file has `arguments(parser)` and `main(args) -> int`, the exit status: 0 when all is well, 1 when something
is not, 2 when the command or the configuration cannot be understood. What goes wrong is said in sentences.
"""

import argparse
import importlib
import sys
from collections.abc import Sequence
from types import ModuleType

COMMANDS = {
    "run": "run the clerk: Discord, letters and the public page",
    "demo": "a whole forum on this machine, with no token, server or mail account",
    "check": "say in plain words what is missing, or whether the record is whole",
    "export": "write the public record as pages and data, ready for any web host",
    "verify": "check a public export",
    "import": "take in officials and organisations from a CSV or JSON file",
    "backup": "write a consistent copy of everything, while the clerk runs",
    "restore": "put such a copy back",
}
_FILES = {"import": "import_"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; never a traceback for what a person can mend."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    args = parser(given).parse_args(given)
    try:
        status: int = _file(args.command).main(args)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        return 141  # the reader of a pipe has seen enough
    except Exception as error:
        sentence = _sentence(error)
        if sentence is None:
            raise
        print(sentence[0], file=sys.stderr)
        return sentence[1]
    return status


def parser(given: Sequence[str] = ()) -> argparse.ArgumentParser:
    """With the arguments of the command that is asked for."""
    whole = argparse.ArgumentParser(prog="forum-clerk", description="The clerk of an unpaid carers’ forum.")
    commands = whole.add_subparsers(dest="command", required=True, metavar="command", title="commands")
    for name, words in COMMANDS.items():
        one = commands.add_parser(name, help=words, description=words[:1].upper() + words[1:] + ".")
        if name in given:
            _file(name).arguments(one)
    return whole


def _file(command: str) -> ModuleType:
    return importlib.import_module(f"bot.cli.{_FILES.get(command, command)}")


def _sentence(error: Exception) -> tuple[str, int] | None:
    """What is said of an error, and the exit status; None for a bug, which shows its traceback."""
    from bot.config import Mistakes
    from bot.rules.errors import Refused
    from db.fault import DatabaseFault

    if isinstance(error, Mistakes):
        return f"The configuration cannot be used:\n{error}", 2
    if isinstance(error, Refused | DatabaseFault):
        return str(error), 1
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: {error.strerror}.", 1
    return None
