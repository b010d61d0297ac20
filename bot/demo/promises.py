"""A chapter of the story: two promises, and what becomes of them."""

from datetime import date

from bot.demo.answers import in_own_words
from bot.demo.cast import CARE, DIRECTOR, address_of
from bot.demo.postbox import Posted
from bot.demo.stage import Stage
from bot.demo.world import Person


async def promises_are_followed_up(stage: Stage, *, title: str) -> None:
    """One is confirmed and kept, and carers say whether they can see it; of the other there is no update yet."""
    world = stage.world
    await _recorded(
        stage, DIRECTOR, "When respite is cancelled on the day, we offer another place within the day.", title
    )
    await _recorded(stage, CARE, "No carer will wait longer than two months for an assessment.", title)
    await stage.until(date(2026, 11, 5))
    letter = _about_the_pledge(stage, address_of(DIRECTOR))
    raw = in_own_words(letter, "Yes, that is what I said. Please hold me to it.", stage.clock.now())
    await stage.mails(letter, raw, "The Director of Commissioning writes back that the words are right.")
    await stage.presses(world.hana, stage.card("pledge 1", world.hosts), "They confirm the pledge")
    await stage.until(date(2026, 11, 27))
    await stage.types(
        world.hana,
        "pledge update",
        pledge="1",
        state="done",
        evidence="41 of 43 cancelled nights were replaced: https://northshire-icb.example/respite",
    )
    carers: tuple[Person, ...] = (world.cal, world.cara)
    for person, sees in zip(carers, ("We can see it", "We cannot see it yet"), strict=True):
        await stage.presses(person, stage.card("another place within the day"), sees)
    await stage.types(world.stan, "pledge list")


async def _recorded(stage: Stage, official: str, promise: str, session: str) -> None:
    hana = stage.world.hana
    asked = await stage.types(
        hana, "pledge add", official=official, promise=promise, due="Fri 20 Nov", session=session, item="1"
    )
    await stage.presses(hana, asked, "Yes, record it")


def _about_the_pledge(stage: Stage, to: str) -> Posted:
    """The last letter without a session in it that this address was sent."""
    return next(one for one in reversed(stage.post.letters) if one.to == to and one.invitation is None)
