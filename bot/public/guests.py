"""Who was asked, what they said and whether they came: invitations as lists show them, thanks first."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.public import stood
from bot.public.said import CHUNK, held
from bot.rules import facts as f
from bot.rules.correction import replayed
from bot.rules.counts import Counts
from bot.rules.saying import say_short_date
from bot.rules.session import SessionState
from bot.rules.tally import Line
from bot.rules.tongue import N_, Phrases, capital, tr
from bot.rules.wording import ANSWERS, PRESENCES, Whom
from bot.rules.words import Answer, Presence, State
from bot.view import View, entries
from db import models, public

KIND = (Answer.ATTENDING, Answer.DEPUTY, Answer.IN_WRITING)


@dataclass(frozen=True)
class Guest:
    """One invitation. `reply` and `came` are words."""

    invitation: int
    whom: Whom
    organisation: int
    session: int
    title: str
    starts: datetime
    sent_on: date | None
    reply: str
    came: str
    rank: int
    counts: Counts
    """As at the day of the view."""
    presence: Presence | None

    @property
    def role(self) -> str:
        """Without the body, for a list that is about one body."""
        return f"{self.whom.name} ({self.whom.role})" if self.whom.name else self.whom.role

    @property
    def thanks(self) -> bool:
        return self.rank < NOT_THANKED


NOT_THANKED = 2
NOBODY_SAID = Phrases(
    {
        SessionState.PLANNED: N_("not yet"),
        SessionState.OPEN: N_("not yet"),
        SessionState.HELD: N_("not taken down"),
        SessionState.CANCELLED: N_("not held"),
    }
)
"""Where attendance was not taken."""


ASKED_FOR = N_("reply asked for by {due}")
WAITED_FOR = {
    State.TO_SEND: N_("not sent yet"),
    State.NO_REPLY: N_("we have not recorded a reply"),
    State.BOUNCED: N_("our message did not arrive"),
    State.CANCELLED: N_("the session was cancelled"),
    State.MORE_TIME: N_("asked for more time, until {due}"),
    State.ACKNOWLEDGED: N_("told us it was received; reply asked for by {due}"),
}
"""Where there is no answer yet, and more to say than by when we asked for one."""


async def guests(view: View, rows: Sequence[public.InvitationLine]) -> list[Guest]:
    """In the order of the rows; sort by `rank` to have thanks first."""
    met = {one.id: one for one in await stood.meetings(view)}
    came = await _presences(view, [row.standing.invitation_id for row in rows if row.standing.present is not None])
    kept = await held(view, [row.standing.invitation_id for row in rows])
    found, today = [], view.terms.day(view.now)
    for row in rows:
        now, session = row.standing, met[row.standing.session_id]
        presence = came.get(now.invitation_id)
        found.append(
            Guest(
                invitation=now.invitation_id,
                whom=await view.whom_of(now.invitation_id),
                organisation=now.organisation_id,
                session=now.session_id,
                title=session.title,
                starts=session.starts_at,
                sent_on=now.sent_on,
                reply=capital(_reply(now)),
                came=capital(PRESENCES[presence] if presence else NOBODY_SAID[session.state]),
                rank=_rank(now, presence),
                counts=Line.decided(Counts(now.counts), now.counts_on is not None and now.counts_on <= today),
                presence=presence,
            )
        )
    del kept
    return found


def _rank(now: models.Standing, presence: Presence | None) -> int:
    if presence in (Presence.CAME, Presence.DEPUTY_CAME):
        return 0
    if now.answer:
        return 1 if Answer(now.answer) in KIND else 2
    return 3


def _reply(now: models.Standing) -> str:
    if now.state == State.DISPUTED:
        return tr("an entry is disputed")
    if now.state == State.WITHDRAWN:
        return tr("we withdrew the invitation")
    if now.answer:
        answer = ANSWERS[Answer(now.answer)]
        if now.state != State.REPLIED_LATE or not now.replied_on:
            return answer
        day = say_short_date(now.replied_on)
        return tr("{answer}, on {day}, after the date asked for", answer=answer, day=day)
    due = say_short_date(now.reply_by) if now.reply_by else tr("a date not set yet")
    return tr(WAITED_FOR.get(State(now.state), ASKED_FOR), due=due)


async def _presences(view: View, numbers: Sequence[int]) -> dict[int, Presence]:
    """Whether by deputy only the record says: the cached standing knows just whether the body was there."""
    own: dict[int, list[f.Entry]] = defaultdict(list)
    for start in range(0, len(numbers), CHUNK):
        part = numbers[start : start + CHUNK]
        for entry in entries(await public.of_invitations(view.db, view.forum.id, part)):
            assert isinstance(entry.fact, f.InvitationFact)
            own[entry.fact.invitation].append(entry)
    return {
        number: entry.fact.presence
        for number, history in own.items()
        for entry in replayed(history)
        if isinstance(entry.fact, f.Attended)
    }
