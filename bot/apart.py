"""What time brings about, one thing at a time: each in a transaction of its own, so that one which cannot be dealt with
keeps no other waiting."""

import logging
from collections.abc import Awaitable, Callable
from typing import NamedTuple, TypeVar

from bot.clerk import Clerk
from bot.rules.errors import Refused
from bot.transaction import Transaction

T = TypeVar("T")

log = logging.getLogger(__name__)


class Task(NamedTuple):
    """What is to be done in a transaction of its own, and what it is called in the program's log."""

    what: str
    do: Callable[[Transaction], Awaitable[object]]


async def apart(clerk: Clerk, forum_id: int, what: str, step: Callable[[Transaction], Awaitable[T]]) -> T | None:
    """What `step` gives; None where a rule refused it, or where it failed: then it is tried again."""
    try:
        async with clerk.record.transaction(forum_id) as tx:
            return await step(tx)
    except Refused as refusal:
        log.info("%s waits: %s", what, refusal)
    except Exception:
        log.exception("%s could not be dealt with; it is tried again", what)
    return None


async def attempt(clerk: Clerk, forum_id: int, task: Task) -> bool:
    """Whether it could be done."""

    async def done(tx: Transaction) -> bool:
        await task.do(tx)
        return True

    return bool(await apart(clerk, forum_id, task.what, done))
