"""The terms that a forum adopts, is bound by, and prints on its public page (RECORD-RULES §4)."""

from dataclasses import asdict, dataclass, field, replace

from bot.rules.errors import Refused

LATER = {"later": True}
"""Of a term that the first records did not have: where one says nothing of it, the common rule held."""


@dataclass(frozen=True, kw_only=True)
class Policy:
    """One version of a forum's terms. Days are working days of `nation`; day zero is the day of sending."""

    version: int = 1
    nation: str = "ENG"
    zone: str = "Europe/London"
    reply_days: int = 10
    reply_before_session: int = 3
    fair_notice: int = 15
    first_reminder_before: int = 3
    second_reminder_after: int = 3
    notice_after: int = 5
    publish_after_notice: int = 5
    extension_limit: int = 20
    dispute_days: int = 10
    office_opens: str = "08:30"
    office_closes: str = "17:30"
    quiet_from: str = field(default="21:00", metadata=LATER)
    quiet_until: str = field(default="08:00", metadata=LATER)
    names_months: int = field(default=24, metadata=LATER)
    post_kept_days: int = field(default=90, metadata=LATER)
    drafts_kept_days: int = field(default=7, metadata=LATER)
    coming_kept_days: int = field(default=30, metadata=LATER)
    minutes_days: int = field(default=10, metadata=LATER)
    answer_days: int = field(default=20, metadata=LATER)
    answer_reminder_before: int = field(default=5, metadata=LATER)
    agenda_before: int = field(default=10, metadata=LATER)
    pledge_confirm_days: int = field(default=10, metadata=LATER)
    pledge_remind_days: int = field(default=10, metadata=LATER)
    pledge_ask_days: int = field(default=5, metadata=LATER)
    feedback_days: int = field(default=10, metadata=LATER)
    vote_days: int = field(default=5, metadata=LATER)
    vote_least: int = field(default=5, metadata=LATER)
    told_before: int = field(default=10, metadata=LATER)
    notes_kept_days: int = field(default=90, metadata=LATER)


# A forum may be more patient than this, never less: the defaults are the fairness that RECORD-RULES §4 promises.
LEAST = Policy()
MOST_PATIENT = 60
"""No period may be longer than this many working days: after that a record says nothing about anybody."""

PATIENCE = (
    "reply_days",
    "fair_notice",
    "second_reminder_after",
    "notice_after",
    "publish_after_notice",
)
"""The periods that a forum may lengthen."""

NEVER_LESS = (*PATIENCE, "answer_days", "feedback_days", "vote_days", "vote_least", "told_before")
"""The terms of which no record may promise less than the defaults."""

CALLED = {
    "reply_days": "time to reply",
    "fair_notice": "fair notice before a session",
    "second_reminder_after": "second reminder after the date asked for",
    "notice_after": "notice after the date asked for",
    "publish_after_notice": "time between notice and publication",
}
"""The same in words, in working days each."""

BREATH = LEAST.notice_after - LEAST.second_reminder_after
"""So many days at least between the second reminder and the notice."""


def lengthened(policy: Policy, **periods: int) -> Policy:
    """The next version, with these of the `PATIENCE` periods; refuses what is less patient than the defaults.

    A period that was lengthened may come back, as far as its default.
    """
    for name, days in periods.items():
        if name not in PATIENCE:
            raise Refused(f"A forum cannot change “{name.replace('_', ' ')}”.")
        least = getattr(LEAST, name)
        if not least <= days <= MOST_PATIENT:
            raise Refused(
                f"The {CALLED[name]} may be {least} to {MOST_PATIENT} working days, not {days}: "
                "a forum may be more patient than the common rules, never less."
            )
    new = Policy(**{**asdict(policy), **periods})
    if new == policy:
        raise Refused("These are the periods that the forum has already.")
    if new.notice_after < new.second_reminder_after + BREATH:
        raise Refused(
            f"The notice of publication may come {BREATH} working days after the second reminder at the earliest: "
            f"make it at least {new.second_reminder_after + BREATH}."
        )
    if new.fair_notice < new.reply_days + new.reply_before_session:
        raise Refused(
            f"With {new.reply_days} working days to reply, fair notice is at least "
            f"{new.reply_days + new.reply_before_session}: replies are asked for {new.reply_before_session} working "
            "days before the session."
        )
    return replace(new, version=policy.version + 1)
