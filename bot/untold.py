"""What people are told because time has passed: once, so that what they were told already is no task any more."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.apart import Task
from bot.rules.notices import Notice
from bot.transaction import Transaction
from bot.view import View
from db import posts


@dataclass(frozen=True)
class Telling:
    """A notice, not to leave before a moment, and what its courier needs to know."""

    notice: Notice
    not_before: datetime | None = None
    detail: str | None = None

    async def write(self, tx: Transaction) -> None:
        tx.notify(self.notice, not_before=self.not_before, detail=self.detail)


async def untold(view: View, tellings: Sequence[Telling]) -> list[Task]:
    """Those that nobody has been told yet."""
    if not tellings:
        return []
    told = await posts.written(view.db, view.forum.id, [one.notice.key for one in tellings])
    return [Task(f"to tell {one.notice.key}", one.write) for one in tellings if one.notice.key not in told]
