"""What a letter about a pledge may speak of, before it is put into words (`bot.mail.compose`)."""

from dataclasses import dataclass, replace
from datetime import date

from bot.mail.draft import typed, typed_lines
from bot.rules.wording import Whom
from bot.rules.words import Purpose


@dataclass(frozen=True, kw_only=True)
class PledgeDraft:
    """`words` are as they stand on the record, None where they were removed; `title` that of the session at which they
    were said, if it was at one. `page` is where the public reads them. `answer` is what the official did just now, and
    `sentence` what the record says of it."""

    purpose: Purpose
    forum: str
    charter: str | None
    whom: Whom
    number: int
    words: str | None
    due: date
    title: str | None = None
    confirm_by: date | None = None
    confirmed: bool = False
    page: str | None = None
    desk: str | None = None
    sentence: str | None = None
    answer: str | None = None


def cleaned_pledge(draft: PledgeDraft) -> PledgeDraft:
    """Without what no reader sees, and without anything that could pass for a line of ours."""
    return replace(
        draft,
        forum=typed(draft.forum),
        charter=typed_lines(draft.charter or ""),
        whom=Whom(typed(draft.whom.role), typed(draft.whom.organisation)),
        words=typed(draft.words) if draft.words else None,
        title=typed(draft.title) if draft.title else None,
    )
