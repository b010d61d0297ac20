"""What can be typed on the page, and who will read it: each field says so beside itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.desk.choices import Choice
from bot.rules.tongue import N_, tr

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
    """`missing` is said where nothing was typed; a field without it may stay empty. `label`, `hint` and `missing` are
    messages, and `places` fills those of the first two."""

    name: str
    label: str
    hint: str = ""
    public: bool
    limit: int
    missing: str | None = None
    lines: int = 1
    places: Mapping[str, object] = field(default_factory=dict, hash=False)

    @property
    def called(self) -> str:
        return tr(self.label, **self.places)

    @property
    def helped(self) -> str:
        return tr(self.hint, **self.places) if self.hint else ""


DEPUTY = Field(
    name="deputy",
    label=N_("The deputy’s role"),
    hint=N_("A role, such as Head of Commissioning. Please give no name."),
    public=True,
    limit=120,
    missing=N_("Please say in which role the deputy comes, such as Head of Commissioning."),
)
DATES = Field(
    name="dates",
    label=N_("Which dates or times would suit you?"),
    public=False,
    limit=500,
    missing=N_("Please say which dates or times would suit you."),
    lines=2,
)
UNTIL = Field(
    name="until",
    label=N_("By which date will you answer?"),
    public=True,
    limit=60,
    missing=N_("Please say by which date you will answer."),
)
INSTEAD = Field(
    name="instead",
    label=N_("Whom should we ask?"),
    hint=N_("Their role, or their name."),
    public=False,
    limit=200,
    missing=N_("Please say whom we should ask instead: a role or a name."),
)
ADDRESS = Field(
    name="address",
    label=N_("How can we reach them? (you can leave this empty)"),
    hint=N_("An e-mail address is best."),
    public=False,
    limit=200,
)
CHANNEL = Field(
    name="channel",
    label=N_("How should we reach you?"),
    hint=N_("For example a form, a meeting of yours, or a colleague who deals with carers’ forums."),
    public=False,
    limit=500,
    missing=N_("Please say how we should reach you."),
    lines=2,
)
GENERAL = Field(
    name="general", label=N_("Anything else (you can leave this empty)"), public=True, limit=WRITTEN, lines=5
)
HOSTS = Field(
    name="hosts",
    label=N_("A word to the hosts (you can leave this empty)"),
    hint=N_("What you or your deputy need to take part, such as step-free access or captions; or anything else."),
    public=False,
    limit=WRITTEN,
    lines=3,
)
STATEMENT = Field(
    name="statement",
    label=N_("Your statement"),
    hint=N_("Whatever readers should know; for example, how many invitations your body has the people to take up."),
    public=True,
    limit=WRITTEN,
    missing=N_("There are no words in the statement yet. Please write it, and send it again."),
    lines=8,
)
ENTRY = Field(
    name="entry",
    label=N_("Which entry is wrong?"),
    public=True,
    limit=20,
    missing=N_("Please choose the entry that you dispute."),
)
GROUNDS = Field(
    name="grounds",
    label=N_("What is wrong with it?"),
    public=False,
    limit=WRITTEN,
    missing=N_("Please say what is wrong with the entry, so that the hosts can decide."),
    lines=4,
)
WRONG = Field(
    name="wrong",
    label=N_("What is wrong, and what would be right?"),
    hint=N_("For example your role, your organisation, or the address that we write to."),
    public=False,
    limit=WRITTEN,
    missing=N_("Please say what is wrong."),
    lines=4,
)
VOTE = Field(
    name="vote",
    label=N_("Your answer"),
    public=True,
    limit=WRITTEN,
    missing=N_("There are no words in the answer yet. Please write it, and send it again."),
    lines=8,
)
OBJECTION = Field(name="objection", label=N_("Why? (you can leave this empty)"), public=False, limit=WRITTEN, lines=3)
STOP = Field(
    name="stop", label=N_("Anything we should know? (you can leave this empty)"), public=False, limit=WRITTEN, lines=3
)


def item_field(number: int, title: str | None = None) -> Field:
    """The answer to one agenda item."""
    label = N_("Agenda item {number}: {title}") if title else N_("Agenda item {number}")
    places = {"number": number, "title": title}
    return Field(name=f"item_{number}", label=label, places=places, public=True, limit=WRITTEN, lines=5)


def question_field(number: int, item: int | None = None) -> Field:
    """The answer to one question that was put to their body; `item` tells its box from the others to who hears it."""
    return Field(
        name=f"question_{number}",
        label=N_("Your answer about agenda item {number}") if item else N_("Your answer"),
        places={"number": item},
        public=True,
        limit=QUESTION_WRITTEN,
        missing=N_("There are no words in the answer yet. Please write it, and send it again."),
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
