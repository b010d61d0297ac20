"""A piece of post as plain values, for the hosts' eyes: what its card and its buttons need to know."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot import choices
from bot.mail.parse.parsed import Verdict
from bot.post.hints import Hints
from bot.post.match import OPEN
from bot.post.tray import suggests
from bot.rules.wording import Whom, say
from bot.view import View
from db import desk, models


@dataclass(frozen=True, kw_only=True)
class PieceSheet:
    """One piece of post, for the hosts' eyes. `about` is the invitation that a press would be noted for; `sentence` is
    what the public reads of it once it is on the record."""

    number: int
    from_desk: bool
    matter: str | None = None
    open: bool
    sender: str | None
    sender_name: str
    subject: str
    came_at: datetime
    zone: ZoneInfo
    today: date
    verdict: Verdict | None
    signs: Sequence[str]
    text: str
    hints: Hints
    kept: bool
    about: int | None = None
    pledge: int | None = None
    certain: bool = False
    whom: Whom | None = None
    session: str | None = None
    entry: int | None = None
    sentence: str | None = None
    suggestion: bool = False
    candidates: Sequence[choices.Named] = ()

    @property
    def until(self) -> date | None:
        """The day that "more time" could mean."""
        day = self.hints.until or self.hints.returning
        return day if day and day > self.today else None


async def piece_sheet(view: View, number: int) -> PieceSheet:
    """Raises `Refused` for what is not this forum's."""
    row: models.Piece = await view.own(models.Piece, number, "message")
    about, is_open = row.invitation_id or row.perhaps_id, row.state == "waiting" or suggests(row)
    whom, session = None, None
    if row.pledge_id is not None:
        whom = await view.whom_promised(row.pledge_id)
    if about is not None:
        invitation = await view.db.get_one(models.Invitation, about)
        whom = await view.whom_of(about)
        session = (await view.db.get_one(models.Session, invitation.session_id)).title
    return PieceSheet(
        number=number,
        from_desk=row.source == "desk",
        matter=row.verdict if row.source == "desk" else None,
        open=is_open,
        sender=row.sender,
        sender_name=row.sender_name,
        subject=row.subject,
        came_at=row.came_at,
        zone=view.zone,
        today=view.terms.day(view.now),
        verdict=Verdict(row.verdict) if row.verdict in list(Verdict) else None,
        signs=[sign for sign in row.signs.split("\n") if sign],
        text=row.text,
        hints=Hints.of(row),
        kept=row.raw is not None,
        about=about,
        pledge=row.pledge_id,
        certain=row.invitation_id is not None,
        whom=whom,
        session=session,
        entry=row.entry,
        sentence=await _said(view, row.entry) if row.entry and not is_open else None,
        suggestion=row.state == "recorded",
        candidates=await _candidates(view, row) if is_open and about is None and row.pledge_id is None else (),
    )


async def _said(view: View, seq: int) -> str:
    """What the public reads of the entry that it became."""
    entry = await view.entry(seq)
    return say(entry.fact, await view.about(entry))


async def _candidates(view: View, row: models.Piece) -> list[choices.Named]:
    """The open invitations, those first whose official has an address like the sender's."""
    standings = await desk.standings(view.db, view.forum.id)
    awaited = {one.invitation_id: one.official_id for one in standings if one.state in OPEN}
    home = (row.sender or "").rpartition("@")[2]
    near = set()
    for invitation, official in awaited.items():
        email = (await view.db.get_one(models.Official, official)).email or ""
        if home and email.lower().rpartition("@")[2] == home:
            near.add(invitation)
    found = [one for one in await choices.invitations(view) if one.id in awaited]
    return sorted(found, key=lambda one: one.id not in near)
