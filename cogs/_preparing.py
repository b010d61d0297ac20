"""One card for a host who comes back to a session: what is left to do, with a button for each thing."""

from collections.abc import Mapping

from bot.cards.item import item_sheet
from bot.preparing import Left, Todo, left_to_do
from bot.rules.agenda import ItemState
from bot.rules.saying import say_moment
from bot.view import View
from cogs._asking import menu
from cogs._attendance import TakeAttendance
from cogs._button import Button
from cogs._card import Block, Card, Link, Press, Row, Tone
from cogs._closing import CloseSession
from cogs._deciding import ask_about
from cogs._desk import reading
from cogs._filling import FillAgenda
from cogs._may import Act, Interaction, Shown
from cogs._mending import MendAddress
from cogs._minutes import ReadDraft
from cogs._ordering import OrderThisAgenda
from cogs._pages import Page, Pages
from cogs._questions import NoteAnswers
from cogs._reply import reply
from cogs._review import review_card
from cogs._text import line
from cogs.post import PostList
from db import models, papers

TO_REVIEW = (ItemState.RAISED, ItemState.DEFERRED)


class LookAgain(Button):
    """`subject` is the session."""

    name, act, label, shown = "prepare", Act.RUN_A_SESSION, "Look again", Shown.IN_PLACE

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        async with reading(interaction) as view:
            card = await prepare_card(view, subject)
        await reply(interaction, card)


class ItemsToReview(Pages):
    """One item a page: those that nobody has decided about first, then those that were put off."""

    name, act = "prepare-items", Act.REVIEW_THE_AGENDA

    async def page(self, interaction: Interaction, number: int, query: Mapping[str, str]) -> Page:
        async with reading(interaction) as view:
            rows = [row for state in TO_REVIEW for row in await papers.items(view.db, view.forum.id, (state,))]
            if not rows:
                return Page(Card("Every item is decided", ("Nothing waits for you.",), tone=Tone.GOOD), 1)
            at = min(max(number, 1), len(rows))
            return Page(review_card(await item_sheet(view, rows[at - 1].id)), len(rows))


class ReviewItems(Button):
    name, act, label = "prepare-review", Act.REVIEW_THE_AGENDA, "Review"

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        await reply(interaction, await ItemsToReview.show(interaction))


class InviteToThis(Button):
    """`subject` is the session."""

    name, act, label = "prepare-invite", Act.INVITE, "Invite"

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        await reply(interaction, await menu(interaction, subject, ""))


class ReadThePost(Button):
    name, act, label = "prepare-post", Act.READ_THE_POST, "Read"

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        await reply(interaction, await PostList.show(interaction))


class DecideThis(Button):
    """`subject` is the disputed entry."""

    name, act, label = "prepare-dispute", Act.CORRECT_THE_RECORD, "Decide"

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        async with reading(interaction) as view:
            card = await ask_about(view, subject)
        await reply(interaction, card)


BUTTONS: Mapping[Todo, type[Button]] = {
    Todo.REVIEW: ReviewItems,
    Todo.ORDER: OrderThisAgenda,
    Todo.INVITE: InviteToThis,
    Todo.MEND: MendAddress,
    Todo.READ: ReadThePost,
    Todo.DECIDE: DecideThis,
    Todo.ATTEND: TakeAttendance,
    Todo.CLOSE: CloseSession,
    Todo.MINUTES: ReadDraft,
    Todo.ANSWERS: NoteAnswers,
}
LABELS = {
    Todo.ORDER: "Give minutes",
    Todo.MEND: "Right address",
    Todo.CLOSE: "Close it",
    Todo.MINUTES: "Read them",
    Todo.ANSWERS: "Which were answered?",
}


async def prepare_card(view: View, session_id: int) -> Card:
    """Raises `Refused` for a session of another forum."""
    left = await left_to_do(view, session_id)
    row: models.Session = await view.own(models.Session, session_id, "session")
    when = say_moment(row.starts_at, view.zone)
    nothing = "Nothing is left to do. The clerk sends, reminds and writes down by itself."
    fill = (FillAgenda.on(session_id),) if any(one.todo is Todo.REVIEW for one in left) else ()
    return Card(
        f"To do for “{line(row.title)}”",
        (f"**{when}**", *(_line(view, one) for one in left)) if left else (f"**{when}**", nothing),
        (*fill, LookAgain.on(session_id)),
        tone=Tone.WAITING if left else Tone.GOOD,
        footer=f"Session {session_id}",
    )


def _line(view: View, left: Left) -> Block:
    words = line(left.words)
    if (door := BUTTONS.get(left.todo)) is not None:
        return Row(words, _press(door, left))
    if left.stands is not None:
        channel, message = left.stands
        return Row(words, Link("Open it", f"https://discord.com/channels/{view.forum.guild_id}/{channel}/{message}"))
    return f"{words} It is on its way to the hosts’ channel."


def _press(door: type[Button], left: Left) -> Press:
    return door.on(left.subject, label=LABELS.get(left.todo))
