"""The command line, as `forum-clerk` and as `python -m bot`. See `bot.cli`."""

import sys

from bot.cli import main

__all__ = ["main"]

if __name__ == "__main__":
    sys.exit(main())
