"""What can be typed on the page, and who will read it: each field says so beside itself."""

from dataclasses import dataclass
from enum import StrEnum

from bot.desk.choices import Choice

WRITTEN = 1_200
"""Characters in one text: as many as a statement may have (RECORD-RULES §6)."""
ALL_WRITTEN = 3_000
"""Characters of a whole written answer: it has to stand in one message on Discord, with its marks escaped."""


QUESTION_WRITTEN = 2_000
"""Characters of the answer to one question: it stands on one card, with the vote of the carers under it."""


class Form(StrEnum):
    """The forms of the page: one answers, the others stand apart."""

    ANSWER = "answer"
    QUESTION = "question"
    STATEMENT = "statement"
    DISPUTE = "dispute"
    CORRECTION = "correction"
    OBJECTION = "objection"
    STOP = "stop"
    FEEDBACK = "feedback"
    VOTE = "vote"


@dataclass(frozen=True, kw_only=True)
class Field:
    """`missing` is said where nothing was typed; a field without it may stay empty."""

    name: str
    label: str
    hint: str = ""
    public: bool
    limit: int
    missing: str | None = None
    lines: int = 1


DEPUTY = Field(
    name="deputy",
    label="The deputy’s role",
    hint="A role, such as Head of Commissioning. Please give no name.",
    public=True,
    limit=120,
    missing="Please say in which role the deputy comes, such as Head of Commissioning.",
)
DATES = Field(
    name="dates",
    label="Which dates or times would suit you?",
    public=False,
    limit=500,
    missing="Please say which dates or times would suit you.",
    lines=2,
)
UNTIL = Field(
    name="until",
    label="By which date will you answer?",
    public=True,
    limit=60,
    missing="Please say by which date you will answer.",
)
INSTEAD = Field(
    name="instead",
    label="Whom should we ask?",
    hint="Their role, or their name.",
    public=False,
    limit=200,
    missing="Please say whom we should ask instead: a role or a name.",
)
ADDRESS = Field(
    name="address",
    label="How can we reach them? (you can leave this empty)",
    hint="An e-mail address is best.",
    public=False,
    limit=200,
)
CHANNEL = Field(
    name="channel",
    label="How should we reach you?",
    hint="For example a form, a meeting of yours, or a colleague who deals with carers’ forums.",
    public=False,
    limit=500,
    missing="Please say how we should reach you.",
    lines=2,
)
GENERAL = Field(name="general", label="Anything else (you can leave this empty)", public=True, limit=WRITTEN, lines=5)
HOSTS = Field(
    name="hosts",
    label="A word to the hosts (you can leave this empty)",
    hint="What you or your deputy need to take part, such as step-free access or captions; or anything else.",
    public=False,
    limit=WRITTEN,
    lines=3,
)
STATEMENT = Field(
    name="statement",
    label="Your statement",
    hint="Whatever readers should know; for example, how many invitations your body has the people to take up.",
    public=True,
    limit=WRITTEN,
    missing="There are no words in the statement yet. Please write it, and send it again.",
    lines=8,
)
ENTRY = Field(
    name="entry",
    label="Which entry is wrong?",
    public=True,
    limit=20,
    missing="Please choose the entry that you dispute.",
)
GROUNDS = Field(
    name="grounds",
    label="What is wrong with it?",
    public=False,
    limit=WRITTEN,
    missing="Please say what is wrong with the entry, so that the hosts can decide.",
    lines=4,
)
WRONG = Field(
    name="wrong",
    label="What is wrong, and what would be right?",
    hint="For example your role, your organisation, or the address that we write to.",
    public=False,
    limit=WRITTEN,
    missing="Please say what is wrong.",
    lines=4,
)
VOTE = Field(
    name="vote",
    label="Your answer",
    public=True,
    limit=WRITTEN,
    missing="There are no words in the answer yet. Please write it, and send it again.",
    lines=8,
)
OBJECTION = Field(name="objection", label="Why? (you can leave this empty)", public=False, limit=WRITTEN, lines=3)
STOP = Field(
    name="stop", label="Anything we should know? (you can leave this empty)", public=False, limit=WRITTEN, lines=3
)


def item_field(number: int, title: str | None = None) -> Field:
    """The answer to one agenda item."""
    label = f"Agenda item {number}" + (f": {title}" if title else "")
    return Field(name=f"item_{number}", label=label, public=True, limit=WRITTEN, lines=5)


def question_field(number: int, item: int | None = None) -> Field:
    """The answer to one question that was put to their body; `item` tells its box from the others to who hears it."""
    return Field(
        name=f"question_{number}",
        label="Your answer" + (f" about agenda item {item}" if item else ""),
        public=True,
        limit=QUESTION_WRITTEN,
        missing="There are no words in the answer yet. Please write it, and send it again.",
        lines=6,
    )


ASKED: dict[Choice, tuple[Field, ...]] = {
    Choice.DEPUTY: (DEPUTY,),
    Choice.OTHER_DATE: (DATES,),
    Choice.MORE_TIME: (UNTIL,),
    Choice.IN_WRITING: (GENERAL,),
    Choice.REDIRECTED: (INSTEAD, ADDRESS),
    Choice.OTHER_CHANNEL: (CHANNEL,),
}
"""What belongs to a choice; a written answer has a field for each agenda item besides."""
