"""Questions to organisations at the counter: the list, a host's note that one was answered, and the carers' vote."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from discord import ButtonStyle

from bot import questions, verdicts
from bot.cards import VERDICT
from bot.cards.question import NAME, TITLE, list_blocks, say_verdicts
from bot.public.asked import Asked, every_question, questions_to
from bot.rules.errors import Refused
from bot.rules.publishable import LONGEST
from bot.rules.question import Question
from bot.rules.session import SessionState
from bot.rules.wording import EXTENTS, say
from bot.rules.words import Extent, Way
from bot.transaction import Transaction
from bot.view import View
from cogs._button import Button, Select
from cogs._card import RULE, Block, Card, Option, Press, Tone
from cogs._desk import reading, writing
from cogs._form import Answers, Choice, Form, Text
from cogs._may import Act, Interaction, Shown, who
from cogs._pages import Page, Pages
from cogs._reply import reply
from cogs._text import clip, line, plain
from db import models

A_PAGE = 5

NOTED = {
    Extent.ANSWERED: "It was answered",
    Extent.PARTLY: "It was answered in part",
    Extent.NOT_ADDRESSED: "It was spoken of, and is still open",
}
WAYS = {Way.IN_SESSION: "In the session", Way.IN_WRITING: "In writing"}


class QuestionList(Pages):
    name, act = "question-list", Act.READ_THE_AGENDA

    async def page(self, interaction: Interaction, number: int, query: Mapping[str, str]) -> Page:
        async with reading(interaction) as view:
            found = await questions_to(view, int(query["organisation"])) if query else await every_question(view)
            last = max(1, -(-len(found) // A_PAGE))
            start = (min(max(number, 1), last) - 1) * A_PAGE
            shown = [(await _title(view, one.item), one) for one in found[start : start + A_PAGE]]
        nothing = "No question has been put yet. An item for an organisation becomes one when a letter takes it there."
        return Page(Card("What organisations were asked", list(list_blocks(shown)) or [nothing]), last)


class Vote(Button):
    """`subject` is the question; `extra` the number of the answer, and what is said of it."""

    name, act = VERDICT, Act.JUDGE_AN_ANSWER

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        entry, _, said = self.extra.partition(":")
        extent = _extent(said)
        async with writing(interaction) as tx:
            user_id = who(interaction).user_id
            counted = await verdicts.say(tx, subject, int(entry), extent, user_id=user_id)
        words = (f"You said: {EXTENTS[extent]}. Another press changes it.", say_verdicts(counted))
        await reply(interaction, Card("You are counted", words, tone=Tone.GOOD))


class NoteAnswers(Button):
    """Under a session that was closed: which questions were answered in it. `subject` is the session."""

    name, act, label = "questions-note", Act.NOTE_A_RESPONSE, "Which questions were answered?"

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        async with reading(interaction) as view:
            card = await noting_card(view, subject)
        await reply(interaction, card)


class NoteThis(Button):
    """`subject` is the question; `extra` the session and how far the answer went."""

    name, act, shown = "question-noted", Act.NOTE_A_RESPONSE, Shown.IN_PLACE

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        session, _, extent = self.extra.partition(":")
        async with writing(interaction) as tx:
            await questions.note(tx, subject, _extent(extent), Way.IN_SESSION, session_id=int(session))
            card = await noting_card(tx, int(session))
        await reply(interaction, card)


class AnotherFirst(Select):
    """`subject` is the session."""

    name, act, placeholder, shown = "question-first", Act.NOTE_A_RESPONSE, "Another question first", Shown.IN_PLACE

    async def chosen(self, interaction: Interaction, subject: int, values: Sequence[str]) -> None:
        async with reading(interaction) as view:
            card = await noting_card(view, subject, int(values[0]))
        await reply(interaction, card)


class WithWords(Button):
    """`subject` is the question; `extra` the session."""

    name, act, label, shown = "question-words", Act.NOTE_A_RESPONSE, "In their words…", Shown.AS_FORM

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        await NoteWords.open(interaction, subject, self.extra)


class NoteWords(Form):
    """`subject` is the question; `extra` the session in which it was answered."""

    name, act, title = "question-words", Act.NOTE_A_RESPONSE, "What did they answer?"
    fields = (
        Choice("extent", "How far did it go?", [Option(extent.value, words) for extent, words in NOTED.items()]),
        Text("words", "In their words", "Public, as you write it.", most=LONGEST, long=True),
    )

    async def submitted(self, interaction: Interaction, subject: int, answers: Answers) -> None:
        note = Note(subject, answers.text("extent"), Way.IN_SESSION, answers.text("words"), int(self.extra))
        async with writing(interaction) as tx:
            card = await take_note(tx, note)
        await reply(interaction, card)


@dataclass(frozen=True)
class Note:
    """What a host was told; `session` is None where the question's own is meant."""

    question: int
    extent: str
    way: Way
    words: str = ""
    session: int | None = None


