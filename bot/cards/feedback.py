"""The card by which a session is rated, and what became of it: one form a person, counted when its time is over."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.cards import RATE
from bot.chat.card import Card, Link, Press, Tone
from bot.chat.custom_id import CustomId
from bot.chat.text import line
from bot.partnership import criteria_of
from bot.rules import facts as f, feedback as rules
from bot.rules.feedback_words import in_plain_text, say_completion
from bot.rules.saying import say_date
from bot.view import View
from bot.ways import Ways
from db import models


@dataclass(frozen=True)
class FeedbackSheet:
    """`until` is the last day of the form, None once it has closed; `counted` what the record then says."""

    number: int
    title: str
    until: date | None
    counted: f.FeedbackCounted | None
    criteria: Mapping[int, str]
    page: str | None = None


async def feedback_sheet(view: View, session_id: int, ways: Ways | None = None) -> FeedbackSheet:
    row: models.Session = await view.own(models.Session, session_id, "session")
    history = await view.session_history(session_id)
    return FeedbackSheet(
        number=row.id,
        title=row.title,
        until=rules.open_until(history, view.terms, view.now),
        counted=rules.counted_in(history),
        criteria=await criteria_of(view, session_id),
        page=ways.page(view.forum.slug, f"sessions/{session_id}") if ways else None,
    )


def feedback_card(sheet: FeedbackSheet) -> Card:
    """While the form is open nothing is said of what anybody chose, nor how many have: the next one could be told."""
    foot, links = (
        f"Feedback on session {sheet.number}",
        (Link("On the public record", sheet.page),) if sheet.page else (),
    )
    if sheet.counted:
        return Card(
            f"How it was: {line(sheet.title)}", counted_blocks(sheet.counted, sheet.criteria), links, footer=foot
        )
    if sheet.until is None:
        return Card(f"How was it? {line(sheet.title)}", ("The form has closed. It is being counted.",), footer=foot)
    words = (
        "For everybody who was there: one short form, a minute on a phone. Officials are asked the same.",
        f"You can change your answers until {say_date(sheet.until)}. Then they are counted and deleted. Nobody sees "
        "what you chose, not even the hosts; of fewer than five answers nothing is shown.",
    )
    press = Press(CustomId(RATE, sheet.number), "Say how it was")
    return Card(f"How was it? {line(sheet.title)}", words, (press,), tone=Tone.WAITING, footer=foot)


def counted_blocks(counted: f.FeedbackCounted, criteria: Mapping[int, str]) -> list[str]:
    """Completion first, then each question with both sides."""
    asked = in_plain_text(counted, {number: line(text) for number, text in criteria.items()})
    return ["\n".join(say_completion(counted)), *(f"**{words}**\n" + "\n".join(said) for words, said in asked)]
