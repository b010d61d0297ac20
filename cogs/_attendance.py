"""Who of the invited came: one after the other, each with one press; what was not said yet comes up by itself."""

from collections.abc import Sequence

from discord import ButtonStyle

from bot import courtesies
from bot.attendance import Invited, invited
from bot.rules import facts as f, reply as rules, session as session_rules
from bot.rules.errors import Refused
from bot.rules.session import SessionState
from bot.rules.tongue import capital
from bot.rules.wording import ANSWERS, PRESENCES, say
from bot.rules.words import Presence, Via
from bot.transaction import Transaction
from bot.view import View
from cogs._button import Button, Select
from cogs._card import RULE, Block, Card, Choose, Option, Press, Tone
from cogs._desk import reading, writing
from cogs._may import Act, Interaction, Shown
from cogs._reply import reply
from cogs._text import line
from db import models, papers


async def attendance_card(view: View, session_id: int, about: int | None = None) -> Card:
    """`about` is the invitation to ask of next; without it, the first that is open."""
    row: models.Session = await view.own(models.Session, session_id, "session")
    now = await view.session(session_id)
    if now.state is SessionState.CANCELLED:
        raise Refused("That session was cancelled, so nobody could come.")
    if now.starts > view.now:
        raise Refused(f"That session {session_rules.SAID[SessionState.PLANNED]}. Take attendance once it has.")
    everybody = await invited(view, session_id)
    if not everybody:
        raise Refused("Nobody was invited to that session, so there is no attendance to take.")
    waiting = [one for one in everybody if one.presence is None]
    asked = next((one for one in waiting if one.invitation == about), waiting[0] if waiting else None)
    others = [one for one in waiting if one is not asked]
    return Card(
        f"Who came to “{line(row.title)}”?",
        (*_question(asked, len(everybody) - len(waiting), len(everybody)), *_taken(everybody), *_open(others)),
        _buttons(asked) if asked else (),
        _menu(others, session_id) if others else None,
        tone=Tone.WAITING if asked else Tone.GOOD,
        footer=f"Session {session_id}. A wrong entry is put right with /record correct.",
    )


class Attendance(Button):
    """`extra` is who came."""

    name, act, shown = "attended", Act.RUN_A_SESSION, Shown.IN_PLACE

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        async with writing(interaction) as tx:
            now = await tx.standing(subject)
            tx.record(rules.attend(now, Presence(self.extra), **tx.mark(Via.HOST)))
            await courtesies.thank(tx, interaction.client.clerk.ways, subject)
            card = await attendance_card(tx, now.session)
        await reply(interaction, card)


class SomebodyElse(Select):
    name, act, placeholder, shown = "attendance", Act.RUN_A_SESSION, "Somebody else first", Shown.IN_PLACE

    async def chosen(self, interaction: Interaction, subject: int, values: Sequence[str]) -> None:
        async with reading(interaction) as view:
            card = await attendance_card(view, subject, int(values[0]))
        await reply(interaction, card)


class TakeAttendance(Button):
    """Under a session that was closed."""

    name, act, label = "take-attendance", Act.RUN_A_SESSION, "Who came?"

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        async with reading(interaction) as view:
            card = await attendance_card(view, subject)
        await reply(interaction, card)


LABELS = {
    Presence.CAME: "Came",
    Presence.DEPUTY_CAME: "Came by deputy",
    Presence.DID_NOT_COME: "Was not there",
}


def _question(asked: Invited | None, done: int, of: int) -> list[str]:
    if asked is None:
        return [f"Everybody’s attendance is on the record: {of} of {of}."]
    said = f"They told us: {ANSWERS[asked.answer]}." if asked.answer else "They had not told us before."
    return [f"**{asked.name}** ({done + 1} of {of})\n{said}"]


def _buttons(asked: Invited) -> tuple[Press, ...]:
    styles = {Presence.CAME: ButtonStyle.success, Presence.DEPUTY_CAME: ButtonStyle.success}
    return tuple(
        Attendance.on(asked.invitation, presence.value, label=label, style=styles.get(presence))
        for presence, label in LABELS.items()
    )


def _menu(others: Sequence[Invited], session_id: int) -> Choose:
    return SomebodyElse.of([Option(str(one.invitation), capital(str(one.whom))) for one in others], session_id)


def _taken(everybody: Sequence[Invited]) -> list[Block]:
    """Thanks first."""
    taken = [f"- {one.name}: {PRESENCES[came]}" for came in LABELS for one in everybody if one.presence is came]
    return [RULE, "\n".join(taken)] if taken else []


def _open(others: Sequence[Invited]) -> list[Block]:
    return [RULE, "**Still open**\n" + "\n".join(f"- {one.name}" for one in others)] if others else []


async def came_uninvited(tx: Transaction, session_id: int, official_id: int) -> str:
    """Put it on the record that somebody came who had not been asked; the sentence that the record says."""
    official: models.Official = await tx.own(models.Official, official_id, "official")
    invited = await papers.invitations(tx.db, tx.forum.id, session_id=session_id)
    known = [entry.fact for entry in await tx.session_history(session_id) if isinstance(entry.fact, f.CameUninvited)]
    fact = tx.record(
        session_rules.came_uninvited(
            await tx.session(session_id),
            official_id,
            official.organisation_id,
            invited=any(row.official_id == official_id for row in invited),
            noted=any(one.official == official_id for one in known),
            **tx.mark(Via.HOST),
        )
    )
    return say(fact, await tx.about(f.Entry(tx.head.seq, fact)))
