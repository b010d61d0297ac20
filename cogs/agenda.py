"""/agenda: what carers want raised, who else wants it, and what the hosts make of it."""

from collections.abc import Mapping, Sequence

import discord
from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot import agenda, shut
from bot.cards.item import KINDS, ItemSheet, item_sheet, raised_by
from bot.client import ForumClerk
from bot.rules.agenda import DETAILS_LIMIT, OPEN, SAID, TITLE_LIMIT, ItemState, Kind
from bot.rules.saying import say_short_date
from bot.rules.tongue import capital
from bot.rules.words import Way
from bot.view import View
from cogs._card import Block, Card, Row, Tone
from cogs._choices import (
    ComingSessionChoice,
    ItemChoice,
    OrganisationChoice,
    OwnItemChoice,
    QuestionChoice,
    QuotedItemChoice,
    SessionChoice,
)
from cogs._desk import reading, writing
from cogs._may import Act, Interaction, Shown, may, who
from cogs._metoo import MeToo
from cogs._ordering import AgendaOrder
from cogs._pages import Page, Pages
from cogs._questions import NOTED, WAYS, Note, QuestionList, take_note
from cogs._quoting import ask_its_author
from cogs._raising import ANOTHERS, RaiseItem
from cogs._reply import reply
from cogs._review import review_card
from cogs._text import clip, line, plural
from db import models, papers, support

A_PAGE = 6
"""Items with the longest of names fit on one card."""
NAME = 80
"""Of a session or an organisation in the list, once it is made safe to show."""
TOLD = tuple(state for state in ItemState if state is not ItemState.WITHDRAWN)


