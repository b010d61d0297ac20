"""What each column of the tables means: one source for the tables, the data dictionary and docs/record-format.md."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.rules.counts import LEFT_OUT, Counts
from bot.rules.statistics import WITHIN
from bot.rules.words import Answer, Asked, OrganisationKind, PledgeOutcome, PledgeState, State


class Kind(StrEnum):
    """By the names of the Table Schema (specs.frictionlessdata.io)."""

    NUMBER = "integer"
    DAY = "date"
    MOMENT = "datetime"
    YES_NO = "boolean"
    TEXT = "string"


@dataclass(frozen=True)
class Column:
    """`words` is the closed list that it is from, where there is one; an empty cell is nothing."""

    name: str
    kind: Kind
    meaning: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """A table of the public data, and what one line of it is. `key` is a column that no two lines share, if any is."""

    file: str
    line: str
    key: str | None
    columns: Sequence[Column]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)


def _words(closed: type[StrEnum]) -> tuple[str, ...]:
    return tuple(word.value for word in closed)


RATES = {
    "response": "invitations with a recorded reply, of those counted",
    "on_time": "invitations with a reply by the date asked for, of those counted",
    "attendance": "sessions at which it was present, of those held for which it is counted",
    "answers": "questions answered, of those counted",
}
PARTS = {
    "k": "how many",
    "n": "of how many",
    "percent": "per cent, to the nearest; empty under 5",
    "low": "lower end of the 95 % interval, in per cent",
    "high": "upper end of the 95 % interval, in per cent",
}


def _rates(before: str, between: str) -> tuple[Column, ...]:
    return tuple(
        Column(f"{before}{rate}{between}{part}", Kind.NUMBER, f"{words}: {said}")
        for rate, words in RATES.items()
        for part, said in PARTS.items()
    )


def _left_out(before: str) -> tuple[Column, ...]:
    return tuple(
        Column(f"{before}{reason.value}", Kind.NUMBER, f"not counted, because it is {reason.value} (§4)")
        for reason in sorted(LEFT_OUT)
    )


INVITATIONS = Table(
    "invitations.csv",
    "one line an invitation",
    "invitation",
    (
        Column("invitation", Kind.NUMBER, "its number, as in the record"),
        Column("session", Kind.NUMBER, "the number of the session"),
        Column("session_starts", Kind.MOMENT, "when the session begins"),
        Column("organisation", Kind.NUMBER, "the number of the body"),
        Column("organisation_name", Kind.TEXT, "the name of the body"),
        Column("kind", Kind.TEXT, "the kind of body", _words(OrganisationKind)),
        Column("official", Kind.NUMBER, "the number of the role that was asked"),
        Column("role", Kind.TEXT, "the role that was asked"),
        Column("state", Kind.TEXT, "where it stands", _words(State)),
        Column("answer", Kind.TEXT, "what they said last", _words(Answer)),
        Column("sent_on", Kind.DAY, "when our invitation was sent"),
        Column("reply_by", Kind.DAY, "by when we asked for a reply"),
        Column("replied_on", Kind.DAY, "when they first replied"),
        Column("working_days", Kind.NUMBER, "working days from sending to the reply"),
        Column("on_time", Kind.YES_NO, "replied by the date asked for; empty without a reply"),
        Column("present", Kind.YES_NO, "the body was at the session, itself or by deputy; empty until that is noted"),
        Column("counts", Kind.TEXT, "what it counts as on the day of the export (§4)", _words(Counts)),
        Column("counts_on", Kind.DAY, "the day from which it counts"),
        Column(
            "statements",
            Kind.TEXT,
            "what the official stated beside it, whole and unedited, the oldest first, an empty line between two; of "
            "one that was hidden or removed, that it was",
        ),
    ),
)

ORGANISATIONS = Table(
    "organisations.csv",
    "one line a body, with the figures of §5",
    "organisation",
    (
        Column("organisation", Kind.NUMBER, "its number, as in the record"),
        Column("name", Kind.TEXT, "its name"),
        Column("kind", Kind.TEXT, "its kind", _words(OrganisationKind)),
        Column("counted", Kind.NUMBER, "invitations counted"),
        *_rates("", "_"),
        Column("median_working_days", Kind.NUMBER, "working days until half had replied (Kaplan–Meier)"),
        Column("not_reached_in", Kind.NUMBER, "where half have not: the shortest time an unanswered one has waited"),
        *(Column(f"within_{days}_k", Kind.NUMBER, f"had replied within {days} working days") for days in WITHIN),
        *_left_out("left_out_"),
    ),
)

PLEDGES = Table(
    "pledges.csv",
    "one line a pledge",
    "pledge",
    (
        Column("pledge", Kind.NUMBER, "its number, as in the record"),
        Column("organisation", Kind.NUMBER, "the number of the body"),
        Column("organisation_name", Kind.TEXT, "the name of the body"),
        Column("official", Kind.NUMBER, "the number of the role that promised"),
        Column("role", Kind.TEXT, "the role that promised"),
        Column("session", Kind.NUMBER, "the number of the session"),
        Column("item", Kind.NUMBER, "the number of the agenda item"),
        Column("words", Kind.TEXT, "what was promised, as last amended; empty once removed"),
        Column("made_on", Kind.DAY, "when it was recorded"),
        Column("due", Kind.DAY, "the day that was promised"),
        Column("confirmed", Kind.YES_NO, "the official has confirmed or amended the words"),
        Column("state", Kind.TEXT, "where it stands (§4)", _words(PledgeState)),
        Column("instead", Kind.NUMBER, "the number of the pledge in its place"),
        Column("updated_on", Kind.DAY, "the day of the last update or outcome"),
        Column("no_update", Kind.YES_NO, "it is open, `due` has passed and no update is recorded"),
        Column("told", Kind.TEXT, "the words of the last update or outcome: how far it has come, or why not"),
        Column("they_say", Kind.TEXT, "what the official says became of it", _words(PledgeOutcome)),
        Column("carers_see", Kind.NUMBER, "how many carers say that they can see it; empty under five"),
        Column("carers_asked", Kind.NUMBER, "of how many; empty under five"),
        Column("statements", Kind.TEXT, "as in invitations.csv"),
    ),
)

FEEDBACK = Table(
    "feedback.csv",
    "one line a rung of each question that five or more of a side answered; where none, one line of how many",
    None,
    (
        Column("session", Kind.NUMBER, "the number of the session"),
        Column("side", Kind.TEXT, "whose forms", ("carers", "officials")),
        Column("present", Kind.NUMBER, "how many of that side were present; empty where nobody counted"),
        Column("completed", Kind.NUMBER, "how many of them completed the form"),
        Column("question", Kind.TEXT, "what was asked (§3)", _words(Asked)),
        Column("criterion", Kind.NUMBER, "the number of the criterion, where it was about one"),
        Column("criterion_text", Kind.TEXT, "its words; empty once removed"),
        Column("rung", Kind.TEXT, "the answer (§3)"),
        Column("count", Kind.NUMBER, "how many gave it"),
    ),
)

TABLES = (INVITATIONS, ORGANISATIONS, PLEDGES, FEEDBACK)

FIGURES = (
    Column("as_at", Kind.DAY, "the day to the end of which the record was read"),
    Column("since", Kind.DAY, "the first day of the period; nothing for all of it"),
    Column("head", Kind.TEXT, "the hash of the last entry of record.jsonl"),
    Column("names", Kind.TEXT, "by number, the name of each body"),
    Column("conduct.sessions_called", Kind.NUMBER, "sessions that the forum called"),
    Column("conduct.sessions_cancelled", Kind.NUMBER, "of these, cancelled by the forum"),
    Column("conduct.invitations_sent", Kind.NUMBER, "invitations that the forum sent"),
    Column("conduct.short_notice", Kind.NUMBER, "of these, at short notice"),
    Column("conduct.bounced", Kind.NUMBER, "messages of the forum that did not arrive"),
    Column("conduct.entries_corrected", Kind.NUMBER, "corrections of this record"),
    Column("conduct.minutes_due", Kind.NUMBER, "sessions whose minutes were due"),
    Column("conduct.minutes_late", Kind.NUMBER, "of these, minutes that were published late"),
    Column("conduct.minutes_missing", Kind.NUMBER, "of these, minutes that are not published yet"),
    Column("pledges", Kind.TEXT, "the pledges counted (§5): of the forum, of each kind and of each body"),
    Column("forum.as_at", Kind.DAY, "as above; all keys from here on are also in each of kinds and organisations"),
    Column("forum.since", Kind.DAY, "as above"),
    Column("forum.head", Kind.TEXT, "as above"),
    Column("forum.policy_version", Kind.NUMBER, "the version of the policy in force"),
    Column("forum.counted", Kind.NUMBER, "invitations counted"),
    *_left_out("forum.left_out."),
    *_rates("forum.", "."),
    Column("forum.answers.partly", Kind.NUMBER, "of the questions answered, those answered in part"),
    Column("forum.answers.not_addressed", Kind.NUMBER, "of the other questions, those replied to without an answer"),
    Column("forum.answers.left_out", Kind.TEXT, "by reason (§4), questions that are not counted"),
    Column("forum.time_to_reply.median", Kind.NUMBER, "working days until half had replied (Kaplan–Meier)"),
    Column("forum.time_to_reply.not_reached_in", Kind.NUMBER, "where half have not: the shortest wait"),
    *(
        Column(f"forum.time_to_reply.within.{days}", Kind.NUMBER, f"a rate: had replied within {days} working days")
        for days in WITHIN
    ),
    Column("forum.shown", Kind.TEXT, "how much may be said of it (§5)"),
)
"""The keys of figures.json, a dot for each step down."""
