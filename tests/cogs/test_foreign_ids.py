"""Another forum's numbers, on every button, menu and form there is: as good as none. A new door is covered unnamed."""

from datetime import date
from typing import Any

import discord
import pytest
from discord import InteractionType, ui
from sqlalchemy import select

from bot import agenda, declining, pledges
from bot.chat.custom_id import CustomId
from bot.client import extensions_in
from bot.pledges import Promise
from bot.rules.agenda import worded
from bot.rules.declining import wish
from bot.rules.words import Answer
from cogs._button import Select
from cogs._pages import Pages
from db import models
from db.engine import Database
from tests.cogs.office import open_office
from tests.desk import CAL, HOST, Desk
from tests.discord_world import World

pytestmark = pytest.mark.only_on("sqlite")

THEIRS = "Zeppelin"
"""Stands in every text of the other forum."""
EXTRA = {
    "attended": "came",
    "coming": "going",
    "correct-entry": "void.our_mistake",
    "dispute-ask": "upheld",
    "dispute-decide": "upheld",
    "live-take": "note",
    "pause-declare": f"emergency.{date(2026, 10, 5).toordinal()}.{date(2026, 10, 6).toordinal()}",
    "piece": "attending.1",
    "piece-means": "1",
    "rate-next": "1",
    "session-cancel": "our_mistake",
    "session-move": "1793000000",
    "session-skip": "2026-11-03",
    "hide-entry": "safety",
    "item-quote": "1",
    "question-noted": "1:answered",
    "question-words": "1",
    "quote-answer": "yes",
    "verdict": "1:answered",
    "vote": "yes",
}
"""What stands on a button besides its number, where it cannot do without."""
CHOSEN = {"piece-means": "attending", "coming-remind": "day"}
"""What is chosen from a menu, where it is no number."""
TYPED: dict[int, Any] = {
    4: lambda field: "7",
    3: lambda field: [field["options"][0]["value"]],
    21: lambda field: field["options"][0]["value"],
    22: lambda field: [field["options"][0]["value"]],
}
"""How each kind of field of a form is filled in, by Discord's number for it."""


async def neighbours(database: Database, desk: Desk) -> Desk:
    """A forum with one of each thing, all of them of the number 1, beside ours, which has none."""
    other = await Desk.opened(database, guild=901, slug="eastvale", clock=desk.clock)
    body = await other.body(f"{THEIRS} Council", "council")
    official, session = await other.official(body, f"{THEIRS} officer"), await other.session(title=f"{THEIRS} evening")
    invitation = await other.invited(session, official)
    await other.post()
    async with other.clerk.record.transaction(other.forum, by=HOST) as tx:
        item = await agenda.raise_item(
            tx, worded(f"{THEIRS} nights", THEIRS), user_id=CAL, label=None, organisation=body
        )
        await agenda.accept(tx, item.id, session, body)
        await pledges.add(
            tx, other.clerk.ways, Promise(official, f"{THEIRS} for all", date(2027, 1, 29), session, item.id)
        )
        tx.db.add(models.Question(forum_id=other.forum, item_id=item.id, organisation_id=body))
        await declining.propose(tx, body, wish(["questions_open"], "", f"{THEIRS} comes"), user_id=CAL)
    await other.answered(invitation, Answer.CANNOT_COME)
    return other


async def not_ours(database: Database, ours: int) -> dict[str, list[Any]]:
    """Every row but those that say that they are our forum's."""
    found: dict[str, list[Any]] = {}
    async with database.reading() as db:
        for table in models.Base.metadata.sorted_tables:
            rows = [row._asdict() for row in await db.execute(select(table))]
            owner = "id" if table is models.Forum.__table__ else "forum_id"
            found[table.name] = [row for row in rows if row.get(owner) != ours]
    del found["setting"]
    return found


async def used(world: World, at: CustomId, *, menu: bool) -> str:
    """What the host is told who uses it, and hands in the form that it opens."""
    view, value = ui.View(), CHOSEN.get(at.name, "1")
    if menu:
        view.add_item(ui.Select(custom_id=str(at), options=[discord.SelectOption(label=value, value=value)]))
    else:
        view.add_item(ui.Button(custom_id=str(at), label=at.name))
    channel = world.bot.get_channel(world.hosts.id)
    assert isinstance(channel, discord.TextChannel)
    message = await channel.send(view=view)
    view.stop()
    answer = await (world.choose(world.hana, message, value) if menu else world.press(world.hana, message, at.name))
    if answer.modal is not None:
        typed = {part["custom_id"]: TYPED[part["type"]](part) for part in controls(answer.modal)}
        answer = await world.submit(world.hana, answer, **typed)
    return world.words(answer)


def controls(form: dict[str, Any]) -> list[dict[str, Any]]:
    """The fields of a form that hold nothing yet."""
    fields = [part["component"] for part in form["components"] if "component" in part]
    return [field for field in fields if not field.get("value") and field["type"] in TYPED]


async def test_a_number_of_another_forum_shows_nothing_and_changes_nothing(database: Database) -> None:
    async with open_office(database, *extensions_in("cogs")) as (world, desk):
        await neighbours(database, desk)
        before = await not_ours(database, desk.forum)
        for door in world.bot.doors.values():
            if door.comes_as is InteractionType.modal_submit or issubclass(door, Pages):
                continue
            at = CustomId(door.name, 1, EXTRA.get(door.name, ""))
            said = await used(world, at, menu=issubclass(door, Select))
            assert world.mishaps == [], f"{door.name} met a bug"
            assert said, f"{door.name} said nothing"
            assert THEIRS not in said, f"{door.name} shows what is theirs"
        assert await not_ours(database, desk.forum) == before, "a door changed what is theirs"
