"""The letters of an invented forum, as they leave: what docs/letters.md shows.

python -m bot.mail.specimen > docs/letters.md
"""

import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from bot.mail.codes import plus, uid
from bot.mail.compose import DESK, YOUR_ANSWERS, Draft, PledgeDraft, compose, finished
from bot.mail.invite import Event, calendar, description
from bot.rules.figure_words import say_head
from bot.rules.wording import About, Whom, no_reply
from bot.rules.words import Answer, Purpose

CODE = "mfzwizltoq2gk3tpnzsw4zlmnq"
DESK_LINK = "https://carers.example/r/Jd8sQpX0v3mTzWb5yKc1RfLh7NgEa2Uo"
CLERK, THEM = "clerk@carers.example", "director@northshire.example"
LONDON = ZoneInfo("Europe/London")
WHOM = Whom("Director of Commissioning", "Northshire ICB")

NEW = ("By Tuesday 29 September 2026:", ("Why is respite cancelled on the day it was booked for?",))
CARRIED = (
    "Carried over twice, first asked on 5 May 2026; asked for by 3 June 2026:",
    ("How long does a carer’s assessment take, and why?",),
)
DRAFT = Draft(
    purpose=Purpose.INVITATION,
    forum="Northshire Carers’ Forum",
    charter="Working together as equal partners.",
    whom=WHOM,
    title="Respite that works",
    starts=datetime(2026, 11, 3, 19, tzinfo=LONDON),
    ends=datetime(2026, 11, 3, 20, 30, tzinfo=LONDON),
    zone=LONDON,
    place="Westmere Library, Room 2, and online",
    link="https://meet.example/northshire-carers",
    message="",
    items=(),
    questions=(NEW,),
    reply_by=date(2026, 9, 15),
    asked_on=date(2026, 9, 1),
    way="at https://carers.example/northshire/invitations/12",
    desk=DESK,
    calendar=True,
    access="step-free entrance, hearing loop, live captions online",
    as_at=date(2026, 9, 30),
    head=say_head(41, "5f0c8d1e9ab34c7788d2e6f1a0b95c3d" * 2),
)
SENTENCE = no_reply(
    WHOM,
    About(whom=WHOM, title=DRAFT.title, starts=DRAFT.starts, zone=LONDON),
    asked=date(2026, 9, 1),
    reminders=(date(2026, 9, 10), date(2026, 9, 18)),
    as_at=date(2026, 9, 30),
    way=DRAFT.way,
)
RECORDED = "Thank you: the Director of Commissioning of Northshire ICB is sending a deputy to “Respite that works”."
CAME = "Thank you: a deputy of the Director of Commissioning of Northshire ICB came to “Respite that works”."

SHOWN = (
    ("The invitation", DRAFT),
    ("The first reminder", replace(DRAFT, purpose=Purpose.FIRST_REMINDER)),
    ("The second reminder", replace(DRAFT, purpose=Purpose.SECOND_REMINDER)),
    ("The notice before publication", replace(DRAFT, purpose=Purpose.NOTICE, sentence=SENTENCE)),
    ("The reminder of questions", replace(DRAFT, purpose=Purpose.QUESTIONS, questions=(CARRIED, NEW))),
    (
        "A new agenda",
        replace(
            DRAFT,
            purpose=Purpose.AGENDA,
            answer=YOUR_ANSWERS[Answer.ATTENDING],
            items=("A night-sitting service in Eastvale",),
        ),
    ),
    (
        "The receipt for an answer",
        replace(DRAFT, purpose=Purpose.RECEIPT, answer=YOUR_ANSWERS[Answer.DEPUTY], sentence=RECORDED),
    ),
    (
        "The thanks after the session",
        replace(DRAFT, purpose=Purpose.THANKS, by_deputy=True, sentence=CAME, feedback_until=date(2026, 11, 17)),
    ),
)

PROMISE = PledgeDraft(
    purpose=Purpose.PLEDGE,
    forum=DRAFT.forum,
    charter=DRAFT.charter,
    whom=WHOM,
    number=3,
    words="When respite is cancelled on the day, we offer another place within the day.",
    due=date(2027, 1, 29),
    title=DRAFT.title,
    confirm_by=date(2026, 11, 18),
    page="https://carers.example/northshire/pledges",
    desk=DESK,
    head=DRAFT.head,
)
PROMISES = (
    ("The letter about a pledge", PROMISE),
    ("The letter before its day", replace(PROMISE, purpose=Purpose.PLEDGE_BEFORE)),
    ("The letter after its day", replace(PROMISE, purpose=Purpose.PLEDGE_AFTER, confirmed=True)),
)

OPENING = """# What an official receives

Made by `python -m bot.mail.specimen` from an invented forum; a test compares. Every letter goes out as plain text and
as HTML with the same words, from an address that holds the code of its invitation, so that any answer finds it. By mail
its first line is “Please reply above this line.” Where a forum has no web address, the lines about the private page are
not there; where it has no mail server, the hosts send the same words from their own mailbox.
"""
CALENDAR = """## The calendar invitation in it

The invitation, the reminders, a change and a cancellation carry the session for the official’s calendar, with Accept,
Tentative and Decline. The UID never changes; a change or a cancellation raises SEQUENCE, a reminder does not.
"""


def page() -> str:
    """docs/letters.md."""
    return "\n".join(
        [OPENING, *(_letter(title, draft) for title, draft in (*SHOWN, *PROMISES)), CALENDAR, _fenced(_entry())]
    )


def _letter(title: str, draft: Draft | PledgeDraft) -> str:
    words = compose(draft)
    text = f"Subject: {words.subject}\n\n{finished(words.body, DESK_LINK)}"
    return f"## {title}\n\n{_fenced(text)}"


def _entry() -> str:
    event = Event(
        uid=uid(CODE, "carers.example"),
        sequence=0,
        stamp=datetime(2026, 9, 1, 9, tzinfo=UTC),
        starts=DRAFT.starts,
        ends=DRAFT.ends,
        summary=DRAFT.title,
        description=description(
            DRAFT.forum,
            NEW[1],
            "https://carers.example/northshire",
        ),
        place=DRAFT.place,
        url=DRAFT.link,
    )
    raw = calendar(event, DRAFT.forum, plus(CLERK, CODE), f"{WHOM.role}, {WHOM.organisation}", THEM)
    return raw.decode().replace("\r\n", "\n")


def _fenced(text: str) -> str:
    return f"```text\n{text}```\n"


if __name__ == "__main__":
    sys.stdout.write(page())
