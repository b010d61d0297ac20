"""The forms in which hosts say how their forum works: its charter, the help lines it names, its terms."""

from collections.abc import Sequence

from bot.cards.forum import charter_card, help_lines_card, policy_card
from bot.rules import facts as f
from bot.rules.errors import Refused
from bot.rules.forum import CHARTER_LIMIT, HELP_LIMIT, chartered, help_lines
from bot.rules.policy import CALLED, LEAST, MOST_PATIENT, PATIENCE, lengthened
from bot.rules.tongue import capital
from bot.rules.words import Via
from cogs._desk import reading, writing
from cogs._form import Answers, Field, Form, Text
from cogs._may import Act, Interaction
from cogs._reply import reply


class Charter(Form):
    name, act, title = "forum-charter", Act.CHANGE_THE_FORUM, "The forum’s charter"
    fields = (
        Text(
            "charter",
            "Who are you, and how do you work?",
            "It stands in every letter and in /forum about. Leave it empty for none.",
            most=CHARTER_LIMIT,
            long=True,
            required=False,
        ),
    )

    async def submitted(self, interaction: Interaction, subject: int, answers: Answers) -> None:
        charter = chartered(answers.text("charter"))
        async with writing(interaction) as tx:
            tx.forum.charter = charter
        await reply(interaction, charter_card(charter))


class HelpLines(Form):
    name, act, title = "forum-support", Act.CHANGE_THE_FORUM, "Where carers find help"
    fields = (
        Text(
            "lines",
            "Which help lines do you name?",
            "One a line: who they are, for what, when, how to reach them.",
            most=HELP_LIMIT,
            long=True,
            required=False,
        ),
    )

    async def submitted(self, interaction: Interaction, subject: int, answers: Answers) -> None:
        lines = help_lines(answers.text("lines"))
        async with writing(interaction) as tx:
            tx.forum.help_lines = lines
        await reply(interaction, help_lines_card(lines))


class PolicyForm(Form):
    name, act, title = "forum-policy", Act.CHANGE_THE_FORUM, "The forum’s terms, in working days"

    @classmethod
    async def fields_for(cls, interaction: Interaction, subject: int) -> Sequence[Field]:
        return tuple(
            Text(name, capital(CALLED[name]), f"{getattr(LEAST, name)} to {MOST_PATIENT} working days", most=3)
            for name in PATIENCE
        )

    async def submitted(self, interaction: Interaction, subject: int, answers: Answers) -> None:
        periods = {name: _days(answers.text(name), name) for name in PATIENCE}
        async with writing(interaction) as tx:
            before = tx.terms.policy
            after = lengthened(before, **periods)
            tx.record(f.PolicyAdopted(policy=after, **tx.mark(Via.COMMAND)))
        await reply(interaction, policy_card(before, after))


def _days(typed: str, name: str) -> int:
    if not (typed.isascii() and typed.isdigit()):
        raise Refused(
            f"“{typed}” is not a number of days ({CALLED[name]}). Type a number, like {getattr(LEAST, name)}."
        )
    return int(typed)


async def policy_filled(interaction: Interaction) -> dict[str, str | list[str]]:
    async with reading(interaction) as view:
        return {name: str(getattr(view.terms.policy, name)) for name in PATIENCE}
