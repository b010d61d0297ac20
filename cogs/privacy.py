"""/privacy: what is held about whoever asks, and taking it away; and a way to the hosts that nobody else sees."""

import io

import discord
from discord import app_commands
from discord.ext import commands

from bot import privacy
from bot.cards.privacy import held_card, in_json, in_words
from bot.client import ForumClerk
from cogs._desk import reading
from cogs._may import Act, Interaction, Shown, may, who
from cogs._privacy import TellHosts, ask
from cogs._reply import reply


class Privacy(commands.GroupCog, group_name="privacy", description="What is kept about you"):
    def __init__(self, client: ForumClerk) -> None:
        self.client = client
        self.menu = app_commands.ContextMenu(name="Tell a host in private", callback=self.tell)
        client.tree.add_command(self.menu)

    async def cog_unload(self) -> None:
        self.client.tree.remove_command(self.menu.name, type=self.menu.type)

    @may(Act.TELL_A_HOST, Shown.AS_FORM)
    async def tell(self, interaction: Interaction, message: discord.Message) -> None:
        await TellHosts.open(interaction, message.id, str(message.channel.id))

    @app_commands.command(description="Everything that is kept about you here, as a file for you alone")
    @may(Act.SEE_WHAT_IS_KEPT)
    async def show(self, interaction: Interaction) -> None:
        async with reading(interaction) as view:
            held = await privacy.held(view, who(interaction).user_id)
            texts = {
                "kept-about-you.txt": in_words(held, view.forum.name, view.zone),
                "kept-about-you.json": in_json(held),
            }
        files = [] if held.nothing else [discord.File(io.BytesIO(text.encode()), name) for name, text in texts.items()]
        await reply(interaction, held_card(held), files=files)

    @app_commands.command(description="Erase what is kept about you here; you are asked first")
    @may(Act.SEE_WHAT_IS_KEPT)
    async def erase(self, interaction: Interaction) -> None:
        await reply(interaction, await ask(interaction))


async def setup(client: ForumClerk) -> None:
    await client.add_cog(Privacy(client))
