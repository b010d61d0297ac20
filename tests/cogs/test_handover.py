"""/forum handover: where everything stands, on a card and in a file."""

from datetime import timedelta

from db.engine import Database
from tests.cogs.office import open_office


async def test_whoever_takes_over_reads_what_is_to_do_and_what_the_clerk_does_by_itself(database: Database) -> None:
    async with open_office(database, "cogs.forum", "cogs.sessions") as (world, desk):
        session = await desk.session(title="Respite that works")
        await desk.invited(session, await desk.official(await desk.body()))
        await desk.post()
        desk.clock.move_by(timedelta(days=3))
        answer = await world.slash(world.hana, "forum handover")
        (message,) = world.messages(answer)
        assert message.ephemeral
        words = world.words(answer)
        assert "Respite that works, Sunday 11 October 2026, 7:00 pm UK time: nothing to do" in words
        assert "Thursday 10 September 2026: the first reminder to the Director of Commissioning" in words
        (file,) = message.attachments
        text = (await file.read()).decode()
        assert text.startswith(
            "Northshire Carers’ Forum: where everything stands\nAs at Friday 4 September 2026, 10:00 am"
        )
        assert "- Thursday 10 September 2026: the first reminder to the Director of Commissioning of NHS" in text
        assert "- No message waits to be read." in text
