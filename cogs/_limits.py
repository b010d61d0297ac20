"""How much Discord takes: `_limits.BUTTON_LABEL` and so on. See `bot/chat/limits.py`, which the couriers share."""

from bot.chat.limits import *  # noqa: F403
