"""The yes to an erasure, and the form by which somebody tells the hosts something in private."""

from discord import ButtonStyle

from bot import privacy, telling
from bot.cards.privacy import ask_card, erased_card
from bot.chat.mishap import note_kept
from bot.rules.errors import Refused
from bot.telling import WORDS_LIMIT, Told
from cogs._button import Button
from cogs._card import Card, Option, Tone
from cogs._desk import reading, writing
from cogs._form import Answers, Choice, Form, Text
from cogs._may import Act, Interaction, Shown, here, who
from cogs._reply import reply

NAMED, UNNAMED = "named", "unnamed"


async def ask(interaction: Interaction) -> Card:
    """What goes and what stays, with a button for each way of doing it."""
    async with reading(interaction) as view:
        held = await privacy.held(view, who(interaction).user_id)
    if held.member is None:
        raise Refused(privacy.NOTHING if held.nothing else privacy.LEFT_OVER)
    words = bool(held.items or held.proposed)
    buttons = [EraseButWords.on(held.member, label="Erase; leave the words" if words else "Yes, erase it")]
    buttons += [EraseAll.on(held.member)] if words else []
    return ask_card(held, held.set_up and other_owner(interaction) is None, buttons)


def other_owner(interaction: Interaction) -> int | None:
    """Who owns the server, if that is somebody else."""
    owner = interaction.guild.owner_id if interaction.guild else None
    return None if owner == interaction.user.id else owner


class EraseButWords(Button):
    """`subject` is the number that somebody was asked about: after an erasure they have another."""

    name, act, label, shown = "erase", Act.SEE_WHAT_IS_KEPT, "Erase; leave the words", Shown.IN_PLACE
    style = ButtonStyle.danger

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        await _erase(interaction, subject, words_too=False)


class EraseAll(Button):
    name, act, label, shown = "erase-all", Act.SEE_WHAT_IS_KEPT, "Erase; take the words out", Shown.IN_PLACE
    style = ButtonStyle.danger

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        await _erase(interaction, subject, words_too=True)


async def _erase(interaction: Interaction, member: int, *, words_too: bool) -> None:
    async with writing(interaction) as tx:
        held = await privacy.held(tx, who(interaction).user_id)
        if held.member != member:
            raise Refused(privacy.CHANGED)
        await privacy.erase(tx, held, words_too=words_too, owner=other_owner(interaction))
    interaction.client.drafts.forget_all(interaction.user.id)
    await reply(interaction, erased_card(words_too, held.set_up and other_owner(interaction) is None))


class TellHosts(Form):
    """`subject` is the message, `extra` its channel: for its address alone."""

    name, act, title = "tell-hosts", Act.TELL_A_HOST, "Tell a host in private"
    fields = (
        Text("words", "What should the hosts know?", "Only they read it.", most=WORDS_LIMIT, long=True),
        Choice(
            "shown",
            "Should they know that it is you?",
            (
                Option(NAMED, "Yes, so that they can come back to me"),
                Option(UNNAMED, "No", "Then nobody can answer you."),
            ),
        ),
    )

    async def submitted(self, interaction: Interaction, subject: int, answers: Answers) -> None:
        if answers.text("shown") not in (NAMED, UNNAMED):
            raise Refused("Please choose whether the hosts should know that it is you.")
        name = interaction.user.display_name if answers.text("shown") == NAMED else None
        address = f"https://discord.com/channels/{interaction.guild_id}/{self.extra}/{subject}"
        # Not in their name: somebody who tells something is not thereby entered as a member.
        async with interaction.client.clerk.record.transaction(here(interaction).id) as tx:
            telling.tell(tx, Told(answers.text("words"), name, address))
        note_kept()
        said = "It is on its way to the hosts, and nothing of it stands in this channel."
        after = "Once it stands in theirs, the clerk keeps nothing of it. The topic support of /help names help lines."
        await reply(interaction, Card("The hosts are told", (said, after), tone=Tone.GOOD))
