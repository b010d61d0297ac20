"""/session: calling a session, moving and cancelling it, opening and closing it, and who came."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from discord import app_commands
from discord.ext import commands

from bot.cards.session import session_card, session_sheet
from bot.client import ForumClerk
from bot.rules.calling import length, worded
from bot.rules.coming import limited
from bot.rules.errors import Refused
from bot.rules.minutes_text import Kind
from bot.rules.repeating import Repeat, Series
from bot.rules.saying import say_moment
from bot.rules.session import SessionState
from bot.rules.tongue import capital
from bot.rules.when import read_moment
from bot.rules.wording import REASONS
from bot.rules.words import Reason
from bot.sessions import Wish
from bot.sitting import the_open_one
from bot.view import View
from cogs import _badge, _calling, _coming, _series
from cogs._attendance import attendance_card, came_uninvited
from cogs._card import Card, Tone
from cogs._changing import ask_to_cancel, ask_to_move
from cogs._choices import ComingSessionChoice, OfficialChoice, SessionChoice
from cogs._closing import closed
from cogs._desk import reading, writing
from cogs._limits import OPTION_TEXT
from cogs._live import open_session
from cogs._may import Act, Interaction, Shown, here, may, who
from cogs._minutes import minutes_card
from cogs._pages import Page, Pages
from cogs._preparing import prepare_card
from cogs._reply import reply
from cogs._taking import NAMES, taken, to_take
from cogs._text import bare, clip, line, plain
from db import models, papers

CANCEL_REASONS = (
    Reason.ILLNESS_OR_EMERGENCY,
    Reason.TOO_FEW_PEOPLE,
    Reason.ROOM_OR_TECHNOLOGY,
    Reason.OUR_MISTAKE,
)
REPEATS = {
    "every week": Repeat.WEEKLY,
    "every two weeks": Repeat.FORTNIGHTLY,
    "every month, on the same weekday": Repeat.MONTHLY,
}
A_PAGE = 10
STATES = {
    SessionState.PLANNED: "to come",
    SessionState.OPEN: "open now",
    SessionState.HELD: "held",
    SessionState.CANCELLED: "cancelled",
}


class SessionList(Pages):
    name, act = "session-list", Act.READ_THE_RECORD

    async def page(self, interaction: Interaction, number: int, query: Mapping[str, str]) -> Page:
        async with reading(interaction) as view:
            rows = _in_order(await papers.sessions(view.db, view.forum.id), view.now)
            last = max(1, -(-len(rows) // A_PAGE))
            start = (min(max(number, 1), last) - 1) * A_PAGE
            lines = [
                f"**{line(row.title)}**\n{say_moment(row.starts_at, view.zone)} · {_state(row, view.now)}"
                for row in rows[start : start + A_PAGE]
            ]
        return Page(Card("Sessions", lines or ["No session has been called yet."]), last)


class Sessions(commands.GroupCog, group_name="session", description="The forum’s sessions"):
    @app_commands.command(description="Call a session. The time is read back to you before anything happens")
    @app_commands.describe(
        title="What the session is called",
        when="Day and time, like: Tue 3 Nov 7pm",
        minutes="How long it lasts, in minutes",
        place="Where it is",
        link="How to join online: a web address",
        access="What the place offers, like: step-free entrance, hearing loop, captions online",
        repeat="Whether there is a next one at the same time",
        places="How many carers can come, if that is limited",
    )
    @app_commands.choices(repeat=[app_commands.Choice(name=name, value=kind.value) for name, kind in REPEATS.items()])
    @may(Act.SCHEDULE_A_SESSION)
    async def schedule(
        self,
        interaction: Interaction,
        title: str,
        when: str,
        minutes: int = 90,
        place: str | None = None,
        link: str | None = None,
        access: str | None = None,
        repeat: str | None = None,
        places: int | None = None,
    ) -> None:
        limited(places)
        words, lasts = worded(bare(title), bare(place or ""), link, bare(access or "")), length(minutes)
        async with writing(interaction) as tx:
            starts = read_moment(when, now=tx.now, zone=tx.zone)
            series = Series.beginning(Repeat(repeat), starts, tx.zone) if repeat else None
            card = await _calling.ask(tx, Wish(words, starts, lasts, series, places), who(interaction).user_id)
        await reply(interaction, card)

    @app_commands.command(description="Move a session to another time; whoever was asked is told")
    @app_commands.describe(session="Which session", when="The new day and time, like: Tue 3 Nov 7pm")
    @may(Act.SCHEDULE_A_SESSION)
    async def move(self, interaction: Interaction, session: ComingSessionChoice, when: str) -> None:
        async with reading(interaction) as view:
            card = await ask_to_move(view, session, read_moment(when, now=view.now, zone=view.zone))
        await reply(interaction, card)

    @schedule.autocomplete("when")
    @move.autocomplete("when")
    async def read_back(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """What is typed, as it will be understood, while it is being typed."""
        if not typed.strip() or len(typed) > OPTION_TEXT:
            return []
        zone = here(interaction).zone
        try:
            said = say_moment(read_moment(typed, now=interaction.client.clerk.clock.now(), zone=zone), zone)
        except Refused as refusal:
            said = str(refusal)
        return [app_commands.Choice(name=clip(bare(said), OPTION_TEXT), value=typed)]

    @app_commands.command(description="Cancel a session; whoever was asked is told, and no invitation to it counts")
    @app_commands.describe(session="Which session", reason="The reason that everybody reads")
    @app_commands.choices(
        reason=[app_commands.Choice(name=capital(REASONS[reason]), value=reason.value) for reason in CANCEL_REASONS]
    )
    @may(Act.SCHEDULE_A_SESSION)
    async def cancel(self, interaction: Interaction, session: ComingSessionChoice, reason: str) -> None:
        if reason not in CANCEL_REASONS:
            raise Refused("Choose one of the reasons in the list.")
        async with reading(interaction) as view:
            card = await ask_to_cancel(view, session, Reason(reason))
        await reply(interaction, card)

    @app_commands.command(description="Leave one date of a series out, or put it back; the others stay")
    @app_commands.describe(session="The latest session of the series", date="Which date; empty for the next one")
    @may(Act.SCHEDULE_A_SESSION)
    async def skip(self, interaction: Interaction, session: ComingSessionChoice, date: str | None = None) -> None:
        await _series.skip(interaction, session, date)

    @app_commands.command(description="How many carers can come; whoever asks later waits for a place")
    @app_commands.describe(session="Which session", places="A number; empty for no limit")
    @may(Act.SCHEDULE_A_SESSION)
    async def places(self, interaction: Interaction, session: ComingSessionChoice, places: int | None = None) -> None:
        await _coming.limit(interaction, session, places)

    @app_commands.command(description="A label that you make yourself: how you are shown in sessions")
    @may(Act.SAY_WHETHER_I_COME, Shown.AS_FORM)
    async def badge(self, interaction: Interaction) -> None:
        await _badge.open_badge(interaction)

    @app_commands.command(description="What is left to do for a session, with a button for each thing")
    @app_commands.describe(session="Which session; the next one, if left out")
    @may(Act.RUN_A_SESSION)
    async def prepare(self, interaction: Interaction, session: SessionChoice | None = None) -> None:
        async with reading(interaction) as view:
            card = await prepare_card(view, session if session is not None else await _nearest(view))
        await reply(interaction, card)

    @app_commands.command(name="open", description="Open a session, from one hour before its time")
    @app_commands.describe(session="Which session")
    @may(Act.RUN_A_SESSION)
    async def open_(self, interaction: Interaction, session: ComingSessionChoice) -> None:
        await reply(interaction, await open_session(interaction, session))

    @app_commands.command(description="Take down a note, a decision or an action, under the item that is open")
    @app_commands.describe(
        words="What the minutes should say",
        kind="What it is; a note if you leave it out",
        owner="Who does it: the forum, a role, or the badge that a carer chose",
        due="By when, like: Tue 3 Nov",
        session="Which session, if several are open",
    )
    @app_commands.choices(kind=[app_commands.Choice(name=name, value=kind.value) for kind, name in NAMES.items()])
    @may(Act.RUN_A_SESSION)
    async def note(
        self,
        interaction: Interaction,
        words: str,
        kind: str = Kind.NOTE.value,
        owner: str = "",
        due: str = "",
        session: ComingSessionChoice | None = None,
    ) -> None:
        async with writing(interaction) as tx:
            what = await to_take(tx, Kind(kind), words, owner, due)
            card = await taken(tx, session if session is not None else await the_open_one(tx), what)
        await reply(interaction, card)

    @app_commands.command(description="Close a session that took place, and draft its minutes")
    @app_commands.describe(session="Which session", carers="How many carers were there, if you counted")
    @may(Act.RUN_A_SESSION)
    async def close(self, interaction: Interaction, session: SessionChoice, carers: int | None = None) -> None:
        async with writing(interaction) as tx:
            card = await closed(tx, interaction.client.clerk.ways, session, carers)
        await reply(interaction, card)

    @app_commands.command(description="The minutes of a session; for hosts, also the draft of them")
    @app_commands.describe(session="Which session", only_me="Show it to me alone")
    @may(Act.READ_THE_RECORD, Shown.TO_ALL)
    async def minutes(self, interaction: Interaction, session: SessionChoice, only_me: bool = False) -> None:
        card, private = await minutes_card(interaction, session)
        await reply(interaction, card, ephemeral=True if private else None)

    @app_commands.command(description="Who of the invited came, came by deputy, or was not there")
    @app_commands.describe(session="Which session", also="Somebody who came without having been invited")
    @may(Act.RUN_A_SESSION)
    async def attendance(
        self, interaction: Interaction, session: SessionChoice, also: OfficialChoice | None = None
    ) -> None:
        if also is not None:
            async with writing(interaction) as tx:
                thanks = await came_uninvited(tx, session, also)
            await reply(interaction, Card("Noted", (plain(thanks),), tone=Tone.GOOD))
            return
        async with reading(interaction) as view:
            card = await attendance_card(view, session)
        await reply(interaction, card)

    @app_commands.command(name="next", description="The next session: when, where, its agenda and who was asked")
    @app_commands.describe(only_me="Show it to me alone")
    @may(Act.READ_THE_RECORD, Shown.TO_ALL)
    async def next_(self, interaction: Interaction, only_me: bool = False) -> None:
        async with reading(interaction) as view:
            rows = _in_order(await papers.sessions(view.db, view.forum.id), view.now)
            if not rows or not _is_coming(rows[0], view.now):
                raise Refused("No session is called at the moment. /session list shows the past ones.")
            card = session_card(await session_sheet(view, rows[0].id, interaction.client.clerk.ways))
        await reply(interaction, card)

    @app_commands.command(name="list", description="The sessions to come, and the past ones")
    @app_commands.describe(only_me="Show it to me alone")
    @may(Act.READ_THE_RECORD, Shown.TO_ALL)
    async def list_(self, interaction: Interaction, only_me: bool = False) -> None:
        await reply(interaction, await SessionList.show(interaction))


async def _nearest(view: View) -> int:
    """The next session; where none is to come, the one before."""
    rows = _in_order(await papers.sessions(view.db, view.forum.id), view.now)
    if not rows:
        raise Refused("No session has been called yet. /session schedule calls one.")
    return rows[0].id


def _is_coming(row: models.Session, now: datetime) -> bool:
    return row.state == SessionState.OPEN or (row.state == SessionState.PLANNED and row.ends_at > now)


def _in_order(latest_first: Sequence[models.Session], now: datetime) -> list[models.Session]:
    """Those still to come, the next one first; then the past ones, the latest first."""
    coming = [row for row in latest_first if _is_coming(row, now)]
    return [*reversed(coming), *(row for row in latest_first if not _is_coming(row, now))]


def _state(row: models.Session, now: datetime) -> str:
    if row.state == SessionState.PLANNED and not _is_coming(row, now):
        return "over, not closed yet"
    return STATES[SessionState(row.state)]


async def setup(client: ForumClerk) -> None:
    await client.add_cog(Sessions())
