"""/post: what has come by mail and waits for a host."""

from collections.abc import Mapping

from discord import app_commands
from discord.ext import commands

from bot.cards import post as cards
from bot.client import ForumClerk
from cogs._card import Card, Tone
from cogs._desk import reading
from cogs._may import Act, Interaction, may
from cogs._pages import Page, Pages
from cogs._reply import reply
from db import post


class PostList(Pages):
    """One piece a page, the oldest first."""

    name, act = "post-list", Act.READ_THE_POST

    async def page(self, interaction: Interaction, number: int, query: Mapping[str, str]) -> Page:
        async with reading(interaction) as view:
            waiting = await post.tray(view.db, view.forum.id)
            if not waiting:
                said = "No message waits for you. What is certain the clerk puts on the record by itself."
                return Page(Card("Nothing waits", (said,), tone=Tone.GOOD), 1)
            at = min(max(number, 1), len(waiting))
            return Page(cards.piece_card(await cards.piece_sheet(view, waiting[at - 1])), len(waiting))


class Post(commands.GroupCog, group_name="post", description="What officials wrote to the forum"):
    @app_commands.command(name="list", description="The messages that wait for a host, the oldest first")
    @may(Act.READ_THE_POST)
    async def list_(self, interaction: Interaction) -> None:
        await reply(interaction, await PostList.show(interaction))


async def setup(client: ForumClerk) -> None:
    await client.add_cog(Post())
