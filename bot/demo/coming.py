"""Carers say whether they come, in the story: a press on the session's card, and what the clerk tells them alone."""

from datetime import date, time

from bot.demo.stage import Stage

CARD = "Session 1"
"""The small print of its card."""


async def carers_say_whether_they_come(stage: Stage) -> None:
    """One comes and asks to be reminded, one may come, a host limits the places; everybody sees numbers alone."""
    world = stage.world
    await stage.types(world.hana, "session places", session="Respite that works", places=20)
    going = await stage.presses(world.cal, stage.card(CARD), "Going")
    await stage.chooses(world.cal, going, "day")
    await stage.presses(world.cara, stage.card(CARD), "Maybe")
    await stage.presses(world.cara, stage.card(CARD), "Add to my calendar")
    form = await stage.types(world.cal, "session badge")
    await stage.hands_in(world.cal, form, badge="Parent carer, ask me about respite")


async def the_day_before(stage: Stage) -> None:
    """Who asked for it is reminded, in private; nobody else is."""
    await stage.until(date(2026, 11, 2), time(19, 5))
    stage.hears(stage.world.cal)
