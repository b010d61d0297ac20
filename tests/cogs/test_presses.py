"""What one whole session asks of a host: counted in Discord interactions, from scheduling to published minutes."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot import agenda
from bot.rules import facts as f
from bot.rules.agenda import worded
from bot.rules.words import Answer
from db.engine import Database
from tests.cogs.office import deliver, open_office, record
from tests.cogs.test_live import newest
from tests.desk import CAL, CARA
from tests.discord_world import Message, World

pytestmark = pytest.mark.only_on("sqlite")

AIM = 12
PAGE = Path(__file__).parents[2] / "docs" / "hosting.md"


class Counted:
    """A host whose every interaction is counted: a command, a press, a choice, a form handed in."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.done: list[str] = []

    async def types(self, command: str, **options: Any) -> Any:
        self.done.append(f"/{command}")
        return await self.world.slash(self.world.hana, command, **options)

    async def presses(self, on: Any, label: str) -> Any:
        self.done.append(label)
        return await self.world.press(self.world.hana, on, label)

    async def chooses(self, on: Any, *values: str) -> Any:
        self.done.append("a choice")
        return await self.world.choose(self.world.hana, on, *values)

    async def hands_in(self, form: Any, **answers: Any) -> Any:
        self.done.append("a form")
        return await self.world.submit(self.world.hana, form, **answers)


async def test_a_session_of_two_items_takes_a_host_twelve_interactions(database: Database) -> None:
    async with open_office(database, "cogs.sessions", "cogs.agenda", "cogs.invitations") as (world, desk):
        icb = await desk.body()
        for role in ("Chair", "Director of Commissioning"):
            await desk.official(icb, role)
        async with desk.clerk.record.transaction(desk.forum) as tx:
            for title, carer in (("Respite is cancelled on the day", CAL), ("Night sitting", CARA)):
                await agenda.raise_item(tx, worded(title, ""), user_id=carer, label=None, organisation=icb)
        host = Counted(world)
        asked = await host.types("session schedule", title="Respite that works", when="Tue 3 Nov 7pm")
        called = await host.presses(asked, "Yes, call the session")
        await host.hands_in(await host.presses(called, "Put items on its agenda"), items=["1", "2"])
        await host.chooses(await host.presses(called, "Invite officials"), "1", "2")
        await desk.post()
        await desk.answered(1, Answer.ATTENDING)
        desk.clock.move_to(datetime(2026, 11, 3, 19, tzinfo=UTC))
        await host.types("session open", session="Respite")
        await deliver(world, desk)
        live = newest(world, world.chat, "Live, session")
        for person in (world.cal, world.cara):
            await world.press(person, live, "I am here")
        await host.types("session note", words="The ICB will send its figures by Christmas.")
        await host.presses(control(world), "Next item")
        desk.clock.move_by(timedelta(minutes=80))
        form = await host.presses(control(world), "Close the session")
        assert world.filled(form)["carers"] == "2"
        closed = await host.hands_in(form, carers="2", came=["1"], rest=True)
        assert "The ICB will send its figures by Christmas." in world.words(closed)
        await host.presses(closed, "Publish the minutes")
        facts = await record(desk)
        kinds = [type(fact) for fact in facts]
        for kind, many in ((f.ItemAccepted, 2), (f.Invited, 2), (f.Attended, 2), (f.Held, 1), (f.MinutesPublished, 1)):
            assert kinds.count(kind) == many
        assert len(host.done) == AIM, host.done
        said = re.search(r"\*\*(\d+) interactions\*\*", PAGE.read_text(encoding="utf-8"))
        assert said, "the page for hosts says how many"
        assert int(said[1]) == len(host.done)


def control(world: World) -> Message:
    return newest(world, world.hosts, "Control card")
