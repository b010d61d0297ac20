"""What the reader found in a mail beside its verdict, as it is kept with the piece: dates, addresses, the calendar."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.mail.parse.parsed import Parsed
from bot.rules.terms import Terms
from db import models

LONGEST = 250
"""Working days that somebody may promise to answer within; what is more has been misread."""


@dataclass(frozen=True, kw_only=True)
class Hints:
    """Suggestions for a host, never facts. `until` is the day by which they say an answer will come, `returning` the
    last day of an absence, `stamp` when a calendar answer was given."""

    until: date | None = None
    returning: date | None = None
    instead: str | None = None
    on_behalf: str | None = None
    attachments: tuple[str, ...] = ()
    comment: str | None = None
    proposed: datetime | None = None
    stamp: datetime | None = None
    sequence: int | None = None
    letter: int | None = None
    larger: bool = False

    def kept(self) -> str:
        """As JSON, for the column; only what there is."""
        said = {name: _plain(value) for name, value in vars(self).items() if value not in (None, (), False)}
        return json.dumps(said, sort_keys=True)

    @classmethod
    def of(cls, piece: models.Piece) -> "Hints":
        found: dict[str, Any] = json.loads(piece.hints or "{}")
        known = {name: value for name, value in found.items() if name in cls.__dataclass_fields__}
        for name in ("until", "returning"):
            if name in known:
                known[name] = date.fromisoformat(known[name])
        for name in ("proposed", "stamp"):
            if name in known:
                known[name] = datetime.fromisoformat(known[name])
        return cls(**known | {"attachments": tuple(known.get("attachments", ()))})


def hints_in(parsed: Parsed, came_on: date, terms: Terms, *, letter: int | None, larger: bool) -> Hints:
    """What the mail promises: "within 10 working days" is counted from the day on which it came."""
    until = parsed.promised
    if until is None and 0 < (parsed.promised_days or 0) <= LONGEST:
        until = terms.after(came_on, parsed.promised_days or 0)
    calendar = parsed.calendar
    return Hints(
        until=until,
        returning=parsed.returning,
        instead=parsed.instead,
        on_behalf=parsed.on_behalf,
        attachments=parsed.attachments[:20],
        comment=calendar.comment if calendar else None,
        proposed=calendar.proposed_start if calendar else None,
        stamp=(calendar.stamp or parsed.date) if calendar else None,
        sequence=calendar.sequence if calendar else None,
        letter=letter,
        larger=larger,
    )


def _plain(value: object) -> object:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
