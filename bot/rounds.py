"""The daily round of what carers and officials said and voted: forms are counted, votes closed, and what a body was
told long enough ago is put on the record. Each is its own transaction: what cannot be dealt with keeps nothing waiting.
"""

from collections.abc import Awaitable, Callable
from functools import partial

from bot import deciding, declined, feedback, voting
from bot.apart import apart
from bot.clerk import Clerk
from bot.transaction import Transaction
from bot.ways import Ways
from db import models, papers

Step = Callable[[Transaction], Awaitable[None]]


async def go_round(clerk: Clerk) -> None:
    async with clerk.database.reading() as db:
        forums = [forum.id for forum in await papers.forums(db)]
    for forum_id in forums:
        async with clerk.record.reading(forum_id) as view:
            forms, votes, told = await feedback.due(view), await voting.over(view), await declined.told(view)
        steps: list[tuple[str, Step]] = [
            *((f"the feedback on session {number}", partial(_count, number)) for number in forms),
            *((f"vote {row.id}", partial(_decide, clerk.ways, row.id)) for row in votes),
            *((f"vote {row.id}, of which a body was told", partial(_publish, clerk.ways, row.id)) for row in told),
        ]
        for what, step in steps:
            await apart(clerk, forum_id, what, step)


async def _count(session_id: int, tx: Transaction) -> None:
    await feedback.count(tx, session_id)


async def _decide(ways: Ways, motion_id: int, tx: Transaction) -> None:
    await deciding.decide(tx, ways, await tx.own(models.Motion, motion_id, "vote"))


async def _publish(ways: Ways, motion_id: int, tx: Transaction) -> None:
    await declined.publish_if_due(tx, ways, await tx.own(models.Motion, motion_id, "vote"))
