"""The types that pass between Discord and the clerk."""

from enum import Enum
from typing import TYPE_CHECKING

import discord

if TYPE_CHECKING:
    from bot.client import ForumClerk

    Interaction = discord.Interaction[ForumClerk]
else:
    Interaction = discord.Interaction


class Shown(Enum):
    """How a command, a button or a form is acknowledged, before anything is looked up. It cannot be changed later."""

    ONLY_ME = "to the person alone"
    TO_ALL = "to the channel, unless the option only_me is true"
    IN_PLACE = "by changing the message that the button sits on"
    AS_FORM = "by opening a form, which must be the first thing said: nothing may be awaited for long before it"
