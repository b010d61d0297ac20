"""Forms that survive a restart, two people at once, and being refused: what was typed comes back with "Try again".

    class RaiseItem(Form):
        name, act, title = "raise", Act.RAISE_AN_ITEM, "Raise at the forum"
        fields = (Text("title", "What should be raised?", most=100), Text("details", "Tell us more", long=True))

        async def submitted(self, interaction: Interaction, subject: int, answers: Answers) -> None:
            item = await raise_item(answers.text("title"), answers.text("details"))
            await reply(interaction, cards.raised(item))

    @app_commands.command(name="raise", description="Raise something at the forum")
    @may(Act.RAISE_AN_ITEM, Shown.AS_FORM)
    async def raise_(self, interaction: Interaction) -> None:
        await RaiseItem.open(interaction)

Opening must be the first answer, so a button that opens one says `shown = Shown.AS_FORM`, and a look-up before it goes
through `soon(…)`. Whoever hands it in is checked then, in any case. `fields_for` gives fields that depend on the forum.
"""

import secrets
from collections.abc import Mapping, Sequence
from typing import ClassVar

from discord import InteractionType, ui

from bot.chat.answer import open_form
from bot.chat.custom_id import CustomId
from bot.chat.doors import Door
from bot.chat.drafts import Draft
from bot.chat.giveback import TRY_AGAIN
from bot.chat.kinds import Interaction, Shown
from bot.chat.limits import FORM_FIELDS, FORM_TITLE
from bot.chat.text import bare, clip
from bot.chat.typed import Answers, answers_in
from bot.rules.errors import Refused
from bot.rules.permissions import Act
from cogs._button import Button
from cogs._fields import Choice, Field, PickChannel, PickRole, Several, Text, Tick

__all__ = ["Answers", "Choice", "Field", "Form", "PickChannel", "PickRole", "Several", "Text", "Tick"]

_NO_DRAFT = "The clerk no longer holds this draft. Your words stand above: please copy them into a new form."


class Form(Door, abstract=True):
    title: ClassVar[str]
    fields: ClassVar[Sequence[Field]] = ()
    comes_as = InteractionType.modal_submit

    def __init__(self, subject: int, extra: str) -> None:
        self.subject = subject
        self.extra = extra

    @classmethod
    async def fields_for(cls, interaction: Interaction, subject: int) -> Sequence[Field]:
        """At most five. Look-ups go through `soon`."""
        return cls.fields

    @classmethod
    async def open(
        cls,
        interaction: Interaction,
        subject: int = 0,
        extra: str = "",
        *,
        filled: Mapping[str, str | list[str]] | None = None,
    ) -> None:
        """Show it, filled in with `filled` by field name; `subject` and `extra` come back with the answers."""
        fields = await cls.fields_for(interaction, subject)
        if not 1 <= len(fields) <= FORM_FIELDS:
            raise ValueError(f"{cls.__qualname__} has {len(fields)} fields")
        # Each opening has an address of its own: Discord's apps may fill in what was left in a form of the same one.
        at = CustomId(cls.name, subject, f"{secrets.token_hex(4)}.{extra}")
        sheet = _Sheet(title=clip(bare(cls.title), FORM_TITLE), custom_id=str(at))
        for field in fields:
            sheet.add_item(field.item(Answers(filled or {})))
        await open_form(interaction, sheet)

    @classmethod
    async def enter(cls, interaction: Interaction, at: CustomId) -> None:
        answers, extra = answers_in(interaction), at.extra.partition(".")[2]
        drafts = interaction.client.drafts
        number = drafts.keep(Draft(interaction.user.id, cls.name, at.subject, extra, answers))
        interaction.extras["draft"] = number
        await cls.let_in(interaction)
        await cls(at.subject, extra).submitted(interaction, at.subject, answers)
        drafts.forget(number)

    async def submitted(self, interaction: Interaction, subject: int, answers: Answers) -> None:
        """It has been acknowledged as `shown` says, and the visitor may do `act`."""
        raise NotImplementedError


class TryAgain(Button):
    """Under a form that was given back. The form itself asks again who may hand it in."""

    name, act, shown = TRY_AGAIN, Act.ASK_FOR_HELP, Shown.AS_FORM

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        draft = interaction.client.drafts.find(subject, interaction.user.id)
        form = interaction.client.doors.get((InteractionType.modal_submit, draft.form)) if draft else None
        if draft is None or form is None or not issubclass(form, Form):
            raise Refused(_NO_DRAFT)
        await form.open(interaction, draft.subject, draft.extra, filled=draft.answers)


class _Sheet(ui.Modal):
    """Never kept by the library: what is handed in is found by its address."""

    def is_finished(self) -> bool:
        return True
