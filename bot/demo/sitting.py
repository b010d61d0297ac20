"""The evening itself: carers and officials speak in turn, things are taken down, and the minutes are published."""

from datetime import date, time

from bot.demo.stage import Stage

CONTROL, LIVE = "Control card", "Live, session"
SOMEWHAT_LATER = time(19, 40)


async def the_session_runs(stage: Stage) -> None:
    """A hand goes up on each side; a note, a decision and an action are taken down; six minutes stay off the record."""
    world = stage.world
    for person in (world.cal, world.cara):
        await stage.presses(person, stage.card(LIVE), "I am here")
    await stage.chooses(world.hana, stage.card(CONTROL, world.hosts), _first(stage))
    await stage.presses(world.cal, stage.card(LIVE), "Raise a hand")
    for _ in range(2):
        await stage.presses(world.hana, stage.card(CONTROL, world.hosts), "Call the next speaker")
    await stage.types(world.hana, "session note", words="Carers described cancellations on the day, and lost work.")
    await stage.types(
        world.hana,
        "session note",
        words="Publish how many respite bookings are cancelled on the day",
        kind="action",
        owner="the Director of Commissioning",
        due="Fri 4 Dec",
    )
    await stage.presses(world.hana, stage.card(CONTROL, world.hosts), "Next item")
    await stage.presses(world.hana, stage.card(CONTROL, world.hosts), "Off the record")
    await stage.until(date(2026, 11, 3), SOMEWHAT_LATER)
    await stage.presses(world.hana, stage.card(CONTROL, world.hosts), "Back on the record")
    form = await stage.presses(world.hana, stage.card(CONTROL, world.hosts), "Decision")
    await stage.hands_in(world.hana, form, words="A carer is asked before every discharge, on trial until Easter.")


async def the_minutes_are_published(stage: Stage) -> None:
    """The hosts are reminded the next day; one reads the draft, says more in one part, and publishes it."""
    world = stage.world
    await stage.until(date(2026, 11, 4))
    draft = await stage.presses(world.hana, stage.card("wait for you", world.hosts), "Read and publish")
    form = await stage.chooses(world.hana, draft, "left")
    draft = await stage.hands_in(world.hana, form, words="Item 3 was not reached; it comes first next time.")
    await stage.presses(world.hana, draft, "Publish the minutes")
    await stage.types(world.stan, "session minutes", session="Respite that works")


def _first(stage: Stage) -> str:
    """Whoever of the invited stands first in the menu."""
    return stage.world.options(stage.card(CONTROL, stage.world.hosts))[0][1]
