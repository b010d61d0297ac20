"""Does Discord know the commands of this version? The clerk tells it at its start, when they have changed."""

from bot.check.finding import Finding
from bot.clerk import Clerk
from bot.client import COMMANDS_TOLD, ForumClerk

HINT = "Start the clerk (forum-clerk run): it tells Discord by itself. If it has just done so, its log says why not."


async def look(clerk: Clerk, application_id: int) -> Finding:
    client = ForumClerk(clerk)
    await client.load_cogs()
    if await clerk.settings_get(COMMANDS_TOLD) == client.commands_hash(application_id):
        return Finding("Discord knows the commands of this version.")
    return Finding("Discord does not know the commands of this version yet.", HINT)
