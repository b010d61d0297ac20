"""/official import: what a file would change is shown first; a press takes it in, also after a restart.

The file stays on the message with the button, and is read again from there: what is taken in is what was shown.
"""

import asyncio
import io
from pathlib import PurePath

import discord

from bot.cards.directory import needs_a_file, outcome_card, outcome_text
from bot.directory import Directory, take_in
from bot.directory.files import LARGEST_FILE, Reading, read_directory
from bot.rules.errors import Refused
from bot.rules.words import Via
from cogs._button import Button
from cogs._desk import reading, writing
from cogs._may import Act, Interaction
from cogs._reply import reply

LINES_FILE = "lines.txt"
KEPT_AS = "directory"
"""The name of the file on our message, before its ending."""

GONE = "The file can no longer be read. Please give it again with /official import."


class TakeIn(Button):
    name, act, label = "import-take", Act.KEEP_THE_DIRECTORY, "Take these in"
    style = discord.ButtonStyle.success

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        kept = interaction.message.attachments if interaction.message else []
        file = next((one for one in kept if one.filename.startswith(KEPT_AS)), None)
        if file is None:
            raise Refused(GONE)
        found = await _read(file)
        async with writing(interaction) as tx:
            outcome = await take_in(tx, found, Via.COMMAND)
        files = [_lines(outcome_text(outcome))] if needs_a_file(outcome) else []
        await reply(interaction, outcome_card(outcome, done=True, attached=bool(files)), files=files)


async def dry_run(interaction: Interaction, file: discord.Attachment) -> None:
    if file.size > LARGEST_FILE:
        raise Refused("That file is larger than 5 MB. Split it into smaller files and give each of them.")
    data = await _bytes(file)
    found = await asyncio.to_thread(read_directory, data, file.filename)
    async with reading(interaction) as view:
        outcome = (await Directory.of(view)).take(found)
    files = [_lines(outcome_text(outcome))] if needs_a_file(outcome) else []
    if outcome.changes:
        files.append(discord.File(io.BytesIO(data), _kept_as(file.filename)))
    press = TakeIn.on() if outcome.changes else None
    card = outcome_card(outcome, done=False, press=press, attached=needs_a_file(outcome))
    await reply(interaction, card, files=files)


async def _read(file: discord.Attachment) -> Reading:
    return await asyncio.to_thread(read_directory, await _bytes(file), file.filename)


async def _bytes(file: discord.Attachment) -> bytes:
    try:
        return await file.read()
    except discord.HTTPException:
        raise Refused(GONE) from None


def _kept_as(filename: str) -> str:
    ending = PurePath(filename).suffix.lower()
    return KEPT_AS + (ending if ending in (".csv", ".json", ".txt") else ".txt")


def _lines(text: str) -> discord.File:
    return discord.File(io.BytesIO(text.encode()), LINES_FILE)