async def take_note(tx: Transaction, note: Note) -> Card:
    """Raises `Refused`, and nothing is kept."""
    extent = _extent(note.extent)
    fact = await questions.note(tx, note.question, extent, note.way, note.words, note.session)
    entry = next(one for one in tx.pending if one.fact is fact)
    sentence = say(fact, await tx.about(entry))
    return Card("Noted", (plain(sentence), CORRECT), tone=Tone.GOOD, footer=f"Entry {entry.seq}")


CORRECT = "If it is wrong, note it anew, or use /record correct. They can answer on their own page at any time."


async def noting_card(view: View, session_id: int, about: int | None = None) -> Card:
    """One question after the other, with a press each; `about` is the one to ask of first."""
    row: models.Session = await view.own(models.Session, session_id, "session")
    if row.state == SessionState.CANCELLED or row.starts_at > view.now:
        raise Refused("Nothing can have been answered yet: that session was cancelled or has not begun.")
    there = sorted((o for o in await every_question(view) if o.session == session_id), key=lambda one: one.question)
    known = await questions.asked(view)
    waiting = [one for one in there if _not_noted(known[one.question], row, view)]
    now = next((one for one in waiting if one.question == about), waiting[0] if waiting else None)
    others = [one for one in waiting if one is not now]
    taken = [f"- item {one.item}, {clip(line(one.body), NAME)}: {plain(one.stands)}" for one in there]
    stood: list[Block] = [RULE, "\n".join(taken)] if taken else []
    blocks: list[Block] = [await _question(view, now, len(waiting))] if now else ["Nothing is left to note."]
    return Card(
        f"Which questions were answered at “{clip(line(row.title), TITLE)}”?",
        [*blocks, *stood],
        _buttons(now, session_id) if now else (),
        AnotherFirst.of([Option(str(o.question), f"Item {o.item}, {o.body}") for o in others], session_id)
        if others
        else None,
        tone=Tone.WAITING if now else Tone.GOOD,
        footer=f"Session {session_id}. What nobody answered needs no press: it is carried over by itself.",
    )


def _not_noted(now: Question, session: models.Session, view: View) -> bool:
    """Open, and nothing said of it since that session began."""
    return now.open and (now.answer is None or now.answer.on < view.terms.day(session.starts_at))


async def _question(view: View, one: Asked, left: int) -> str:
    more = f" ({left} left)" if left > 1 else ""
    title = clip(line(await _title(view, one.item)), TITLE)
    return f"**{one.item} · {title}**{more}\nTo {clip(line(one.body), NAME)}. {plain(one.stands)}"


def _buttons(one: Asked, session_id: int) -> tuple[Press, ...]:
    styles = {Extent.ANSWERED: ButtonStyle.success, Extent.PARTLY: ButtonStyle.success}
    presses = [
        NoteThis.on(one.question, f"{session_id}:{extent.value}", label=label, style=styles.get(extent))
        for extent, label in NOTED.items()
    ]
    return (*presses, WithWords.on(one.question, str(session_id)))


async def _title(view: View, item_id: int) -> str:
    return (await view.db.get_one(models.Item, item_id)).title


def _extent(text: str) -> Extent:
    try:
        return Extent(text)
    except ValueError:
        raise Refused("Please choose one of the listed answers.") from None
