"""Reading mail that comes in: pure, from bytes to `Parsed`, without ever raising."""

from bot.mail.parse.reading import parse

__all__ = ["parse"]
