"""What a letter may speak of, before it is put into words."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.chat.text import bare
from bot.rules.wording import Whom
from bot.rules.words import Answer, Purpose

DESK = "[your private page]"
"""The last line of a paragraph in a kept letter, where the link goes when it leaves: only its digest is ever kept."""

YOUR_ANSWERS = {
    Answer.ATTENDING: "you are coming",
    Answer.DEPUTY: "you are sending a deputy",
    Answer.CANNOT_COME: "you cannot come",
    Answer.OTHER_DATE: "you suggest another date",
    Answer.IN_WRITING: "you have answered in writing",
    Answer.REDIRECTED: "you told us whom to ask instead",
    Answer.OTHER_CHANNEL: "you prefer another way of working with us",
    Answer.NOT_OUR_REMIT: "this is not within your remit",
}
"""An answer as a letter says it back to whoever gave it: "We recorded: you are coming."."""


@dataclass(frozen=True, kw_only=True)
class Draft:
    """Everything that a letter may speak of.

    `way` ends a sentence ("at https://…", "by writing to …"). `desk` is `DESK`, or None where there is no web address.
    `calendar`: the letter carries the session for their calendar. `questions` are the titles of what is put to their
    body, under by when an answer is asked for; `items` is the rest of the agenda; `quotes` are carers' words, by
    consent. `access` is what the place offers, in the hosts' words. `head` says how far the record goes.
    `sentence` is what it says or will say, `as_at` from when. `answer` is what they told us, as `YOUR_ANSWERS` says it.
    `feedback_until` is the last day on which they can say how the session was.
    """

    purpose: Purpose
    forum: str
    charter: str | None
    whom: Whom
    title: str
    starts: datetime
    ends: datetime
    zone: ZoneInfo
    place: str | None
    link: str | None
    message: str
    items: tuple[str, ...] = field(default=())
    questions: tuple[tuple[str, tuple[str, ...]], ...] = field(default=())
    quotes: tuple[str, ...] = field(default=())
    reply_by: date | None = None
    asked_on: date | None = None
    way: str
    desk: str | None = None
    calendar: bool = False
    access: str | None = None
    sentence: str | None = None
    as_at: date | None = None
    answer: str | None = None
    reason: str | None = None
    by_deputy: bool = False
    head: str = ""
    feedback_until: date | None = None


def cleaned(draft: Draft) -> Draft:
    """Without what no reader sees, and without anything that could pass for a line of ours."""
    whom = draft.whom
    return replace(
        draft,
        forum=typed(draft.forum),
        charter=typed_lines(draft.charter or ""),
        whom=Whom(typed(whom.role), typed(whom.organisation), typed(whom.name) if whom.name else None),
        title=typed(draft.title),
        place=typed(draft.place or ""),
        link=typed(draft.link or ""),
        message=typed_lines(draft.message),
        items=tuple(map(typed, draft.items)),
        questions=tuple((heading, tuple(map(typed, titles))) for heading, titles in draft.questions),
        quotes=tuple(map(typed, draft.quotes)),
        access=typed(draft.access or ""),
        answer=typed(draft.answer or ""),
        reason=typed(draft.reason or ""),
    )


def typed(text: str) -> str:
    """What somebody typed, as it may stand in a letter."""
    return bare(text).replace(DESK, f"({DESK[1:-1]})")


def typed_lines(text: str) -> str:
    return "\n".join(map(typed, text.splitlines())).strip()
