"""/criteria: what carers want to see when bodies work with them, decided by their votes, rated after each session."""

from discord import app_commands
from discord.ext import commands

from bot import feedback
from bot.cards.criteria import criteria_card, criteria_sheet
from bot.client import ForumClerk
from cogs._card import Card
from cogs._desk import reading
from cogs._feedback import Rate
from cogs._may import Act, Interaction, Shown, may
from cogs._proposing import DeclineBody, ProposeCriterion, WelcomeBack
from cogs._reply import reply
from cogs._text import clip

MOST_OPEN = 5
"""Buttons in one row: a form is open for two weeks, so there are hardly ever more."""


class Criteria(commands.GroupCog, group_name="criteria", description="How carers and officials work together"):
    @app_commands.command(name="list", description="Our criteria, open votes, and whom we do not work with")
    @app_commands.describe(only_me="Show it to me alone")
    @may(Act.READ_THE_RECORD, Shown.TO_ALL)
    async def list_(self, interaction: Interaction, only_me: bool = False) -> None:
        async with reading(interaction) as view:
            sheet = await criteria_sheet(view, interaction.client.clerk.ways)
        await reply(interaction, criteria_card(sheet))

    @app_commands.command(description="Say how a session was that you were at")
    @may(Act.GIVE_FEEDBACK)
    async def rate(self, interaction: Interaction) -> None:
        async with reading(interaction) as view:
            rows = (await feedback.open_now(view))[:MOST_OPEN]
        buttons = [Rate.on(row.id, label=clip(row.title, 70)) for row in rows]
        words = "Choose the session that you were at." if rows else "No session waits to be rated."
        await reply(interaction, Card("How was it?", (words,), buttons))

    @app_commands.command(description="Propose a criterion for our sessions")
    @may(Act.CALL_A_VOTE, Shown.AS_FORM)
    async def propose(self, interaction: Interaction) -> None:
        await ProposeCriterion.open(interaction)

    @app_commands.command(description="Call a vote on not working with a body for now")
    @may(Act.CALL_A_VOTE, Shown.AS_FORM)
    async def decline(self, interaction: Interaction) -> None:
        await DeclineBody.open(interaction)

    @app_commands.command(name="welcome-back", description="Call a vote on working with a body again")
    @may(Act.CALL_A_VOTE, Shown.AS_FORM)
    async def welcome_back(self, interaction: Interaction) -> None:
        await WelcomeBack.open(interaction)


async def setup(client: ForumClerk) -> None:
    await client.add_cog(Criteria())
