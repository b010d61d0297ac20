"""/invitation: asking officials to a session, noting what they say, and where each invitation stands."""

from collections.abc import Mapping

from discord import app_commands
from discord.ext import commands

from bot.cards import invitation as cards
from bot.choices import STATES
from bot.client import ForumClerk
from bot.inviting import ask_again
from bot.rules import invitation as rules
from bot.rules.tongue import capital
from bot.rules.wording import REASONS
from bot.rules.words import Reason, State, Via
from cogs._asking import ask_all, fit, menu
from cogs._choices import ComingSessionChoice, InvitationChoice, OfficialChoice, SessionChoice
from cogs._desk import reading, writing
from cogs._may import Act, Interaction, may
from cogs._noting import NOTES, Note, take_note
from cogs._pages import Page, Pages
from cogs._reply import reply
from cogs._text import line
from db import desk

A_PAGE = 6
HOLD_REASONS = (
    Reason.UNDER_DISCUSSION,
    Reason.PAUSE,
    Reason.ILLNESS_OR_EMERGENCY,
    Reason.NEW_INFORMATION,
    Reason.PERSONAL_DATA,
    Reason.OUR_MISTAKE,
)


class InvitationList(Pages):
    name, act = "invitation-list", Act.SEE_INVITATIONS

    async def page(self, interaction: Interaction, number: int, query: Mapping[str, str]) -> Page:
        session = int(query["s"]) if "s" in query else None
        async with reading(interaction) as view:
            rows = await desk.standings(view.db, view.forum.id, session_id=session)
            found = [row.invitation_id for row in rows if query.get("st") in (None, row.state)]
            last = max(1, -(-len(found) // A_PAGE))
            start = (min(max(number, 1), last) - 1) * A_PAGE
            shown = [await cards.invitation_sheet(view, one) for one in found[start : start + A_PAGE]]
        return Page(cards.list_card(shown, len(found)), last)


class Invitations(commands.GroupCog, group_name="invitation", description="Asking officials to a session"):
    @app_commands.command(description="Invite an official to a session, or several from a menu")
    @app_commands.describe(
        session="To which session",
        official="Whom; leave it out to choose several from a menu",
        message="Your own words in the letter, before the date by which we ask for a reply",
    )
    @may(Act.INVITE)
    async def send(
        self,
        interaction: Interaction,
        session: ComingSessionChoice,
        official: OfficialChoice | None = None,
        message: str | None = None,
    ) -> None:
        words = fit(message)
        if official is None:
            await reply(interaction, await menu(interaction, session, words))
            return
        async with writing(interaction) as tx:
            card = await ask_all(tx, interaction.client.clerk.ways, session, [official], words)
        await reply(interaction, card)

    @app_commands.command(description="Note what an official told you by phone, in person or by e-mail")
    @app_commands.describe(
        invitation="Which invitation",
        answer="What they said",
        detail="In their words; public. Only with a reply",
        on="The day it came, like: Tue 3 Nov. Today, if left out",
        until="If they asked for more time: until which day",
    )
    @app_commands.choices(answer=[app_commands.Choice(name=words, value=value) for value, words in NOTES.items()])
    @may(Act.NOTE_A_RESPONSE)
    async def note(
        self,
        interaction: Interaction,
        invitation: InvitationChoice,
        answer: str,
        detail: str = "",
        on: str = "",
        until: str = "",
    ) -> None:
        note = Note(invitation, answer, detail, on, until)
        async with writing(interaction) as tx:
            card = await take_note(tx, interaction.client.clerk.ways, note)
        await reply(interaction, card)

    @app_commands.command(name="list", description="Where the invitations stand")
    @app_commands.describe(session="Only those to this session", state="Only those that stand so")
    @app_commands.choices(
        state=[app_commands.Choice(name=capital(words), value=state.value) for state, words in STATES.items()]
    )
    @may(Act.SEE_INVITATIONS)
    async def list_(
        self, interaction: Interaction, session: SessionChoice | None = None, state: str | None = None
    ) -> None:
        await reply(interaction, await InvitationList.show(interaction, s=session, st=state and State(state).value))

    @app_commands.command(description="Hold back what would be published; the same command again releases it")
    @app_commands.describe(invitation="Which invitation", reason="Why; the record says so")
    @app_commands.choices(
        reason=[app_commands.Choice(name=capital(REASONS[reason]), value=reason.value) for reason in HOLD_REASONS]
    )
    @may(Act.HOLD_A_PUBLICATION)
    async def hold(self, interaction: Interaction, invitation: InvitationChoice, reason: str) -> None:
        async with writing(interaction) as tx:
            now, mark = await tx.standing(invitation), tx.mark(Via.COMMAND)
            if now.held_back:
                tx.record(rules.release(now, **mark))
                said = "Released: the clerk goes on from here, and publishes only if everything holds."
            else:
                tx.record(rules.hold_back(now, Reason(reason), **mark))
                said = (
                    f"Held back. The record gives the reason “{REASONS[Reason(reason)]}”. Nothing is published until "
                    "you release it: the same command again."
                )
            whom = line(capital(str(await tx.whom_of(invitation))))
        await reply(interaction, f"**{whom}**\n{said}")

    @app_commands.command(description="Send an invitation once more, or to an address that was put right")
    @app_commands.describe(invitation="Which invitation")
    @may(Act.INVITE)
    async def resend(self, interaction: Interaction, invitation: InvitationChoice) -> None:
        async with writing(interaction) as tx:
            asked = await ask_again(tx, interaction.client.clerk.ways, invitation, Via.COMMAND)
            card = cards.again_card([asked], (), tx.now, tx.zone)
        await reply(interaction, card)


async def setup(client: ForumClerk) -> None:
    await client.add_cog(Invitations())
