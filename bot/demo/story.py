"""The story of a session, from an empty server to the last reply, told in chapters.

The demo plays it, and the tests play it with a restart between any two chapters. Every body and person is made up.
Each chapter asks the world for everything it needs: it keeps nothing from the one before.
"""

from collections.abc import Awaitable, Callable, Sequence
from datetime import date, time

from bot.demo import promises
from bot.demo.answers import Press, calendar_answer, in_own_words
from bot.demo.cast import (
    BODIES,
    CARE,
    DIRECTOR,
    EAST,
    IN_QUESTION,
    LATE_ANSWER,
    NURSE,
    OFFICIALS,
    RIGHT_ADDRESS,
    WEST,
    WRONG_ADDRESS,
    address_of,
)
from bot.demo.coming import carers_say_whether_they_come, the_day_before
from bot.demo.log_check import what_is_deleted_comes_back
from bot.demo.machines import away, unknown_address
from bot.demo.questions import a_question_is_answered, what_has_no_answer_is_carried_over
from bot.demo.sitting import the_minutes_are_published, the_session_runs
from bot.demo.stage import FORUM, Stage, invitation_of
from bot.demo.together import (
    carers_agree_on_a_criterion,
    carers_say_how_it_was,
    officials_say_how_it_was,
    what_was_said_is_counted,
)
from bot.rules.words import Answer
from db import papers

Chapter = Callable[[Stage], Awaitable[None]]

FORUM_SLUG = "northshire-carers-forum"
TITLE = "Respite that works"
EVENING, LATER = time(19), time(20, 30)


async def a_forum_is_set_up(stage: Stage) -> None:
    """Somebody who may manage the server makes the forum; a host fills the directory."""
    world = stage.world
    await stage.types(
        world.olga,
        "forum setup",
        name="Northshire Carers’ Forum",
        host_role=world.host_role,
        area="Northshire",
        carer_role=world.carer_role,
        chat_channel=world.chat,
        log_channel=world.log,
        host_channel=world.hosts,
    )
    for name, kind in BODIES.items():
        await stage.types(world.hana, "organisation add", name=name, kind=kind.value)
    for role, organisation, more in OFFICIALS:
        await stage.types(world.hana, "official add", role=role, organisation=organisation, **more)


async def carers_raise_what_matters(stage: Stage) -> None:
    """Four items: two from the form, one from a chat message, one without a name; and others say "me too"."""
    world = stage.world
    form = await stage.types(world.cal, "agenda raise")
    await stage.hands_in(
        world.cal,
        form,
        title="Respite is cancelled on the day, with no replacement",
        details="Three times this year. I lose work each time.",
        shown="named",
    )
    form = await stage.types(world.cara, "agenda raise")
    await stage.hands_in(
        world.cara,
        form,
        title="Nobody asks the carer before somebody is sent home from hospital",
        details="",
        shown="unnamed",
    )
    message = await stage.says(world.cal, "Why does the carers’ assessment take five months?")
    form = await stage.raises(world.cara, message)
    await stage.hands_in(world.cara, form, shown="named")
    form = await stage.types(world.hana, "agenda raise")
    await stage.hands_in(world.hana, form, title="A night-sitting service at weekends", details="", shown="named")
    for person in (world.cara, world.hana, world.cara):
        await stage.presses(person, stage.card("Respite is cancelled on the day"), "Me too")


async def a_session_is_called(stage: Stage) -> None:
    """The time is read back before anything happens; the items go on its agenda."""
    world = stage.world
    await stage.until(date(2026, 9, 15))
    asked = await stage.types(
        world.hana, "session schedule", title=TITLE, when="Tue 3 Nov 7pm", place="Northshire Library, room 2"
    )
    await stage.presses(world.hana, asked, "Yes, call the session")
    for item in ("1", "2", "3"):
        card = await stage.types(world.hana, "agenda review", item=item)
        form = await stage.presses(world.hana, card, "Put on an agenda")
        body = {"organisation": str(await _body(stage, IN_QUESTION[item]))} if item in IN_QUESTION else {}
        await stage.hands_in(world.hana, form, session=[str(await _session(stage))], **body)
    card = await stage.types(world.hana, "agenda review", item="4")
    form = await stage.presses(world.hana, card, "Put off")
    await stage.hands_in(world.hana, form, reason="needs_more_time")


async def officials_are_invited(stage: Stage) -> None:
    """Six at once, from a menu; the letters leave in office hours, and one of them comes back."""
    world = stage.world
    menu = await stage.types(world.hana, "invitation send", session=TITLE, message="We would be glad to meet you.")
    chosen = [value for _, value in world.options(menu)]
    await stage.chooses(world.hana, menu, *chosen)
    await stage.until(date(2026, 9, 16))
    letter = stage.post.newest(WRONG_ADDRESS)
    raw = unknown_address(letter, stage.clock.now())
    await stage.mails(letter, raw, f"The mail server of the Parliament of Albany does not know {WRONG_ADDRESS}.")


