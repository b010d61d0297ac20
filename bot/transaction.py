"""What a writing door holds in its hands: a view that records, encloses and notifies (see `bot.record`)."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from bot.rules import chain, facts as f, published
from bot.rules.notices import Action, Destination, Notice, notices
from bot.rules.pledge_standing import PledgeStanding
from bot.rules.session import session_standing
from bot.rules.standing import Standing, standing
from bot.rules.terms import Mark, adopted
from bot.rules.words import Via
from bot.rules.workingdays import awake, opening
from bot.view import History, View, entries
from db import ledger, models, papers, posts, upsert

AnyFact = TypeVar("AnyFact", bound=f.Fact)

LANES = (Destination.MAIL, Destination.EVENT, Destination.CARER, Destination.COMER, Destination.THREAD)
"""Destinations that are one queue for each subject: a letter that has to wait must not hold up the next official's."""

CURRENT = (
    *(Action.SESSION_CARD, Action.SESSION_EVENT, Action.SESSION_THREAD),
    *(Action.ITEM_CARD, Action.ANSWER_CARD, Action.PLEDGE_CARD),
    *(Action.LIVE_CARD, Action.CONTROL_CARD),
    *(Action.FEEDBACK_CARD, Action.VOTE_CARD),
)
"""What shows the present state: two of them in one transaction say nothing that one does not."""


@dataclass
class Transaction(View):
    """A view that can also write. What is recorded in it is part of every history that it gives."""

    by: str = f.CLERK
    head: ledger.Head = field(default_factory=lambda: ledger.Head(0, None))
    pending: list[f.Entry] = field(default_factory=list)
    _lines: list[dict[str, Any]] = field(default_factory=list)
    _told: dict[str, tuple[Notice, datetime, str | None]] = field(default_factory=dict)
    _known: dict[tuple[type[f.Fact], int], History] = field(default_factory=dict)
    """The histories that were asked for, as they stood before: until this transaction ends nobody else adds to them."""
    _session_of: dict[int, int] = field(default_factory=dict)

    def mark(self, via: Via) -> Mark:
        """When, by whom, by which way: `**tx.mark(Via.HOST)`."""
        return Mark(at=self.now, by=self.by, via=via)

    def record(self, fact: AnyFact) -> AnyFact:
        """Put a fact next in the chain; it is written when the block is left."""
        line = chain.line(self.head.seq + 1, fact, self.head.hash or chain.GENESIS)
        self.head = ledger.Head(line["seq"], line["hash"])
        self.pending.append(f.Entry(line["seq"], fact))
        self._lines.append(line)
        self.terms = adopted(self.terms, fact)
        return fact

    async def enclose(self, text: str) -> f.Enclosed:
        """Keep a personal text beside the ledger; the fact gets its digest."""
        salt = secrets.token_hex(16)
        digest = chain.enclose(text, salt)
        await ledger.enclose(self.db, self.forum.id, digest, salt, text)
        return digest

    def notify(self, notice: Notice, *, not_before: datetime | None = None, detail: str | None = None) -> None:
        """Tell somebody once; a second notice with the same key changes nothing. No carer is told in the quiet hours,
        unless they chose the moment themselves (`not_before`)."""
        if notice.action in CURRENT:
            for key, (other, _, _) in list(self._told.items()):
                if (other.action, other.subject) == (notice.action, notice.subject):
                    del self._told[key]
        soonest = awake(self.now, self.terms.policy) if notice.destination is Destination.CARER else self.now
        self._told[notice.key] = (notice, not_before or soonest, detail)

    async def history(self, invitation_id: int) -> History:
        if (f.InvitationFact, invitation_id) not in self._known:
            row: models.Invitation = await self.own(models.Invitation, invitation_id, "invitation")
            self._session_of[invitation_id] = row.session_id
            self._known[f.InvitationFact, invitation_id] = await super().history(invitation_id)
        session = self._session_of[invitation_id]
        recorded = (entry for entry in self.pending if _concerns(entry.fact, invitation_id, session))
        return (*self._known[f.InvitationFact, invitation_id], *recorded)

    async def pledge_history(self, pledge_id: int) -> History:
        if (f.PledgeFact, pledge_id) not in self._known:
            self._known[f.PledgeFact, pledge_id] = await super().pledge_history(pledge_id)
        recorded = (entry for entry in self.pending if _promised(entry.fact) == pledge_id)
        return (*self._known[f.PledgeFact, pledge_id], *recorded)

    async def session_history(self, session_id: int) -> History:
        if (f.SessionFact, session_id) not in self._known:
            self._known[f.SessionFact, session_id] = await super().session_history(session_id)
        recorded = (
            e
            for e in self.pending
            if getattr(e.fact, "session", None) == session_id and not _of(e.fact) and not _promised(e.fact)
        )
        return (*self._known[f.SessionFact, session_id], *recorded)

    def recorded(self) -> History:
        """What has been recorded, as it will be read."""
        return entries(self._lines)

    async def settle(self) -> None:
        """Write everything down: the lines, what is folded from them, and who is to be told."""
        await self._announce()
        await self.db.flush()
        for session_id in {e.fact.session for e in self.pending if isinstance(e.fact, f.SessionFact)}:
            await self._refold_session(session_id)
        for invitation_id in await self._touched(self.pending):
            await self._refold(invitation_id)
        for pledge_id in sorted({e.fact.pledge for e in self.pending if isinstance(e.fact, f.PledgeFact)}):
            await self._refold_pledge(pledge_id)
        await ledger.append(self.db, [self._row(line) for line in self._lines])
        await self._post()

    async def _announce(self) -> None:
        for entry in self.pending:
            history: History = ()
            if isinstance(entry.fact, f.InvitationFact):
                history = tuple(e for e in await self.history(entry.fact.invitation) if e.seq < entry.seq)
            elif isinstance(entry.fact, f.BodyAnswered | f.BodyWelcomedBack):
                history = await self._declined(entry)
            elif isinstance(entry.fact, f.EntryHidden):
                history = await self._around(entry.fact.entry)
            elif isinstance(entry.fact, f.PledgeFact):
                history = tuple(e for e in await self.pledge_history(entry.fact.pledge) if e.seq < entry.seq)
            for notice in notices(entry.seq, entry.fact, history):
                self.notify(notice)

    async def _declined(self, entry: f.Entry) -> History:
        """The entry by which a body was declined that this one is about."""
        assert isinstance(entry.fact, f.BodyAnswered | f.BodyWelcomedBack)
        organisation = entry.fact.organisation
        seen = (e for e in (*await self.partnership_entries(), *self.pending) if e.seq < entry.seq)
        of_body = [e for e in seen if isinstance(e.fact, f.BodyDeclined) and e.fact.organisation == organisation]
        return tuple(of_body[-1:])

    async def _around(self, seq: int) -> History:
        """The entry, and those beside which its words may stand."""
        entry = await self.entry(seq)
        if isinstance(entry.fact, f.PledgeFact):
            return await self.pledge_history(entry.fact.pledge)
        if isinstance(entry.fact, f.BodyAnswered):
            return (*await self._declined(entry), entry)
        return (entry,)

    async def _touched(self, pending: Iterable[f.Entry]) -> list[int]:
        """The invitations whose standing these facts can change."""
        touched = {e.fact.invitation for e in pending if isinstance(e.fact, f.InvitationFact)}
        for entry in pending:
            if isinstance(entry.fact, f.Moved | f.SessionCancelled):
                rows = await papers.invitations(self.db, self.forum.id, session_id=entry.fact.session)
                touched |= {row.id for row in rows}
        return sorted(touched)

    async def _refold_session(self, session_id: int) -> None:
        row, history = await self.db.get_one(models.Session, session_id), await self.session_history(session_id)
        now = session_standing(history)
        row.state, row.starts_at, row.ends_at = now.state.value, now.starts, now.ends
        row.agenda_due = published.due(history, self.terms)

    async def _refold(self, invitation_id: int) -> None:
        now = standing(await self.history(invitation_id))
        row = {"forum_id": self.forum.id, **columns(now, self)}
        await upsert.put(self.db, models.Standing, row, by=("invitation_id",))

    async def _refold_pledge(self, pledge_id: int) -> None:
        row = await self.db.get_one(models.Pledge, pledge_id)
        for name, value in pledge_columns(await self.pledge(pledge_id), self).items():
            setattr(row, name, value)

    async def _post(self) -> None:
        await self.db.flush()
        await posts.put(self.db, [self._notice(*told) for told in self._told.values()])

    def _notice(self, notice: Notice, not_before: datetime, detail: str | None) -> dict[str, Any]:
        lane = f"{notice.destination}:{notice.subject}" if notice.destination in LANES else notice.destination.value
        return {
            "forum_id": self.forum.id,
            "destination": lane,
            "action": notice.action.value,
            "subject": notice.subject,
            "key": notice.key,
            "detail": detail,
            "state": "waiting",
            "not_before": not_before,
            "created_at": self.now,
        }

    def _row(self, line: dict[str, Any]) -> dict[str, Any]:
        fact = chain.read(line)
        session = fact.session if isinstance(fact, f.SessionFact | f.ItemAccepted | f.Invited) else None
        return {
            "forum_id": self.forum.id,
            "seq": line["seq"],
            "kind": fact.kind,
            "at": fact.at,
            "invitation_id": _of(fact),
            "session_id": session,
            "pledge_id": _promised(fact),
            "body": chain.canonical(line),
            "hash": line["hash"],
        }


