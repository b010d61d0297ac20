"""Closing a session: one form counts who was there, and its answer is the draft of the minutes."""

from collections.abc import Sequence

from bot import minutes, questions
from bot.attendance import invited
from bot.cards import LIVE_CLOSE
from bot.cards.series import next_offer
from bot.chat.text import bare
from bot.drafting import draft_of
from bot.rules.errors import Refused
from bot.rules.tongue import capital
from bot.rules.wording import where_minutes_stand
from bot.rules.words import Presence
from bot.transaction import Transaction
from bot.view import View
from bot.ways import Ways
from cogs._attendance import TakeAttendance
from cogs._button import Button
from cogs._card import Card, Option
from cogs._desk import reading, writing
from cogs._form import Answers, Field, Form, Several, Text, Tick
from cogs._limits import OPTIONS
from cogs._may import Act, Interaction, Shown, soon
from cogs._minutes import ReadDraft, draft_blocks, publish_buttons
from cogs._questions import NoteAnswers
from cogs._reply import reply
from cogs._text import line, plural
from db import live, models


class CloseSession(Button):
    name, act, shown = LIVE_CLOSE, Act.RUN_A_SESSION, Shown.AS_FORM

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        await CloseForm.open(interaction, subject, filled={"carers": await soon(_counted(interaction, subject))})


class CloseForm(Form):
    """Of the invited, those are asked for of whom nobody has said yet whether they came."""

    name, act, title = "live-close", Act.RUN_A_SESSION, "Close the session"

    @classmethod
    async def fields_for(cls, interaction: Interaction, subject: int) -> Sequence[Field]:
        count = Text("carers", "How many carers were there?", "Leave it empty if nobody counted.", 6, required=False)
        open_ = await soon(_unsaid(interaction, subject))
        if not 0 < len(open_) <= OPTIONS:
            return (count,)
        return (
            count,
            Several("came", "Which of the invited came?", open_, required=False),
            Several("deputies", "Who came by deputy?", open_, required=False),
            Tick("rest", "The others were not there", "Leave it empty to say so later."),
        )

    async def submitted(self, interaction: Interaction, subject: int, answers: Answers) -> None:
        async with writing(interaction) as tx:
            came = _presences(answers, [one.value for one in await _open(tx, subject)])
            card = await closed(tx, interaction.client.clerk.ways, subject, _number(answers.text("carers")), came)
        await reply(interaction, card)


async def closed(
    tx: Transaction, ways: Ways, session_id: int, carers: int | None, came: dict[int, Presence] | None = None
) -> Card:
    """Close it; the card holds the draft where it fits, so that one more press publishes it."""
    held = await minutes.close(tx, ways, session_id, carers, came or {})
    row = await tx.db.get_one(models.Session, session_id)
    note, following = await next_offer(tx, row)
    draft, stand = await draft_of(tx, session_id), await minutes.standing(tx, session_id)
    crowd = f"{plural(held.carers, 'carer was', 'carers were')} there. " if held.carers is not None else ""
    promised = where_minutes_stand(stand, tx.terms, tx.terms.day(tx.now)) or ""
    blocks, whole = draft_blocks(draft)
    first = publish_buttons(draft, corrects=False) if whole else ()
    attend = (TakeAttendance.on(session_id),) if draft.unsaid else ()
    asked = (NoteAnswers.on(session_id),) if await questions.open_on(tx, session_id) else ()
    return Card(
        "The session is closed",
        (f"**{line(row.title)}**\n{crowd}{promised}", note, *blocks),
        (*first, ReadDraft.on(session_id, label="Change the minutes" if whole else None), *attend, *asked, *following),
    )


def _presences(answers: Answers, asked: Sequence[str]) -> dict[int, Presence]:
    came, deputies = set(answers.many("came")), set(answers.many("deputies"))
    if came & deputies:
        raise Refused("Somebody is ticked twice: they came, or they sent a deputy. Tick one of the two.")
    if not came | deputies <= set(asked):
        raise Refused("Who came has changed meanwhile. Press “Close the session” once more.")
    said = dict.fromkeys(came, Presence.CAME) | dict.fromkeys(deputies, Presence.DEPUTY_CAME)
    if answers.ticked("rest"):
        said |= {one: Presence.DID_NOT_COME for one in asked if one not in said}
    return {int(one): presence for one, presence in said.items()}


def _number(typed: str) -> int | None:
    if not typed:
        return None
    if not (typed.isascii() and typed.isdigit()):
        raise Refused("Type how many carers were there, as a number like 14.")
    return int(typed)


async def _counted(interaction: Interaction, session_id: int) -> str:
    async with reading(interaction) as view:
        await view.session(session_id)
        return str(await live.people_here(view.db, session_id) or "")


async def _unsaid(interaction: Interaction, session_id: int) -> list[Option]:
    async with reading(interaction) as view:
        await view.session(session_id)
        return await _open(view, session_id)


async def _open(view: View, session_id: int) -> list[Option]:
    """Of whom nobody has said yet whether they came."""
    found = [one for one in await invited(view, session_id) if one.presence is None]
    return [Option(str(one.invitation), capital(bare(str(one.whom)))) for one in found]
