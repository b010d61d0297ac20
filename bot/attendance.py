"""The invited of one session: what they said, and whether they came."""

from dataclasses import dataclass

from bot.chat.text import clip, line
from bot.rules.tongue import capital
from bot.rules.wording import Whom
from bot.rules.words import Answer, Presence, State
from bot.view import View
from db import papers

NAME = 150
"""Of one of the invited in a list."""


@dataclass(frozen=True)
class Invited:
    """One of the invited; `presence` is None until somebody has said it."""

    invitation: int
    whom: Whom
    answer: Answer | None
    presence: Presence | None

    @property
    def name(self) -> str:
        return clip(line(capital(str(self.whom))), NAME)


async def invited(view: View, session_id: int) -> list[Invited]:
    """By organisation and role, without those whose invitation was withdrawn or never left."""
    found = []
    for row in await papers.invitations(view.db, view.forum.id, session_id=session_id):
        now = await view.standing(row.id)
        if now.state is not State.WITHDRAWN and (now.sends or now.answer or now.presence):
            found.append(Invited(row.id, await view.whom_of(row.id), now.answer, now.presence))
    return sorted(found, key=lambda one: (one.whom.organisation, one.whom.role))
