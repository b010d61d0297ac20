"""A badge: what somebody wants to be called in sessions, a label that they make themselves."""

from bot import coming
from bot.rules.agenda import LABEL_LIMIT
from cogs._button import Button
from cogs._card import Card, Tone
from cogs._desk import reading, writing
from cogs._form import Answers, Form, Text
from cogs._may import Act, Interaction, Shown, soon, who
from cogs._reply import reply
from cogs._text import line
from db import papers


class MyBadge(Button):
    name, act, label, shown = "badge", Act.SAY_WHETHER_I_COME, "My badge", Shown.AS_FORM

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        await open_badge(interaction)


class WearBadge(Form):
    name, act, title = "badge", Act.SAY_WHETHER_I_COME, "What you are called in sessions"
    fields = (
        Text(
            "badge",
            "Your badge",
            "A label you make yourself, such as “Parent carer, ask me about transport”. Empty: none.",
            most=LABEL_LIMIT,
            required=False,
        ),
    )

    async def submitted(self, interaction: Interaction, subject: int, answers: Answers) -> None:
        await wear(interaction, answers.text("badge"))


async def open_badge(interaction: Interaction) -> None:
    """The form, with what they are called now."""
    await WearBadge.open(interaction, filled={"badge": await soon(_badge(interaction))})


async def wear(interaction: Interaction, text: str) -> None:
    async with writing(interaction) as tx:
        words = await coming.wear(tx, text, user_id=who(interaction).user_id)
    if words is None:
        card = Card("You have no badge", ("In sessions you are shown as “a carer”, and nothing more.",))
    else:
        said = f"In sessions you are shown as “{line(words)}”, and never by your name."
        card = Card("That is your badge", (said, "It stays until you change it: /session badge."), tone=Tone.GOOD)
    await reply(interaction, card)


async def _badge(interaction: Interaction) -> str:
    async with reading(interaction) as view:
        member = await papers.member(view.db, view.forum.id, who(interaction).user_id)
        return (member.badge if member else None) or ""
