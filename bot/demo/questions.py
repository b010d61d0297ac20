"""The story's questions: one is answered on the official's own page, one is carried over to the next session."""

from datetime import date

from bot.demo.cast import DIRECTOR, QUESTION_ANSWER
from bot.demo.stage import FORUM, Stage
from bot.desk.done import Place
from bot.desk.submit import answer_question
from bot.questions import asked
from db import papers


async def a_question_is_answered(stage: Stage) -> None:
    """The bodies that were asked something are reminded; one answers, and carers say whether it is an answer."""
    world = stage.world
    await stage.until(date(2026, 10, 9))
    question, invitation = await _put_to(stage, DIRECTOR)
    await answer_question(stage.clerk, Place(FORUM, invitation), question, QUESTION_ANSWER)
    await stage.tells("The Director of Commissioning answers on their own page.")
    await stage.presses(world.cal, stage.card("An answer to item 1"), "Partly")


async def what_has_no_answer_is_carried_over(stage: Stage) -> None:
    """The next session is called, and the question that is still open stands on its agenda by itself."""
    world = stage.world
    await stage.until(date(2026, 11, 4))
    called = await stage.types(
        world.hana, "session schedule", title="Leaving hospital", when="Tue 1 Dec 7pm", place="Northshire Library"
    )
    await stage.presses(world.hana, called, "Yes, call the session")
    await stage.until(date(2026, 11, 5))
    await stage.types(world.cara, "agenda questions")


async def _put_to(stage: Stage, role: str) -> tuple[int, int]:
    """The question that a letter to this role put, and the invitation that it belongs to."""
    async with stage.clerk.record.reading(FORUM) as view:
        official = next(row for row in await papers.officials(view.db, FORUM) if row.role == role)
        found = (await asked(view)).values()
        return next((o.question, o.invitations[-1]) for o in found if o.organisation == official.organisation_id)
