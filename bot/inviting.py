"""Asking officials to a session, and asking again: shared by the commands, the menus and the buttons.

Each function works inside a writing transaction, which a `Refused` ends: nothing of it is then kept.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from bot import declining, letters
from bot.chat.text import clip
from bot.rules import facts as f, invitation as rules
from bot.rules.errors import Refused
from bot.rules.saying import say_moment, say_short_date
from bot.rules.standing import Standing
from bot.rules.wording import Whom
from bot.rules.words import Purpose, State, Via
from bot.rules.workingdays import next_office_hour
from bot.succession import not_there, there
from bot.transaction import Transaction
from bot.view import View
from bot.ways import Ways
from db import desk, models, papers

MESSAGE_LIMIT = 1_000

SHORT = 40
"""Characters of a name within a sentence: there may be 25 sentences on one card."""

ASKING = (Purpose.INVITATION, Purpose.CHANGE)
"""The letters that ask."""

UNANSWERED = (State.WAITING, State.ACKNOWLEDGED, State.MORE_TIME, State.NO_REPLY, State.BOUNCED)


@dataclass(frozen=True)
class Asked:
    """What will happen now: a letter `leaves`, and asks for a reply by a date if it leaves then."""

    invitation: int
    whom: Whom
    leaves: datetime
    reply_by: date | None
    short_notice: bool
    by_hand: bool


async def obstacle(view: View, ways: Ways, session: models.Session, official: models.Official) -> str | None:
    """Why this official cannot be invited to that session, in a sentence; None where nothing stands in the way."""
    if (why := await declining.obstacle(view, official.organisation_id)) is not None:
        return why
    if await desk.invitation_of(view.db, session.id, official.id):
        role = clip(official.role, SHORT)
        return f"The {role} is already invited to that session. /invitation list shows where it stands."
    body = await view.db.get_one(models.Organisation, official.organisation_id)
    day = view.terms.day(session.starts_at)
    directory = () if there(body, day) else await papers.organisations(view.db, view.forum.id)
    return unfit(official, body, day, ways, directory)


def unfit(
    official: models.Official,
    body: models.Organisation,
    day: date,
    ways: Ways,
    directory: Collection[models.Organisation] = (),
) -> str | None:
    """Why this official could be invited to no session on that day; `directory` holds who came before or after."""
    role, name = clip(official.role, SHORT), clip(body.name, SHORT)
    if official.retired_at is not None:
        return f"The {role} was retired from the directory. Bring it back with /official retire first."
    if not there(body, day):
        return not_there(body, day, directory, name=name)
    if ways.mail and not official.email:
        return f"There is no e-mail address for the {role}. Add one with /official edit, then invite again."
    return None


async def invite(
    tx: Transaction, ways: Ways, session: models.Session, official: models.Official, message: str, via: Via
) -> Asked:
    """Decide to ask, and write the letter."""
    if (why := await obstacle(tx, ways, session, official)) is not None:
        raise Refused(why)
    holder = (await papers.holders(tx.db, [official.id])).get(official.id)
    row = models.Invitation(
        forum_id=tx.forum.id,
        session_id=session.id,
        official_id=official.id,
        organisation_id=official.organisation_id,
        holder_id=holder.id if holder else None,
        message=message,
    )
    tx.db.add(row)
    await tx.db.flush()
    tx.record(
        rules.invite(
            await tx.session(session.id),
            invitation=row.id,
            official=official.id,
            organisation=official.organisation_id,
            holder=row.holder_id,
            **tx.mark(via),
        )
    )
    return await _write(tx, ways, row.id)


async def ask_again(tx: Transaction, ways: Ways, invitation_id: int, via: Via) -> Asked:
    """The same invitation once more: to a right address the clock runs on, to a replaced one it starts anew."""
    invitation: models.Invitation = await tx.own(models.Invitation, invitation_id, "invitation")
    official = await tx.db.get_one(models.Official, invitation.official_id)
    if (why := await declining.obstacle(tx, official.organisation_id)) is not None:
        raise Refused(why)
    now = await tx.standing(invitation_id)
    _may_ask_again(tx, now, official, via)
    written = [one for one in await papers.letters(tx.db, invitation_id) if one.purpose in ASKING]
    elsewhere = bool(written) and _is_elsewhere(written[-1], official)
    if written and written[-1].state in ("waiting", "handed") and not elsewhere:
        raise Refused(_still_here(tx, written[-1], ways))
    if now.bounced and not elsewhere and official.email:
        raise Refused(
            "Our message to that address did not arrive. Give the right one with /official edit, then send it again."
        )
    if now.sends and not now.to_send and (now.bounced or elsewhere):
        tx.record(rules.address_replaced(now, **tx.mark(via)))
    return await _write(tx, ways, invitation_id)


async def misdirected(view: View, official_id: int) -> list[int]:
    """The invitations without an answer whose last letter went to another address than the present one."""
    official = await view.db.get_one(models.Official, official_id)
    rows = await desk.standings(view.db, view.forum.id, official_id=official_id)
    waiting = [row.invitation_id for row in rows if row.state in UNANSWERED]
    found = await desk.letters_of(view.db, waiting)
    gone = {number: [one for one in found.get(number, []) if _has_gone(one)] for number in waiting}
    return [number for number in waiting if gone[number] and _is_elsewhere(gone[number][-1], official)]


async def correct_address(tx: Transaction, ways: Ways, invitation_id: int, via: Via) -> Asked | None:
    """We had written to a wrong address: say so, and ask anew. None where the session is over: no letter is written."""
    invitation: models.Invitation = await tx.own(models.Invitation, invitation_id, "invitation")
    session = await tx.session(invitation.session_id)
    tx.record(rules.address_replaced(await tx.standing(invitation_id), **tx.mark(via)))
    return await _write(tx, ways, invitation_id) if session.starts > tx.now else None


async def _write(tx: Transaction, ways: Ways, invitation_id: int) -> Asked:
    await letters.write(tx, ways, invitation_id, Purpose.INVITATION)
    now, leaves = await tx.standing(invitation_id), tx.now
    if ways.mail:
        leaves = next_office_hour(tx.now, tx.terms.policy, tx.terms.closed)
    reply_by, short = now.reply_by, now.short_notice
    if now.to_send:
        would = rules.sent(now, tx.terms, at=leaves, by=f.CLERK, via=Via.MAIL)
        reply_by, short = would.reply_by, would.short_notice
    return Asked(invitation_id, await tx.whom_of(invitation_id), leaves, reply_by, short, not ways.mail)


def _may_ask_again(tx: Transaction, now: Standing, official: models.Official, via: Via) -> None:
    if now.answer is not None and now.replied_on is not None:
        raise Refused(f"They have already replied, on {say_short_date(now.replied_on)}. There is nothing to ask again.")
    rules.sent_again(now, **tx.mark(via))
    if now.starts is not None and now.starts <= tx.now:
        raise Refused("That session has already begun, so a letter would come too late.")
    if official.retired_at is not None:
        raise Refused(f"The {official.role} was retired from the directory. Bring it back with /official retire first.")


def _still_here(view: View, letter: models.Letter, ways: Ways) -> str:
    if not ways.mail:
        return "That letter is still with the hosts. Send it, then press “I have sent it” under it."
    leaves = next_office_hour(letter.written_at, view.terms.policy, view.terms.closed)
    when = "within minutes" if leaves <= view.now else f"on {say_moment(leaves, view.zone)}"
    return f"That letter has not left yet: it goes {when}. There is nothing to send again."


def _has_gone(letter: models.Letter) -> bool:
    return letter.purpose in ASKING and letter.sent_at is not None


def _is_elsewhere(letter: models.Letter, official: models.Official) -> bool:
    """Whether it was addressed to somewhere else than letters go now."""
    there, here = letter.address, official.email
    return bool(there and here) and (there or "").casefold() != (here or "").casefold()
