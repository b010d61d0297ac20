"""The button and the form by which somebody says how a session was."""

from collections.abc import Sequence
from textwrap import wrap
from typing import ClassVar

from discord import ButtonStyle

from bot import feedback
from bot.cards import RATE
from bot.chat.limits import FORM_FIELDS, FORM_LABEL
from bot.partnership import criteria_of
from bot.rules.feedback import Question
from bot.rules.saying import say_date
from bot.rules.tongue import capital
from bot.rules.wording.partnership import QUESTIONS, rung_words
from cogs._button import Button
from cogs._card import Card, Option, Tone
from cogs._desk import reading, writing
from cogs._form import Answers, Choice, Field, Form
from cogs._may import Act, Interaction, Shown, soon, who
from cogs._reply import reply
from db import feedback as forms, papers
from db.feedback import Giver


class _Part(Form, abstract=True):
    """Discord takes five questions at a time; what everybody is asked is among the first. `subject` is the session."""

    act, title = Act.GIVE_FEEDBACK, "How was it?"
    part: ClassVar[int]

    @classmethod
    async def fields_for(cls, interaction: Interaction, subject: int) -> Sequence[Field]:
        return await soon(_fields(interaction, subject, cls.part))

    async def submitted(self, interaction: Interaction, subject: int, answers: Answers) -> None:
        user_id = who(interaction).user_id
        async with writing(interaction) as tx:
            giver = Giver(member_id=(await papers.enrol(tx.db, tx.forum.id, user_id)).id)
            whole = await feedback.questions(tx, subject)
            asked = _of(whole, self.part)
            until = await feedback.give(tx, subject, giver, {one.key: answers.text(one.key) for one in asked}, asked)
        more = _of(whole, self.part + 1)
        said = f"Nobody sees what you chose. You can change it with the same button until {say_date(until)}."
        blocks = (said, "The forum has criteria of its own as well: the next page asks about them.")
        buttons = (NextPart.on(subject, str(self.part + 1)),) if more else ()
        card = Card("Thank you: you are counted", blocks[: 1 + bool(more)], buttons, tone=Tone.GOOD)
        await reply(interaction, card)


class SayHow(_Part):
    name, part = "rate", 0


class SayMore(_Part):
    name, part = "rate-more", 1


class SayTheRest(_Part):
    name, part = "rate-rest", 2


PARTS: Sequence[type[_Part]] = (SayHow, SayMore, SayTheRest)


class Rate(Button):
    """Under the card of a session that was held; opens the form as this person filled it in before."""

    name, act, shown = RATE, Act.GIVE_FEEDBACK, Shown.AS_FORM

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        await _open(interaction, subject, 0)


class NextPart(Button):
    """`extra` is the part that it opens."""

    name, act, shown, label = "rate-next", Act.GIVE_FEEDBACK, Shown.AS_FORM, "Next page"
    style = ButtonStyle.primary

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        await _open(interaction, subject, int(self.extra))


async def _open(interaction: Interaction, session_id: int, part: int) -> None:
    filled = await soon(_filled(interaction, session_id))
    await PARTS[part].open(interaction, session_id, filled=filled)


async def _filled(interaction: Interaction, session_id: int) -> dict[str, str | list[str]]:
    """What they chose before. Raises `Refused` where the form has closed."""
    async with reading(interaction) as view:
        await feedback.taken_until(view, session_id)
        member = await papers.member(view.db, view.forum.id, who(interaction).user_id)
        given = await forms.given(view.db, session_id, Giver(member_id=member.id)) if member else {}
        return {**given}


async def _fields(interaction: Interaction, session_id: int, part: int) -> Sequence[Field]:
    async with reading(interaction) as view:
        criteria = await criteria_of(view, session_id)
        return [_field(one, criteria) for one in _of(await feedback.questions(view, session_id), part)]


def _of(whole: Sequence[Question], part: int) -> Sequence[Question]:
    return whole[part * FORM_FIELDS : (part + 1) * FORM_FIELDS]


def _field(asked: Question, criteria: dict[int, str]) -> Choice:
    options = [Option(rung, capital(words)) for rung, words in rung_words(asked.asked).items()]
    if asked.criterion is None:
        return Choice(asked.key, QUESTIONS[asked.asked], options)
    # A criterion is longer than a label may be: the rest of it stands in the hint below.
    first, *_ = wrap(criteria[asked.criterion], FORM_LABEL) or [""]
    rest = criteria[asked.criterion].removeprefix(first).strip()
    return Choice(asked.key, first, options, rest, required=False)
