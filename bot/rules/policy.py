"""The terms that a forum adopts, is bound by, and prints on its public page (RECORD-RULES §4)."""

from dataclasses import dataclass


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
