"""Whom the forum thanks besides the bodies of `highlights.thanked`: whoever came, or answered in time."""

from datetime import date

from bot.public.log import since_midnight
from bot.public.said import Said, read
from bot.rules import facts as f
from bot.view import View, entries
from db import public

KINDS = (f.Attended.kind, f.CameUninvited.kind, f.Responded.kind, f.QuestionAnswered.kind)
LOOKED_AT = 60
"""How far back the newest thanks are looked for."""


async def latest_thanks(
    view: View, *, since: date | None, limit: int, organisation_id: int | None = None
) -> list[Said]:
    """The newest entries that say thank you: somebody came, or answered by the date asked for."""
    chosen = public.Chosen(
        forum_id=view.forum.id,
        kinds=KINDS,
        organisation_id=organisation_id,
        since=since_midnight(view, since),
    )
    newest = entries(await public.newest(view.db, chosen, limit=LOOKED_AT))
    kindly = [one for one in await read(view, newest) if one.thanks and not _late(one.fact)]
    return kindly[:limit]


def _late(fact: f.Fact) -> bool:
    return isinstance(fact, f.Responded | f.QuestionAnswered) and fact.days_late > 0
