"""/pledge: what officials promised, what became of it, and whether carers can see it."""

from collections.abc import Mapping

from discord import app_commands
from discord.ext import commands

from bot import pledges
from bot.cards.pledge import pledge_line
from bot.client import ForumClerk
from bot.figures import pledge_lines
from bot.pledges import Promise, Word, fit
from bot.public.pledges import pledge_sheets
from bot.rules import pledge as rules
from bot.rules.errors import Refused
from bot.rules.pledge_figures import tally
from bot.rules.pledge_words import say_pledges
from bot.rules.tongue import capital
from bot.rules.when import read_date
from bot.rules.wording import OUTCOMES, PLEDGE_STATES, REASONS
from bot.rules.words import PledgeOutcome, PledgeState, Reason, Via
from cogs._card import Card
from cogs._choices import ItemChoice, OfficialChoice, OrganisationChoice, PledgeChoice, SessionChoice
from cogs._desk import reading, writing
from cogs._may import Act, Interaction, Shown, may, who
from cogs._pages import Page, Pages
from cogs._pledging import ask, noted
from cogs._reply import reply
from db import pledges as rows_of

A_PAGE = 4
"""Pledges with the longest of words fit on one card."""

IN_HAND, CONFIRMED = "in_hand", "confirmed"
STATES = {
    **{one.value: capital(words) for one, words in OUTCOMES.items()},
    IN_HAND: "Not there yet: this is how far it has come",
    CONFIRMED: "They confirm the words as they stand",
}
WITHDRAW = (
    Reason.OUR_MISTAKE,
    Reason.TOLD_BY_THE_OFFICIAL,
    Reason.NEW_INFORMATION,
    Reason.PERSONAL_DATA,
    Reason.SAFETY,
)


class PledgeList(Pages):
    name, act = "pledge-list", Act.READ_THE_RECORD

    async def page(self, interaction: Interaction, number: int, query: Mapping[str, str]) -> Page:
        body = int(query["organisation"]) if "organisation" in query else None
        async with reading(interaction) as view:
            forum = view.forum.id
            rows = await rows_of.of_forum(view.db, forum, organisation_id=body, state=query.get("state"))
            last = max(1, -(-len(rows) // A_PAGE))
            start = (min(max(number, 1), last) - 1) * A_PAGE
            sheets = await pledge_sheets(view, rows[start : start + A_PAGE])
            lines = await pledge_lines(view, organisation_ids=[body] if body else None)
            counted = say_pledges(tally(lines, since=None, as_at=view.terms.day(view.now)))
        shown = [pledge_line(sheet) for sheet in sheets] or ["No pledge is recorded here yet."]
        return Page(Card("What was promised, and what became of it", [*shown, counted]), last)


class Pledges(commands.GroupCog, group_name="pledge", description="What officials promised, and what became of it"):
    @app_commands.command(description="Record what somebody in a public role promised")
    @app_commands.describe(
        official="Who promised it: the role",
        promise="What they said, in their own words",
        due="By which day, like “Fri 29 Jan”",
        session="At which session",
        item="Which agenda item it answers",
    )
    @may(Act.KEEP_PLEDGES)
    async def add(
        self,
        interaction: Interaction,
        official: OfficialChoice,
        promise: str,
        due: str,
        session: SessionChoice | None = None,
        item: ItemChoice | None = None,
    ) -> None:
        async with writing(interaction) as tx:
            day = read_date(due, now=tx.now, zone=tx.zone)
            card = await ask(tx, Promise(official, fit(promise), day, session, item), who(interaction).user_id)
        await reply(interaction, card)

    @app_commands.command(description="Note how far a pledge has come, or what became of it")
    @app_commands.describe(
        pledge="Which pledge",
        state="What is true now",
        evidence="What shows it, a link, or why not; of one that was replaced, by what or the number of which pledge",
    )
    @app_commands.choices(state=[app_commands.Choice(name=words, value=value) for value, words in STATES.items()])
    @may(Act.KEEP_PLEDGES)
    async def update(
        self, interaction: Interaction, pledge: PledgeChoice, state: str, evidence: str | None = None
    ) -> None:
        async with writing(interaction) as tx:
            if state == CONFIRMED:
                tx.record(rules.confirm(await tx.pledge(pledge), **tx.mark(Via.HOST)))
            else:
                await pledges.say(tx, pledge, _word(state, evidence), Via.HOST)
            card = await noted(tx)
        await reply(interaction, card)

    @app_commands.command(description="Take a pledge back that should not have been recorded; that it was, stays")
    @app_commands.describe(pledge="Which pledge", reason="Why")
    @app_commands.choices(reason=[app_commands.Choice(name=capital(REASONS[one]), value=one.value) for one in WITHDRAW])
    @may(Act.KEEP_PLEDGES)
    async def withdraw(self, interaction: Interaction, pledge: PledgeChoice, reason: str) -> None:
        async with writing(interaction) as tx:
            await pledges.take_back(tx, pledge, Reason(reason))
            card = await noted(tx)
        await reply(interaction, card)

    @app_commands.command(name="list", description="What was promised, and what became of it")
    @app_commands.describe(
        organisation="Only of this body", state="Only those that stand so", only_me="Show it to me alone"
    )
    @app_commands.choices(
        state=[app_commands.Choice(name=capital(words), value=one.value) for one, words in PLEDGE_STATES.items()]
    )
    @may(Act.READ_THE_RECORD, Shown.TO_ALL)
    async def list_(
        self,
        interaction: Interaction,
        organisation: OrganisationChoice | None = None,
        state: str | None = None,
        only_me: bool = False,
    ) -> None:
        wanted = PledgeState(state).value if state else None
        await reply(interaction, await PledgeList.show(interaction, organisation=organisation, state=wanted))


def _word(state: str, evidence: str | None) -> Word:
    outcome = None if state == IN_HAND else PledgeOutcome(state)
    typed = (evidence or "").strip()
    number = typed.removeprefix("#").strip()
    if outcome is PledgeOutcome.REPLACED and number.isascii() and number.isdigit():
        if len(number) > 9:
            raise Refused("There is no pledge of that number. /pledge list shows them.")
        return Word(outcome, instead=int(number))
    return Word(outcome, fit(typed) if typed else None)


async def setup(client: ForumClerk) -> None:
    await client.add_cog(Pledges())
