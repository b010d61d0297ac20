"""Moving and cancelling a session: read back first, done after a yes. The question is written on the button itself."""

from datetime import UTC, datetime

from discord import ButtonStyle

from bot import sessions
from bot.cards.series import next_offer, notes
from bot.rules import session as rules
from bot.rules.saying import say_moment
from bot.rules.terms import Mark
from bot.rules.wording import REASONS
from bot.rules.words import Reason, Via
from bot.sessions import Told, Wish
from bot.view import View
from cogs._button import Button
from cogs._card import Card, Tone
from cogs._desk import writing
from cogs._may import Act, Interaction, Shown
from cogs._reply import reply
from cogs._text import line, listing, plural
from db import models


async def ask_to_move(view: View, session_id: int, starts: datetime) -> Card:
    """Refuses at once what could not be done after a yes."""
    row: models.Session = await view.own(models.Session, session_id, "session")
    now = await view.session(session_id)
    moved = rules.move(now, starts, **_trial(view))
    wish = Wish(sessions.words_of(row), starts, int((moved.ends - moved.starts).total_seconds() // 60))
    asked = await sessions.asked(view, session_id)
    return Card(
        line(row.title),
        (
            f"**From {say_moment(now.starts, view.zone)}\nto {say_moment(starts, view.zone)}. Is that right?**",
            _will_be_told(asked) + " Whoever has not replied yet gets the full time to reply again." * bool(asked),
            await notes(view, wish, but=session_id),
        ),
        (MoveSession.on(session_id, str(int(starts.timestamp()))), LeaveSession.on(session_id)),
        tone=Tone.CARE,
    )


async def ask_to_cancel(view: View, session_id: int, reason: Reason) -> Card:
    """Refuses at once what could not be done after a yes."""
    row: models.Session = await view.own(models.Session, session_id, "session")
    now = await view.session(session_id)
    rules.cancel(now, reason, **_trial(view))
    items = len(await sessions.items_of(view, session_id))
    carried = f"{plural(items, 'item goes', 'items go')} back to wait for a later session." if items else ""
    return Card(
        line(row.title),
        (
            f"**{say_moment(now.starts, view.zone)}**",
            f"**Cancel this session? The reason that everybody reads: {REASONS[reason]}.**",
            " ".join(filter(None, (_will_be_told(await sessions.asked(view, session_id)), carried))),
            "No invitation to it will count in any figure.",
        ),
        (CancelSession.on(session_id, reason.value), LeaveSession.on(session_id)),
        tone=Tone.CARE,
    )


class MoveSession(Button):
    """`extra` is the new beginning, in seconds since 1970."""

    name, act, label, shown = "session-move", Act.SCHEDULE_A_SESSION, "Yes, move the session", Shown.IN_PLACE
    style = ButtonStyle.success

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        starts = datetime.fromtimestamp(int(self.extra), UTC)
        async with writing(interaction) as tx:
            told = await sessions.move(tx, interaction.client.clerk.ways, subject, starts)
            row = await tx.db.get_one(models.Session, subject)
            said = f"**{line(row.title)}**\nNow {say_moment(starts, tx.zone)}."
        await reply(interaction, Card("The session is moved", (said, _told(told)), tone=Tone.GOOD))


class CancelSession(Button):
    """`extra` is the reason."""

    name, act, label, shown = "session-cancel", Act.SCHEDULE_A_SESSION, "Yes, cancel the session", Shown.IN_PLACE
    style = ButtonStyle.danger

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        async with writing(interaction) as tx:
            told = await sessions.cancel(tx, interaction.client.clerk.ways, subject, Reason(self.extra))
            row = await tx.db.get_one(models.Session, subject)
            note, following = await next_offer(tx, row)
            card = Card("The session is cancelled", (f"**{line(row.title)}**", _told(told), note), following)
        await reply(interaction, card)


class LeaveSession(Button):
    name, act, label, shown = "session-leave", Act.SCHEDULE_A_SESSION, "No", Shown.IN_PLACE

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        await reply(interaction, Card("Nothing was changed", ("The session stays as it was.",)))


def _trial(view: View) -> Mark:
    """For asking a rule what it would say: nothing of it is recorded."""
    return Mark(at=view.now, by="", via=Via.COMMAND)


def _will_be_told(asked: int) -> str:
    told = plural(asked, "official", "officials")
    return f"{told} will be told by letter." if asked else "No official has been asked yet."


def _told(told: Told) -> str:
    said = [f"{plural(told.letters, 'letter is', 'letters are')} on the way to the officials who were asked."]
    if told.unreachable:
        missing = listing(line(whom) for whom in told.unreachable)
        said.append(f"There is no e-mail address for {missing}: please tell them yourself.")
    return "\n".join(said[0 if told.letters else 1 :])
