"""The daily round of what carers and officials said and voted: forms are counted, votes closed, and what a body was
told long enough ago is put on the record. Each is its own transaction: what cannot be dealt with keeps nothing waiting.
"""

from functools import partial

from bot import deciding, declined, feedback, voting
from bot.apart import Task
from bot.transaction import Transaction
from bot.view import View
from bot.ways import Ways
from db import models
from db.feedback import motions


async def go_round(view: View, ways: Ways) -> list[Task]:
    forms, votes = await feedback.due(view), await motions(view.db, view.forum.id, voting.OPEN, voting.TOLD)
    over = [row.id for row in votes if voting.is_over(view, row)]
    told = [row.id for row in votes if row.state == voting.TOLD]
    return [
        *(Task(f"the feedback on session {number}", partial(_count, number)) for number in forms),
        *(Task(f"vote {number}", partial(_decide, ways, number)) for number in over),
        *(Task(f"vote {number}, of which a body was told", partial(_publish, ways, number)) for number in told),
    ]


async def _count(session_id: int, tx: Transaction) -> None:
    await feedback.count(tx, session_id)


async def _decide(ways: Ways, motion_id: int, tx: Transaction) -> None:
    await deciding.decide(tx, ways, await tx.own(models.Motion, motion_id, "vote"))


async def _publish(ways: Ways, motion_id: int, tx: Transaction) -> None:
    await declined.publish_if_due(tx, ways, await tx.own(models.Motion, motion_id, "vote"))
