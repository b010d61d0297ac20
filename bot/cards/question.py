"""Questions on cards: the list, an answer with the carers' vote under it, and what a host notes after a session."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot import questions, verdicts
from bot.cards import VERDICT
from bot.chat.card import RULE, Block, Card, Press, Tone
from bot.chat.custom_id import CustomId
from bot.chat.text import clip, line, plain, plural, quote
from bot.public.asked import Asked, in_words
from bot.rules.errors import Refused
from bot.rules.words import Extent
from bot.verdicts import Verdicts
from bot.view import View
from db import models

LABELS = {
    Extent.ANSWERED: "Yes, it answers it",
    Extent.PARTLY: "Partly",
    Extent.NOT_ADDRESSED: "It does not address it",
}
"""Does this answer the question? One press each, changeable."""

TITLE, NAME = 240, 120
"""Of an item and of a body, once they are made safe to show."""
ANSWER = 3_000
"""What of an answer stands on the card in the chat: it is shown unedited, and whole on the public record."""


@dataclass(frozen=True)
class AnswerSheet:
    """One answer, and what carers say of it."""

    title: str
    asked: Asked
    verdicts: Verdicts


async def answer_sheet(view: View, question_id: int) -> AnswerSheet:
    """Raises `Refused` for another forum's question, and where no answer is on the record any more."""
    row: models.Question = await view.own(models.Question, question_id, "question")
    now = (await questions.asked(view)).get(row.id)
    if now is None or now.answer is None:
        raise Refused("There is no answer to that question on the record.")
    (asked,) = await in_words(view, [now])
    item = await view.db.get_one(models.Item, row.item_id)
    return AnswerSheet(item.title, asked, await verdicts.verdicts(view, row.id, now.answer_seq))


def answer_card(sheet: AnswerSheet) -> Card:
    """The answer as it was given, and a vote under it."""
    one = sheet.asked
    blocks: list[Block] = [f"**{clip(line(sheet.title), TITLE)}**\n{clip(line(one.body), NAME)}. {plain(one.stands)}"]
    if one.answer:
        blocks.append(clip(quote(one.answer), ANSWER))
    blocks += [RULE, say_verdicts(sheet.verdicts)]
    return Card(
        f"An answer to item {one.item}" if one.answered else f"Item {one.item} was spoken of",
        blocks,
        [vote(one, extent) for extent in Extent],
        tone=Tone.GOOD if one.answered else Tone.PLAIN,
        footer=f"Question {one.question} · answer {one.entry}",
    )


def vote(one: Asked, extent: Extent) -> Press:
    return Press(CustomId(VERDICT, one.question, f"{one.entry}:{extent.value}"), LABELS[extent])


def say_verdicts(counted: Verdicts) -> str:
    """Nothing of fewer than five, not even how many there are."""
    if not counted.shown:
        return "Carers: does this answer the question? What you say is shown once five of you have."
    return (
        f"Does this answer the question? {plural(counted.all, 'carer', 'carers')} said: yes {counted.answered}, "
        f"partly {counted.partly}, it does not address it {counted.not_addressed}."
    )


def list_blocks(found: Sequence[tuple[str, Asked]]) -> Iterator[Block]:
    """One block a question: its item, whom it was put to, where it stands."""
    for title, one in found:
        carried = f" {one.carried}" if one.carried else ""
        head = f"**{one.item} · {clip(line(title), TITLE)}**"
        yield f"{head}\nTo {clip(line(one.body), NAME)}. {plain(one.stands)}{carried}"
