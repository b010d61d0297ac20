"""The beginning of a forum: its papers, and the first entries of its record.

card = await found(clerk, guild_id=…, name="Northshire Carers’ Forum", host_role_id=…, by=user_id)
"""

from sqlalchemy.exc import IntegrityError

from bot.calendars import NATIONS, calendar
from bot.clerk import Clerk, ForumCard
from bot.rules import facts as f
from bot.rules.errors import Refused
from bot.rules.forum import named, slug_of, worded_area
from bot.rules.policy import Policy
from bot.rules.words import Via
from db import models, papers

ZONE = "Europe/London"
"""Of all four nations."""

THERE_IS_ONE = "There is a forum in this server already. Change it with /forum settings."
_TRIES = 5


async def found(
    clerk: Clerk,
    *,
    guild_id: int,
    name: str,
    host_role_id: int,
    by: int,
    area: str | None = None,
    carer_role_id: int | None = None,
    chat_channel_id: int | None = None,
    log_channel_id: int | None = None,
    host_channel_id: int | None = None,
    nation: str = "ENG",
) -> ForumCard:
    """Raises `Refused` where the server has a forum already, or for a name that cannot be one."""
    if nation not in NATIONS:
        raise Refused(f"Choose one of these nations: {', '.join(NATIONS.values())}.")
    name, area = named(name), worded_area(area)
    for _ in range(_TRIES):
        row = models.Forum(
            guild_id=guild_id,
            slug=await _free_slug(clerk, guild_id, name),
            name=name,
            area=area,
            nation=nation,
            zone=ZONE,
            host_role_id=host_role_id,
            carer_role_id=carer_role_id,
            chat_channel_id=chat_channel_id,
            log_channel_id=log_channel_id,
            host_channel_id=host_channel_id,
            set_up_by=by,
            created_at=clerk.clock.now(),
        )
        try:
            await _begin(clerk, row, by)
        except IntegrityError:
            continue  # somebody took the slug, or founded a forum here, since it was looked up
        return ForumCard.of(row)
    raise Refused(THERE_IS_ONE)


async def _begin(clerk: Clerk, row: models.Forum, by: int) -> None:
    async with clerk.record.founding(row, by=by) as tx:
        tx.record(f.PolicyAdopted(policy=Policy(nation=row.nation, zone=row.zone), **tx.mark(Via.COMMAND)))
        tx.record(calendar(row.nation, tx.terms.day(tx.now).year, **tx.mark(Via.COMMAND)))


async def _free_slug(clerk: Clerk, guild_id: int, name: str) -> str:
    """The first free one of northshire-carers-forum, northshire-carers-forum-2, …"""
    async with clerk.database.reading() as db:
        if await papers.forum_of_guild(db, guild_id):
            raise Refused(THERE_IS_ONE)
        first, number = slug_of(name), 1
        slug = first
        while await papers.forum_named(db, slug):
            number += 1
            slug = f"{first}-{number}"
        return slug
