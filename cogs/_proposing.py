"""The forms by which a carer calls a vote: on a criterion, on not working with a body, on working with it again."""

from collections.abc import Sequence

from bot import criteria, declining
from bot.chat.text import bare
from bot.choices import organisations
from bot.rules.criteria import LONGEST, MOST
from bot.rules.declining import WORDS_LIMIT, wish
from bot.rules.tongue import capital
from bot.rules.wording.partnership import GROUNDS
from cogs._card import Option
from cogs._desk import reading, writing
from cogs._form import Answers, Choice, Field, Form, Several, Text
from cogs._may import Act, Interaction, soon, who
from cogs._pick import Pick
from cogs._reply import reply
from cogs._voting import called

ADD = "add"


class ProposeCriterion(Form):
    name, act, title = "criterion", Act.CALL_A_VOTE, "Propose a criterion"

    @classmethod
    async def fields_for(cls, interaction: Interaction, subject: int) -> Sequence[Field]:
        known = await soon(_known(interaction))
        hint = "Something everybody who was there could see, such as “Our questions were sent back answered”."
        words = Text("text", "The criterion, in one line", hint, most=LONGEST, required=False)
        if not known:
            return (words,)
        add = [Option(ADD, "In addition to those that we have", chosen=True)] if len(known) < MOST else []
        options = [*add, *(Option(str(number), text) for number, text in known.items())]
        where = Choice(
            "instead_of", "In addition, or in the place of one?", options, "To drop one: choose it, write none."
        )
        return (words, where)

    async def submitted(self, interaction: Interaction, subject: int, answers: Answers) -> None:
        chosen = answers.text("instead_of")
        instead_of = int(chosen) if chosen.isascii() and chosen.isdigit() else None
        async with writing(interaction) as tx:
            user_id = who(interaction).user_id
            row = await criteria.propose(tx, bare(answers.text("text")), instead_of, user_id=user_id)
        await reply(interaction, called(row))


async def _known(interaction: Interaction) -> dict[int, str]:
    async with reading(interaction) as view:
        return {**await criteria.in_force(view)}


BODY = Pick(
    "body", "Which body?", organisations, "organisation", lacking="No body is listed. /organisation add does it."
)


class DeclineBody(Form):
    name, act, title = "decline-body", Act.CALL_A_VOTE, "Not work with a body for now"

    @classmethod
    async def fields_for(cls, interaction: Interaction, subject: int) -> Sequence[Field]:
        grounds = [Option(ground, capital(words)) for ground, words in GROUNDS.items()]
        return (
            await BODY.field(interaction),
            Several("grounds", "Why?", grounds),
            Text(
                "words", "In your words", "About the body, never a person.", most=WORDS_LIMIT, long=True, required=False
            ),
            Text("conditions", "What would we have to see?", "Then the forum works with them again.", most=WORDS_LIMIT),
        )

    async def submitted(self, interaction: Interaction, subject: int, answers: Answers) -> None:
        wished = wish(answers.many("grounds"), answers.text("words"), answers.text("conditions"))
        async with writing(interaction) as tx:
            body = await BODY.read_one(tx, answers)
            row = await declining.propose(tx, body, wished, user_id=who(interaction).user_id)
        await reply(interaction, called(row))


RETURN = Pick(
    "body",
    "Which body?",
    declining.standing_still,
    "organisation",
    lacking="There is no body that we do not work with.",
)


class WelcomeBack(Form):
    name, act, title = "welcome-back", Act.CALL_A_VOTE, "Work with a body again"

    @classmethod
    async def fields_for(cls, interaction: Interaction, subject: int) -> Sequence[Field]:
        return (await RETURN.field(interaction),)

    async def submitted(self, interaction: Interaction, subject: int, answers: Answers) -> None:
        async with writing(interaction) as tx:
            body = await RETURN.read_one(tx, answers)
            row = await declining.propose_return(tx, body, user_id=who(interaction).user_id)
        await reply(interaction, called(row))
