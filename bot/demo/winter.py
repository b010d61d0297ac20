"""The next session, by which time there is enough to be drawn: figures are shown as charts from some number on."""

from datetime import date, time

from bot.demo.answers import Press, calendar_answer
from bot.demo.cast import CARE, DIRECTOR, NURSE, OFFICIALS, RIGHT_ADDRESS, address_of
from bot.demo.stage import Stage

TITLE = "What became of it"
ANSWERS = {
    address_of(DIRECTOR): (Press.ACCEPT, "The Director of Commissioning accepts again."),
    address_of(CARE): (Press.ACCEPT, "The Director of Adult Social Care accepts."),
    address_of(NURSE): (Press.DECLINE, "The Chief Nurse cannot come, and says so."),
    RIGHT_ADDRESS: (Press.ACCEPT, "Sam Brook accepts."),
}


async def the_next_session_comes_round(stage: Stage) -> None:
    """All six are asked again; four reply, three of them come, and the figures are now drawn as well as said."""
    world = stage.world
    await stage.until(date(2026, 11, 30))
    asked = await stage.types(world.hana, "session schedule", title=TITLE, when="Tue 12 Jan 7pm")
    await stage.presses(world.hana, asked, "Yes, call the session")
    menu = await stage.types(world.hana, "invitation send", session=TITLE, message="It would be good to see you again.")
    await stage.chooses(world.hana, menu, *[value for _, value in world.options(menu)])
    await stage.until(date(2026, 12, 2))
    for address, (press, what) in ANSWERS.items():
        letter = stage.post.newest(address)
        await stage.mails(letter, calendar_answer(letter, press, stage.clock.now()), what)
    await stage.until(date(2027, 1, 12), time(19))
    await stage.types(world.hana, "session open", session=TITLE)
    await stage.until(date(2027, 1, 12), time(20, 30))
    closed = await stage.types(world.hana, "session close", session=TITLE, carers=11)
    card = await stage.presses(world.hana, closed, "Who came?")
    came = [DIRECTOR, CARE, "MP for Northshire East"]
    for _ in OFFICIALS:
        words = world.words(card)
        first = min((role for role, _, _ in OFFICIALS if role in words), key=words.index)
        card = await stage.presses(world.hana, card, "Came" if first in came else "Was not there")
    await stage.types(world.stan, "engagement stats", period="all")
