"""Minutes: closing a session, changing a part of the draft, publishing it, correcting it, and reminding the hosts."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from bot import courtesies, sitting
from bot.apart import Task
from bot.drafting import Draft, draft_of
from bot.rules import facts as f, minutes as rules, reply, session
from bot.rules.errors import Refused
from bot.rules.minutes import MinutesStanding, minutes_standing
from bot.rules.minutes_text import part_of, written
from bot.rules.notices import Action, Destination, Notice
from bot.rules.words import Presence, Via
from bot.rules.workingdays import next_office_hour
from bot.transaction import Transaction
from bot.untold import Telling, untold
from bot.view import View
from bot.ways import Ways
from db import ledger, live, models, upsert

CHANGED = "The draft has changed since you read it. Read it once more, and publish what it says now."
SAME = "These are the minutes that are published already. Change a part first."


@dataclass(frozen=True)
class Version:
    """Minutes that were published; `text` is None once it was taken out."""

    fact: f.MinutesPublished | f.MinutesCorrected
    text: str | None


async def close(
    tx: Transaction, ways: Ways, session_id: int, carers: int | None, came: Mapping[int, Presence]
) -> f.Held:
    """The session is over: how many carers were there, who of the invited came, and by when minutes are promised."""
    counted = carers if carers is not None else (await live.people_here(tx.db, session_id) or None)
    held = tx.record(session.hold(await tx.session(session_id), counted, **tx.mark(Via.COMMAND)))
    tx.record(rules.promise(await tx.session_history(session_id), tx.terms, **tx.mark(Via.COMMAND)))
    await sitting.end(tx, session_id)
    for invitation, presence in came.items():
        now = await tx.standing(invitation)
        if now.session != session_id:
            raise Refused("They were not invited to this session. Choose from the list.")
        tx.record(reply.attend(now, presence, **tx.mark(Via.HOST)))
        await courtesies.thank(tx, ways, invitation)
    return held


async def change(tx: Transaction, session_id: int, key: str, words: str) -> Draft:
    """Keep what a host made of one part; without words the part is left out."""
    draft = await _own(tx, session_id)
    if all(one.key != key for one in draft.parts):
        raise Refused("There is no such part in these minutes any more. Read the draft once more.")
    await _keep(tx, session_id, key, part_of(words))
    return await draft_of(tx, session_id)


async def publish(
    tx: Transaction, session_id: int, read: str, *, instead: bool = False
) -> f.MinutesPublished | f.MinutesCorrected:
    """`read` is the fingerprint of the draft that the host has read. `instead`: the texts of the versions before are
    taken out, for what should never have stood there; that they were published stays."""
    draft, before = await _own(tx, session_id), await versions(tx, session_id)
    if draft.fingerprint != read:
        raise Refused(CHANGED)
    text = written(draft.whole)
    if before and before[-1].text == text:
        raise Refused(SAME)
    history, digest = await tx.session_history(session_id), await tx.enclose(text)
    fact = tx.record(rules.publish(history, digest, tx.terms, **tx.mark(Via.COMMAND)))
    for one in draft.parts:
        await _keep(tx, session_id, one.key, one.part.words)
    for old in before if instead else ():
        await ledger.erase(tx.db, tx.forum.id, old.fact.text, tx.now)
    return fact


async def versions(view: View, session_id: int) -> list[Version]:
    """What was published, the oldest first."""
    stand = await standing(view, session_id)
    texts = await view.texts(fact.text for fact in stand.versions)
    return [Version(fact, texts.get(fact.text)) for fact in stand.versions]


async def standing(view: View, session_id: int) -> MinutesStanding:
    return minutes_standing(await view.session_history(session_id), view.terms)


async def nudge_of(view: View, session_id: int) -> int | None:
    """Which reminder the hosts are at today."""
    return rules.nudge(await standing(view, session_id), view.terms, view.terms.day(view.now))


async def nudge_hosts(view: View, ways: Ways) -> list[Task]:
    """Tell the hosts of minutes that are not published, on working days 1, 3 and 5 and in office hours; after an
    outage once, however many of these days have gone by."""
    of_session: dict[int, list[f.Entry]] = defaultdict(list)
    kinds = (f.MinutesPromised.kind, f.MinutesPublished.kind)
    for entry in await view.of_kinds(kinds):
        assert isinstance(entry.fact, f.SessionFact)
        of_session[entry.fact.session].append(entry)
    tellings = []
    for session_id, history in of_session.items():
        nth = rules.nudge(minutes_standing(history, view.terms), view.terms, view.terms.day(view.now))
        if nth is not None:
            notice = Notice(Destination.HOSTS, Action.TELL_MINUTES, session_id, f"minutes:{session_id}:nudge:{nth}")
            opens = next_office_hour(view.now, view.terms.policy, view.terms.closed)
            tellings.append(Telling(notice, not_before=opens, detail=str(nth)))
    return await untold(view, tellings)


async def _own(tx: Transaction, session_id: int) -> Draft:
    """The draft of a session that was held; `Refused` for any other."""
    now = await tx.session(session_id)
    if now.state is not session.SessionState.HELD:
        raise Refused(f"That session {session.SAID[now.state]}. Its minutes are drafted when it is closed.")
    return await draft_of(tx, session_id)


async def _keep(tx: Transaction, session_id: int, key: str, words: str) -> None:
    row = {"session_id": session_id, "part": key, "forum_id": tx.forum.id, "words": words}
    await upsert.put(tx.db, models.MinutesPart, row, by=("session_id", "part"))
