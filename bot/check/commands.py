"""Does Discord know the commands of this version? The clerk tells it at its start, when they have changed."""

import hashlib
import json

from bot.check.finding import Finding
from bot.clerk import Clerk
from bot.client import ForumClerk, extensions_in

KNOWN = "discord.commands_hash"

TODO = "Start the clerk (forum-clerk run): it tells Discord by itself. If it has just done so, its log says why not."


async def look(clerk: Clerk, application_id: int) -> Finding:
    if await clerk.settings_get(KNOWN) == await commands_hash(clerk, application_id):
        return Finding("Discord knows the commands of this version.")
    return Finding("Discord does not know the commands of this version yet.", TODO)


async def commands_hash(clerk: Clerk, application_id: int) -> str:
    """What `ForumClerk.sync_if_changed` remembers after it has told Discord."""
    client = ForumClerk(clerk)
    for name in extensions_in("cogs"):
        await client.load_extension(name)
    known = [command.to_dict(client.tree) for command in client.tree.get_commands()]
    return hashlib.sha256(json.dumps([application_id, known], sort_keys=True).encode()).hexdigest()
