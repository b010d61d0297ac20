"""Many items onto the agenda of one session at once: a host ticks them in one form."""

from collections.abc import Sequence

from discord import ButtonStyle

from bot import agenda
from bot.chat.text import bare
from bot.rules.agenda import ItemState
from bot.rules.errors import Refused
from bot.view import View
from cogs._button import Button
from cogs._card import Card, Option, Tone
from cogs._desk import reading, writing
from cogs._form import Answers, Field, Form, Several
from cogs._limits import OPTIONS
from cogs._may import Act, Interaction, Shown, soon
from cogs._ordering import OrderThisAgenda
from cogs._reply import reply
from cogs._text import line, plural
from db import models, papers, support

WAITING = (ItemState.RAISED.value, ItemState.DEFERRED.value)
NOTHING = "No item waits to be put on an agenda. Carers raise them with /agenda raise."


class FillAgenda(Button):
    """`subject` is the session."""

    name, act, label, shown = "agenda-fill", Act.REVIEW_THE_AGENDA, "Put items on its agenda", Shown.AS_FORM
    style = ButtonStyle.primary

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        await FillForm.open(interaction, subject)


class FillForm(Form):
    name, act, title = "agenda-fill", Act.REVIEW_THE_AGENDA, "What goes on the agenda?"

    @classmethod
    async def fields_for(cls, interaction: Interaction, subject: int) -> Sequence[Field]:
        options = await soon(_options(interaction))
        if not options:
            raise Refused(NOTHING)
        return (Several("items", "Items that wait, most wanted first", options),)

    async def submitted(self, interaction: Interaction, subject: int, answers: Answers) -> None:
        async with writing(interaction) as tx:
            session: models.Session = await tx.own(models.Session, subject, "session")
            accepted = []
            for number in answers.many("items"):
                row: models.Item = await tx.own(models.Item, int(number), "item")
                accepted.append(await agenda.accept(tx, row.id, subject, row.organisation_id))
            said = "\n".join(f"- {line(row.title)}" for row in accepted)
        title = f"{plural(len(accepted), 'item stands', 'items stand')} on the agenda of “{line(session.title)}”"
        told = "The clerk tells their authors, if it still knows them."
        await reply(interaction, Card(title, (said, told), (OrderThisAgenda.on(subject),), tone=Tone.GOOD))


async def _options(interaction: Interaction) -> list[Option]:
    async with reading(interaction) as view:
        rows = await _most_wanted(view)
    return [Option(str(row.id), bare(row.title)) for row in rows[:OPTIONS]]


async def _most_wanted(view: View) -> list[models.Item]:
    rows = await papers.items(view.db, view.forum.id, WAITING)
    counts = await support.counts(view.db, [row.id for row in rows])
    return sorted(rows, key=lambda row: (-counts[row.id], row.id))
