"""Reading and writing for whoever stands at the counter: their forum, and in their name.

    async with writing(interaction) as tx:
        fact = tx.record(rules.hold_back(await tx.standing(invitation), reason, **tx.mark(Via.COMMAND)))
    await reply(interaction, …)             # after the block: what is answered has been committed

A failure after the block is answered as such ("this was recorded, but …"), one inside it leaves nothing behind.
"""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from bot.chat.gate import here, who
from bot.chat.kinds import Interaction
from bot.chat.mishap import note_kept
from bot.transaction import Transaction
from bot.view import View

__all__ = ["reading", "writing"]


def reading(interaction: Interaction) -> AbstractAsyncContextManager[View]:
    return interaction.client.clerk.record.reading(here(interaction).id)


@asynccontextmanager
async def writing(interaction: Interaction) -> AsyncIterator[Transaction]:
    visitor = who(interaction)
    async with interaction.client.clerk.record.transaction(here(interaction).id, by=visitor.user_id) as tx:
        yield tx
    note_kept()
