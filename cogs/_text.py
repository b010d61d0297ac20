"""Words typed by people, made safe to show. See `bot/chat/text.py`, which the couriers share."""

from bot.chat.text import bare, clip, line, listing, plain, plural, quote, size

__all__ = ["bare", "clip", "line", "listing", "plain", "plural", "quote", "size"]