def columns(now: Standing, view: View) -> dict[str, Any]:
    """A folded standing as the columns of its cache."""
    step = now.next_step
    return {
        "invitation_id": now.invitation,
        "session_id": now.session,
        "official_id": now.official,
        "organisation_id": now.organisation,
        "holder_id": now.holder,
        "state": now.state.value,
        "answer": now.answer and now.answer.value,
        "counts": now.counts.value,
        "counts_on": now.counts_on,
        "on_time": now.on_time,
        "working_days": now.working_days,
        "sent_on": now.sent_on,
        "reply_by": now.reply_by,
        "replied_on": now.replied_on,
        "present": now.present,
        "alive": now.alive,
        "round": now.round,
        "next_step": step and step.value,
        "next_moment": opening(now.next_on, view.terms.policy) if step and now.next_on else None,
    }


def pledge_columns(now: PledgeStanding, view: View) -> dict[str, Any]:
    """A folded pledge as the derived columns of its row."""
    return {
        "state": now.state.value,
        "made_on": view.terms.day(now.made_at),
        "due": now.due,
        "updated": now.updated,
        "next_moment": opening(now.next_on, view.terms.policy) if now.next_on else None,
    }


def _promised(fact: f.Fact) -> int | None:
    return fact.pledge if isinstance(fact, f.PledgeFact) else None


def _of(fact: f.Fact) -> int | None:
    return fact.invitation if isinstance(fact, f.InvitationFact) else None


def _concerns(fact: f.Fact, invitation_id: int, session_id: int) -> bool:
    return _of(fact) == invitation_id or (isinstance(fact, f.SessionFact) and fact.session == session_id)
