"""Reading: one forum at one moment, as facts instead of rows, and with the names that the papers give."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import reduce
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from bot.rules import chain, facts as f
from bot.rules.correction import replayed
from bot.rules.enclosed import enclosed_in
from bot.rules.errors import Refused
from bot.rules.hiding import TOMBSTONES, hidden_in
from bot.rules.naming import shown_name
from bot.rules.notices import under
from bot.rules.partnership import PARTNERSHIP, beside
from bot.rules.pledge_standing import PledgeStanding, pledge_standing, replayed as replayed_pledge
from bot.rules.session import SessionStanding, session_standing
from bot.rules.standing import Standing, standing
from bot.rules.terms import TERMS, Terms, adopted
from bot.rules.wording import About, Whom
from db import gate, ledger, models

History = tuple[f.Entry, ...]

KEPT = 500
"""So many entries of some kinds a clerk keeps at hand; what there is more of is read each time."""

ABOUT_A_BODY = (f.Paused, f.BodyDeclined, f.BodyAnswered, f.BodyWelcomedBack)
"""What names a body and nobody in it."""


def entries(bodies: Iterable[Mapping[str, Any]]) -> History:
    """Lines of the ledger as entries."""
    return tuple(f.Entry(body["seq"], chain.read(body)) for body in bodies)


async def terms_in_force(db: AsyncSession, forum_id: int) -> Terms:
    """The last policy adopted, the holidays of every calendar, a later one speaking for its own years, every pause."""
    return reduce(adopted, (entry.fact for entry in entries(await ledger.of_kinds(db, forum_id, TERMS))), Terms())


class NotHere(Refused):
    """Nothing of this kind has that number here: fit to be read after a press as after a command."""

    def __init__(self, what: str) -> None:
        super().__init__(f"There is no such {what} in this forum. It may be another forum’s, or no longer kept.")


@dataclass(frozen=True)
class Past:
    """That a view shows the end of a past day (`bot.past`), and what has come since: so many entries, of which so many
    say how an earlier one is to be read; and what has been hidden, which looking back must not bring back."""

    day: date
    later: int
    amended: int
    hidden: Mapping[int, f.Tombstone]


@dataclass
class View:
    """One forum within one database transaction. `now` was read once, at its beginning."""

    db: AsyncSession
    forum: models.Forum
    now: datetime
    terms: Terms = field(default_factory=Terms)
    at_hand: dict[tuple[str, ...], History] = field(default_factory=dict, kw_only=True, repr=False)
    """Of some kinds, what was read of the record as it stood when the transaction began (`bot.record`)."""
    past: Past | None = field(default=None, kw_only=True)
    """Where the record is seen only as far as it went on a past day; `now` is then the end of that day."""

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.forum.zone)

    async def own(self, model: type[Any], number: int, what: str) -> Any:
        """The row with this number, if it is this forum's; another forum's ids are as good as none."""
        row = await self.db.get(model, number)
        if row is None or row.forum_id != self.forum.id:
            raise NotHere(what)
        return row

    async def history(self, invitation_id: int) -> History:
        """The entries of an invitation and of its session, in order."""
        invitation: models.Invitation = await self.own(models.Invitation, invitation_id, "invitation")
        return entries(await ledger.of_invitation(self.db, self.forum.id, invitation_id, invitation.session_id))

    async def standing(self, invitation_id: int) -> Standing:
        return standing(await self.history(invitation_id))

    async def of_kinds(self, kinds: tuple[str, ...]) -> History:
        """Every entry of these kinds, in order, except what is only being recorded."""
        found = self.at_hand.get(kinds)
        if found is None:
            found = entries(await ledger.of_kinds(self.db, self.forum.id, kinds))
            if len(found) <= KEPT:
                self.at_hand[kinds] = found
        return found

    async def pledge_history(self, pledge_id: int) -> History:
        """The entries of a pledge, in order."""
        await self.own(models.Pledge, pledge_id, "pledge")
        return entries(await ledger.of_pledge(self.db, self.forum.id, pledge_id))

    async def pledge_histories(self, numbers: Collection[int]) -> dict[int, History]:
        """By pledge of this forum, all its entries."""
        found: dict[int, list[f.Entry]] = {number: [] for number in numbers}
        for entry in entries(await ledger.of_pledges(self.db, self.forum.id, numbers)):
            assert isinstance(entry.fact, f.PledgeFact)
            found[entry.fact.pledge].append(entry)
        return {number: tuple(history) for number, history in found.items()}

    async def pledge(self, pledge_id: int) -> PledgeStanding:
        return pledge_standing(await self.pledge_history(pledge_id))

    async def session_history(self, session_id: int) -> History:
        return entries(await ledger.of_session(self.db, self.forum.id, session_id))

    async def session(self, session_id: int) -> SessionStanding:
        await self.own(models.Session, session_id, "session")
        return session_standing(await self.session_history(session_id))

    async def entry(self, seq: int) -> f.Entry:
        found = entries(await ledger.numbered(self.db, self.forum.id, [seq]))
        if not found:
            raise Refused(f"There is no entry {seq} on this forum’s record. The number stands before each entry.")
        return found[0]

    async def whom(self, official: models.Official, holder_id: int | None) -> Whom:
        """The role, and the name of who held it where it may be shown."""
        organisation = await self.db.get_one(models.Organisation, official.organisation_id)
        holder = await self.db.get(models.Holder, holder_id) if holder_id else None
        name = shown_name(
            holder.name if holder and holder.until is None else None,
            elected=official.elected,
            public_source=official.public_source,
            objected=holder is not None and holder.objected_at is not None,
        )
        return Whom(official.role, organisation.name, name)

    async def whom_of(self, invitation_id: int) -> Whom:
        invitation: models.Invitation = await self.own(models.Invitation, invitation_id, "invitation")
        official = await self.db.get_one(models.Official, invitation.official_id)
        return await self.whom(official, invitation.holder_id)

    async def whom_promised(self, pledge_id: int) -> Whom:
        """By the role alone: whoever holds it next finds the promise there."""
        row: models.Pledge = await self.own(models.Pledge, pledge_id, "pledge")
        return await self.whom(await self.db.get_one(models.Official, row.official_id), None)

    async def about(self, entry: f.Entry) -> About:
        """The names that one entry needs to be said."""
        return (await self.abouts([entry]))[0]

    async def abouts(self, seen: Sequence[f.Entry]) -> list[About]:
        """The names that each entry needs. That a reading remembers its rows keeps the look-ups few."""
        texts = await self.texts(digest for entry in seen for digest in enclosed_in(entry.fact))
        hidden = await self._hidden()
        return [replace(await self._about(entry, texts), hidden=hidden.get(entry.seq)) for entry in seen]

    async def _hidden(self) -> Mapping[int, f.Tombstone]:
        if self.past is not None:
            return self.past.hidden
        return hidden_in(await self.of_kinds(TOMBSTONES))

    async def partnership_entries(self) -> History:
        """Every entry about the criteria, and about bodies that the carers do not work with, in order."""
        return await self.of_kinds(PARTNERSHIP)

    async def texts(self, digests: Iterable[str]) -> dict[str, str | None]:
        """The texts beside the chain as the public reads them: None where one was erased or is withheld."""
        found = await ledger.enclosed(self.db, self.forum.id, set(digests))
        kept_back = await self.withheld() if found else frozenset()
        return {digest: None if digest in kept_back else text for digest, (_, text) in found.items()}

    async def withheld(self) -> frozenset[str]:
        """The digests of the texts that name somebody who objects to be named; they are kept, and shown nowhere."""
        names = await gate.objecting(self.db, self.forum.id)
        lines = await gate.sentences(self.db, self.forum.id, names) if names else []
        of = {str(json.loads(body)["sentence"]): names[number] for number, body in lines}
        kept = await ledger.enclosed(self.db, self.forum.id, of)
        return frozenset(digest for digest, (_, text) in kept.items() if text and of[digest] in text)

    async def _about(self, entry: f.Entry, texts: Mapping[str, str | None]) -> About:
        fact = entry.fact
        whom, session_id, answered, earlier = None, getattr(fact, "session", None), None, None
        if isinstance(fact, f.InvitationFact):
            invitation: models.Invitation = await self.own(models.Invitation, fact.invitation, "invitation")
            whom = await self.whom_of(fact.invitation)
            session_id = fact.session if isinstance(fact, f.QuestionCarried) else invitation.session_id
        elif isinstance(fact, f.PledgeFact):
            whom = await self.whom_promised(fact.pledge)
        elif isinstance(fact, f.OfficialListed | f.AddressConfirmed | f.CameUninvited):
            whom = await self.whom(await self.db.get_one(models.Official, fact.official), None)
        if isinstance(fact, f.Attended):
            answered = (await self.standing(fact.invitation)).answer
        if isinstance(fact, f.Corrected):
            # A correction that is only thought of has no number yet: it comes after all that is.
            before = [one for one in await self.history(fact.invitation) if one.seq < entry.seq or not entry.seq]
            earlier = next((known.fact for known in replayed(before) if known.seq == fact.entry), None)
        row = await self.db.get(models.Session, session_id) if session_id else None
        title, starts = (row.title, row.starts_at) if row else (None, None)
        body = None
        if isinstance(fact, ABOUT_A_BODY) and fact.organisation is not None:
            body = (await self.db.get_one(models.Organisation, fact.organisation)).name
        return About(whom, title, starts, self.zone, texts, answered, earlier, body)

    async def corrections_of(self, seq: int) -> list[f.Entry]:
        """What stands under entry `seq` where it is shown, in order."""
        fact = (await self.entry(seq)).fact
        if isinstance(fact, f.BodyDeclined):
            return beside(await self.partnership_entries(), seq)
        if isinstance(fact, f.PledgeFact):
            return under(replayed_pledge(await self.pledge_history(fact.pledge)), seq, fact)
        if not isinstance(fact, f.InvitationFact):
            return []
        return under(replayed(await self.history(fact.invitation)), seq, fact)