class AgendaList(Pages):
    name, act = "agenda-list", Act.READ_THE_AGENDA

    async def page(self, interaction: Interaction, number: int, query: Mapping[str, str]) -> Page:
        session = int(query["session"]) if "session" in query else None
        async with reading(interaction) as view:
            rows = await _wanted_first(view, session)
            last = max(1, -(-len(rows) // A_PAGE))
            start = (min(max(number, 1), last) - 1) * A_PAGE
            sheets = [await item_sheet(view, row.id) for row in rows[start : start + A_PAGE]]
            title = "What carers want raised"
            if session is not None:
                title = f"The agenda of “{line((await view.own(models.Session, session, 'session')).title)}”"
        nothing = "Nothing stands on it yet." if session else "Nothing has been raised yet. /agenda raise does it."
        return Page(Card(title, [_told(sheet) for sheet in sheets] or [nothing]), last)


class Agenda(commands.GroupCog, group_name="agenda", description="What carers want raised"):
    def __init__(self, client: ForumClerk) -> None:
        self.client = client
        self.menu = app_commands.ContextMenu(name="Raise at the forum", callback=self.raise_message)
        client.tree.add_command(self.menu)

    async def cog_unload(self) -> None:
        self.client.tree.remove_command(self.menu.name, type=self.menu.type)

    @may(Act.RAISE_AN_ITEM, Shown.AS_FORM)
    async def raise_message(self, interaction: Interaction, message: discord.Message) -> None:
        words = message.content.strip()
        title = clip(words.partition("\n")[0].strip(), TITLE_LIMIT)
        filled = {"title": title, "details": clip(words, DETAILS_LIMIT) if words != title else ""}
        whose = 0 if message.author.id == interaction.user.id else ANOTHERS
        await RaiseItem.open(interaction, whose, filled=filled)

    @app_commands.command(name="raise", description="Raise something at the forum, with your name or without")
    @may(Act.RAISE_AN_ITEM, Shown.AS_FORM)
    async def raise_(self, interaction: Interaction) -> None:
        await RaiseItem.open(interaction)

    @app_commands.command(name="list", description="What carers want raised, who else wants it, and where it stands")
    @app_commands.describe(session="Only the agenda of this session", only_me="Show it to me alone")
    @may(Act.READ_THE_AGENDA, Shown.TO_ALL)
    async def list_(
        self, interaction: Interaction, session: SessionChoice | None = None, only_me: bool = False
    ) -> None:
        await reply(interaction, await AgendaList.show(interaction, session=session))

    @app_commands.command(description="Take back an item of your own")
    @app_commands.describe(item="Which of your items")
    @may(Act.WITHDRAW_AN_ITEM)
    async def withdraw(self, interaction: Interaction, item: OwnItemChoice) -> None:
        async with writing(interaction) as tx:
            row = await agenda.withdraw(tx, item, user_id=who(interaction).user_id)
            refused = await shut.said_once(tx, who(interaction).user_id)
        said = f"**{line(row.title)}**\nIts words no longer stand in the chat or in a list."
        await reply(interaction, Card(f"Your item {row.id} is taken back", (said, refused), tone=Tone.GOOD))

    @app_commands.command(description="Say yes or no to being quoted; nobody is told whose words they are")
    @app_commands.describe(item="Which of your items")
    @may(Act.AGREE_TO_A_QUOTATION)
    async def quote(self, interaction: Interaction, item: QuotedItemChoice) -> None:
        await reply(interaction, await ask_its_author(interaction, item))

    @app_commands.command(description="Decide about an item: put it on an agenda, merge it, put it off, decline it")
    @app_commands.describe(item="Which item")
    @may(Act.REVIEW_THE_AGENDA)
    async def review(self, interaction: Interaction, item: ItemChoice) -> None:
        async with reading(interaction) as view:
            card = review_card(await item_sheet(view, item))
        await reply(interaction, card)

    @app_commands.command(description="Put the items of a session in order, and give each its minutes")
    @app_commands.describe(session="Which session")
    @may(Act.REVIEW_THE_AGENDA)
    async def order(self, interaction: Interaction, session: ComingSessionChoice) -> None:
        await reply(interaction, await AgendaOrder.show(interaction, session=session))

    @app_commands.command(description="What organisations were asked, and what they answered")
    @app_commands.describe(organisation="Only what this body was asked", only_me="Show it to me alone")
    @may(Act.READ_THE_AGENDA, Shown.TO_ALL)
    async def questions(
        self, interaction: Interaction, organisation: OrganisationChoice | None = None, only_me: bool = False
    ) -> None:
        await reply(interaction, await QuestionList.show(interaction, organisation=organisation))

    @app_commands.command(description="Note that an organisation answered a question, and how far it went")
    @app_commands.describe(
        question="Which question",
        extent="How far the answer went",
        way="In the session, if you do not say",
        words="What they said, in their words; public",
    )
    @app_commands.choices(
        extent=[Choice(name=words, value=extent.value) for extent, words in NOTED.items()],
        way=[Choice(name=words, value=way.value) for way, words in WAYS.items()],
    )
    @may(Act.NOTE_A_RESPONSE)
    async def answered(
        self,
        interaction: Interaction,
        question: QuestionChoice,
        extent: str,
        way: str = Way.IN_SESSION.value,
        words: str = "",
    ) -> None:
        async with writing(interaction) as tx:
            card = await take_note(tx, Note(question, extent, Way(way), words))
        await reply(interaction, card)


async def _wanted_first(view: View, session: int | None) -> Sequence[models.Item]:
    """Open items first, and of each the ones that most people want; an agenda in its own order."""
    if session is not None:
        return await papers.agenda(view.db, view.forum.id, session)
    rows = await papers.items(view.db, view.forum.id, [state.value for state in TOLD])
    counts = await support.counts(view.db, [row.id for row in rows])
    return sorted(rows, key=lambda row: (row.state not in OPEN, -counts[row.id], row.id))


def _told(sheet: ItemSheet) -> Block:
    """One item in a list; who raised it only where they wanted that."""
    said = [capital(SAID[sheet.state])]
    if sheet.state is ItemState.ACCEPTED and sheet.session and sheet.session_starts:
        day = say_short_date(sheet.session_starts.astimezone(sheet.zone).date())
        said = [f"On the agenda of “{clip(line(sheet.session), NAME)}”, {day}"]
    if sheet.merged_into:
        said = [f"Joined to item {sheet.merged_into}"]
    if sheet.kind is not Kind.QUESTION:
        said.append(KINDS[sheet.kind].lower())
    if sheet.support:
        said.append(plural(sheet.support, "other wants it too", "others want it too"))
    if sheet.asked:
        said.append("answered" if sheet.asked[0].answered else "put as a question")
    if sheet.carried:
        said.append(f"carried over {plural(sheet.carried, 'time', 'times')}")
    if sheet.organisation:
        said.append(f"for {clip(line(sheet.organisation), NAME)}")
    if author := raised_by(sheet):
        said.append(f"raised by {clip(author, NAME)}")
    text = f"**{sheet.number} · {line(sheet.title)}**\n{' · '.join(said)}"
    if sheet.state not in OPEN:
        return text
    return Row(text, MeToo.on(sheet.number, label=f"Me too: item {sheet.number}"))


async def setup(client: ForumClerk) -> None:
    await client.add_cog(Agenda(client))
