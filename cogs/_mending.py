"""A letter that did not arrive: the right address typed once, and everything that went astray is asked anew."""

from bot.cards import MEND_ADDRESS
from bot.directory import Directory
from bot.directory.lines import write_to
from bot.rules.errors import Refused
from bot.rules.words import Via
from cogs import _typed
from cogs._button import Button
from cogs._desk import reading, writing
from cogs._form import Answers, Form, Text
from cogs._may import Act, Interaction, Shown, soon
from cogs._readdressing import ask_all_anew
from cogs._reply import reply
from db import models

ADDRESS = 254
"""Characters of an e-mail address (RFC 5321 §4.5.3.1.3, less the brackets)."""


class MendAddress(Button):
    """`subject` is the invitation."""

    name, act, label, shown = MEND_ADDRESS, Act.KEEP_THE_DIRECTORY, "Put in the right address", Shown.AS_FORM

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        await RightAddress.open(interaction, await soon(_official_of(interaction, subject)))


class RightAddress(Form):
    """`subject` is the official. An address that is the same is refused: it is the one that did not work."""

    name, act, title = "mend-address", Act.KEEP_THE_DIRECTORY, "The right address"
    fields = (
        Text(
            "email", "Where do letters to this role go?", "Look on their website, or ask their switchboard.", most=254
        ),
    )

    async def submitted(self, interaction: Interaction, subject: int, answers: Answers) -> None:
        email = _typed.email(answers.text("email"))
        async with writing(interaction) as tx:
            directory = await Directory.of(tx)
            role = directory.role_numbered(subject)
            if (role.email or "").casefold() == email.casefold():
                raise Refused("That is the address to which our letter did not arrive. Please find another one.")
            write_to(directory, role, email)
            await directory.save(tx, Via.COMMAND)
            card = await ask_all_anew(tx, interaction.client.clerk.ways, subject)
        await reply(interaction, card)


async def _official_of(interaction: Interaction, invitation_id: int) -> int:
    async with reading(interaction) as view:
        row: models.Invitation = await view.own(models.Invitation, invitation_id, "invitation")
        return row.official_id
