"""The form in which carers raise something."""

from collections.abc import Sequence

from discord import ButtonStyle

from bot import agenda, choices, raising
from bot.raising import Doubts, Wish
from bot.rules.agenda import DETAILS_LIMIT, TITLE_LIMIT, Kind, worded
from bot.rules.errors import Refused
from bot.rules.screening import kept_out
from cogs._button import Button
from cogs._card import Option, Press
from cogs._desk import reading, writing
from cogs._form import Answers, Choice, Field, Form, Text
from cogs._look_again import look_again, raised
from cogs._may import Act, Interaction, Shown, soon, who
from cogs._pick import Pick
from cogs._reply import reply
from cogs._text import bare

ANOTHERS = 1
"""The subject of a form that was filled from somebody else's message."""

ORGANISATION = Pick(
    "organisation", "For which organisation?", choices.organisations, "organisation", "Nobody in particular"
)
KIND = Choice(
    "kind",
    "What is it?",
    (
        Option(Kind.QUESTION, "A question", "Somebody should answer it.", chosen=True),
        Option(Kind.PROPOSAL, "A proposal", "Something should be done or changed."),
        Option(Kind.STORY, "A story", "What happened. The clerk helps to make a question of it."),
    ),
    required=False,
)
SHOWN = Choice(
    "shown",
    "How should it appear?",
    (
        Option(agenda.UNNAMED, "Without my name", "Not even the hosts see whose it is; the clerk still tells you."),
        Option(agenda.LABELLED, "With a label I choose", "Such as “A parent carer”. Not even the hosts see whose."),
        Option(agenda.NAMED, "With my name"),
    ),
)


PUBLIC = "In one line. On an agenda it is public; your name only if you choose so."


class RaiseItem(Form):
    """`extra` is the draft that it was filled from, when its author looked at it once more."""

    name, act, title = "raise", Act.RAISE_AN_ITEM, "Raise at the forum"

    @classmethod
    async def fields_for(cls, interaction: Interaction, subject: int) -> Sequence[Field]:
        note = "These are somebody else’s words: please ask them first, or write your own." * (subject == ANOTHERS)
        return (
            Text("title", "What should be raised?", PUBLIC, most=TITLE_LIMIT),
            Text("details", "Tell us more", note, most=DETAILS_LIMIT, long=True, required=False),
            KIND,
            await ORGANISATION.field(interaction),
            SHOWN,
        )

    async def submitted(self, interaction: Interaction, subject: int, answers: Answers) -> None:
        words, shown = worded(bare(answers.text("title")), answers.text("details")), answers.text("shown")
        kept_out(f"{words.title}\n{words.details}")
        if shown not in (agenda.NAMED, agenda.LABELLED, agenda.UNNAMED):
            raise Refused("Please choose whether your name should be shown.")
        user_id = who(interaction).user_id
        async with writing(interaction) as tx:
            if self.extra:
                await raising.take(tx, int(self.extra), user_id)
            organisation = await ORGANISATION.read(tx, answers)
            wish = Wish(words, _kind(answers), organisation, shown, interaction.user.display_name)
            doubts = await raising.doubts(tx, wish, again=bool(self.extra))
            if doubts.any() or shown == agenda.LABELLED:
                draft = await raising.keep(tx, wish, user_id)
                change = () if doubts == Doubts() else _changes(draft, doubts)
                card = await look_again(tx, wish, draft, doubts, change)
            else:
                row = await raising.raise_it(tx, wish, user_id)
                card = await raised(tx, row, user_id)
        await reply(interaction, card)


class ChangeWords(Button):
    """Opens the form once more; `extra` is the kind that the item becomes."""

    name, act, label, shown = "raise-change", Act.RAISE_AN_ITEM, "Change my words", Shown.AS_FORM

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        filled = await soon(_filled(interaction, subject))
        await RaiseItem.open(interaction, extra=str(subject), filled={**filled, **_as(self.extra)})


def _changes(draft: int, doubts: Doubts) -> tuple[Press, ...]:
    if doubts.story:
        return (ChangeWords.on(draft, Kind.QUESTION, label="Turn it into a question", style=ButtonStyle.primary),)
    return (ChangeWords.on(draft),) if doubts.said else ()


async def _filled(interaction: Interaction, draft: int) -> dict[str, str | list[str]]:
    async with reading(interaction) as view:
        wish = await raising.kept(view, draft, who(interaction).user_id)
        body = await ORGANISATION.filled(view, wish.organisation)
    return {"title": wish.words.title, "details": wish.words.details, "shown": wish.shown, **_as(wish.kind), **body}


def _as(kind: str) -> dict[str, str | list[str]]:
    return {"kind": kind} if kind else {}


def _kind(answers: Answers) -> Kind:
    try:
        return Kind(answers.text("kind") or Kind.QUESTION)
    except ValueError:
        raise Refused("Please choose one of the listed kinds: a question, a proposal or a story.") from None
