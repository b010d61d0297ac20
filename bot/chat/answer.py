"""One visible answer an interaction, whatever happens on the way.

await defer(interaction, Shown.ONLY_ME)     first of all: Discord waits three seconds
await reply(interaction, view)              fills in what was promised; further replies follow it
await answer_for(interaction, error)        from every net: a sentence, to the person alone, never a second answer
"""

import asyncio
import logging
from collections.abc import Sequence

import discord
from discord.ui import LayoutView

from bot.chat import delivery as ways
from bot.chat.delivery import ALREADY, Message, check_not_late, delivery, given_to, say
from bot.chat.giveback import given_back
from bot.chat.kinds import Interaction, Shown
from bot.chat.mishap import TooLate, explain, was_kept, where
from bot.chat.text import plain

log = logging.getLogger(__name__)


async def defer(interaction: Interaction, shown: Shown) -> None:
    """Acknowledge. Twice is once; a form cannot be announced, so nothing is sent for one.

    Raises `TooLate` when Discord has stopped waiting: nobody would see an answer, so nothing should be done either.
    """
    answer = given_to(interaction)
    if answer.promised or shown is Shown.AS_FORM:
        return
    try:
        async with asyncio.timeout(ways.PATIENCE):
            await interaction.response.defer(ephemeral=shown is Shown.ONLY_ME, thinking=shown is not Shown.IN_PLACE)
    except discord.HTTPException as error:
        check_not_late(interaction, error)
        # 40060: our first try arrived and only its answer was lost, so the library sent it again.
        if error.code != ALREADY:
            raise
    answer.promised = shown


async def reply(
    interaction: Interaction,
    what: str | LayoutView,
    *,
    ephemeral: bool | None = None,
    files: Sequence[discord.File] = (),
) -> None:
    """Show `what`: text as it is (already safe), or a view.

    `ephemeral` None keeps what was promised; True shows it to the person alone even where the channel was promised it.
    False is only possible where nothing was promised, or the channel was.
    """
    answer = given_to(interaction)
    if ephemeral is False and answer.promised is Shown.ONLY_ME:
        raise ValueError("promised to the person alone: declare Shown.TO_ALL to answer in the channel")
    message = Message(what, answer.promised is not Shown.TO_ALL if ephemeral is None else ephemeral, files)
    try:
        async with delivery(interaction, answer):
            await say(interaction, answer, message, in_place=ephemeral is None and isinstance(what, LayoutView))
    except TooLate:
        # A file can be sent only once: the library closes it behind itself.
        if message.alone or files:
            raise
        await message.send_to(interaction.channel)


async def open_form(interaction: Interaction, form: discord.ui.Modal) -> None:
    """Only as the very first answer: one that was acknowledged cannot open a form any more."""
    async with delivery(interaction, given_to(interaction)):
        await interaction.response.send_modal(form)


async def answer_for(interaction: Interaction, error: BaseException) -> None:
    """The last net. Never raises, and says nothing where an answer has been given.

    The sentence of a `Refused` is taken as bare words, never as markdown: do not escape what goes into it. A form that
    was handed in goes back with what was typed.
    """
    sentence = explain(error, where(interaction))
    if sentence is None:
        return
    if given_to(interaction).given:
        log.warning("%s had already been answered; not said: %s", where(interaction), sentence)
        return
    what: str | LayoutView = plain(sentence)
    files: list[discord.File] = []
    if interaction.type is discord.InteractionType.modal_submit and not was_kept():
        what, files = given_back(interaction, sentence)
    try:
        await reply(interaction, what, ephemeral=True, files=files)
    except Exception:
        log.exception("%s: could not be answered with: %s", where(interaction), sentence)
