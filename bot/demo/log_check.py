"""A chapter of the story: the public log is a copy, and what goes missing from it comes back."""

from datetime import date

from bot.demo.stage import Stage


async def what_is_deleted_comes_back(stage: Stage) -> None:
    """Somebody deletes the newest entry from the public log; the next day the clerk posts it once more, and says so."""
    world = stage.world
    world.env.backend.delete_message(world.log.id, world.log.history()[-1].id)
    await stage.tells("Somebody deletes the newest entry from the public log.")
    await stage.until(date(2026, 11, 28))