async def the_wrong_address_is_put_right(stage: Stage) -> None:
    """The first answer comes. The error was ours, and is said as such; for that official the time starts anew."""
    world = stage.world
    await stage.until(date(2026, 9, 17))
    await _presses(stage, DIRECTOR, Press.ACCEPT, "The Director of Commissioning presses Accept in their calendar.")
    letter = stage.post.newest(address_of(NURSE))
    raw = away(letter, date(2026, 9, 21), stage.clock.now())
    await stage.mails(letter, raw, "The Chief Nurse is away; an automatic reply comes, which is not a reply.")
    await stage.until(date(2026, 9, 18))
    changed = await stage.types(world.hana, "official edit", official=EAST, email=RIGHT_ADDRESS)
    await stage.presses(world.hana, changed, "It was wrong: ask again")


async def answers_come(stage: Stage) -> None:
    """One sends a deputy and tells a host by phone, one comes after all and writes so, one cannot come."""
    world = stage.world
    await stage.until(date(2026, 9, 22))
    await stage.types(
        world.hana,
        "invitation note",
        invitation=str(await invitation_of(stage, CARE)),
        answer=Answer.DEPUTY.value,
        detail="the Head of Carers’ Services will come",
    )
    letter = stage.post.newest(RIGHT_ADDRESS)
    words = "Thank you for asking. I would be very glad to come, and to hear from carers themselves.\n\nSam Brook"
    await stage.mails(letter, in_own_words(letter, words, stage.clock.now()), "Sam Brook writes back.")
    await stage.presses(world.hana, stage.card(RIGHT_ADDRESS, world.hosts), "They are coming")
    await stage.until(date(2026, 9, 25))
    await _presses(stage, NURSE, Press.DECLINE, "The Chief Nurse is back, and presses Decline in their calendar.")


async def time_goes_by(stage: Stage) -> None:
    """The reminders, the notice and "no reply recorded" come by themselves; then one of the two answers, late."""
    world = stage.world
    await stage.until(date(2026, 10, 20))
    letter = stage.post.newest(address_of(WEST))
    raw = in_own_words(letter, LATE_ANSWER, stage.clock.now())
    await stage.mails(letter, raw, "Robin Vale answers in writing, three weeks after the date that was asked for.")
    await stage.chooses(world.hana, stage.card(address_of(WEST), world.hosts), Answer.IN_WRITING.value)


async def the_session_is_held(stage: Stage) -> None:
    """Opened, closed with fourteen carers, and attendance taken."""
    world = stage.world
    await stage.until(date(2026, 11, 3), EVENING)
    await stage.types(world.hana, "session open", session=TITLE)
    await the_session_runs(stage)
    await stage.until(date(2026, 11, 3), LATER)
    closed = await stage.types(world.hana, "session close", session=TITLE, carers=14)
    card = await stage.presses(world.hana, closed, "Who came?")
    came = {DIRECTOR: "Came", CARE: "Came by deputy", EAST: "Came"}
    for _ in OFFICIALS:
        card = await stage.presses(world.hana, card, came.get(_asked(world.words(card)), "Was not there"))


async def a_stranger_asks(stage: Stage) -> None:
    """Anyone may ask for the figures and read the record."""
    world = stage.world
    await stage.until(date(2026, 11, 4))
    await stage.types(world.stan, "engagement stats", period="all")
    await stage.types(world.stan, "engagement stats", organisation="Parliament of Albany", period="all")
    await stage.types(world.stan, "engagement log")
    await stage.types(world.stan, "engagement thanks")


async def promises_are_followed_up(stage: Stage) -> None:
    """Two promises of that evening are recorded and followed up; one is kept, of the other nothing is recorded yet."""
    await promises.promises_are_followed_up(stage, title=TITLE)


async def _session(stage: Stage) -> int:
    async with stage.clerk.record.reading(FORUM) as view:
        return next(row.id for row in await papers.sessions(view.db, FORUM) if row.title == TITLE)


async def _body(stage: Stage, name: str) -> int:
    async with stage.clerk.record.reading(FORUM) as view:
        return next(row.id for row in await papers.organisations(view.db, FORUM) if row.name == name)


async def _presses(stage: Stage, role: str, press: Press, what: str) -> None:
    """An official answers with a button of their calendar."""
    letter = stage.post.newest(address_of(role))
    await stage.mails(letter, calendar_answer(letter, press, stage.clock.now()), what)


def _asked(words: str) -> str:
    """The role that the card asks about: it names that one first."""
    return min((role for role, _, _ in OFFICIALS if role in words), key=words.index)


STORY: Sequence[Chapter] = (
    a_forum_is_set_up,
    carers_raise_what_matters,
    a_session_is_called,
    carers_say_whether_they_come,
    officials_are_invited,
    the_wrong_address_is_put_right,
    answers_come,
    a_question_is_answered,
    carers_agree_on_a_criterion,
    time_goes_by,
    the_day_before,
    the_session_is_held,
    carers_say_how_it_was,
    officials_say_how_it_was,
    the_minutes_are_published,
    what_has_no_answer_is_carried_over,
    a_stranger_asks,
    promises_are_followed_up,
    what_was_said_is_counted,
    what_is_deleted_comes_back,
)
