"""Letters about pledges: written in a transaction, sent as any other, and recorded when they have left.

Each pledge has a reply code and a thread of its own, whether it came out of a session or not: an answer to a letter
about a promise never looks like an answer to an invitation.
"""

import secrets

from bot.mail.compose import DESK, PledgeDraft, compose
from bot.partnership import stands_still
from bot.rules import chain, facts as f, pledge as rules
from bot.rules.errors import Refused
from bot.rules.figure_words import say_head
from bot.rules.notices import Action, Destination, Notice
from bot.rules.pledge_standing import PledgeStanding
from bot.rules.wording import say
from bot.rules.words import Purpose, Via
from bot.rules.workingdays import next_office_hour
from bot.transaction import Transaction
from bot.view import View
from bot.ways import Ways, mail_domain
from db import models, pledges


async def write(
    tx: Transaction,
    ways: Ways,
    pledge_id: int,
    purpose: Purpose,
    *,
    answer: str | None = None,
    sentence: str | None = None,
) -> models.Letter:
    """Write the letter and queue it: to the mail server in office hours or, without one, to the hosts to send.

    Raises `Refused` where the role has no address and the letter would go by mail.
    """
    now, row = await tx.pledge(pledge_id), await tx.db.get_one(models.Pledge, pledge_id)
    official = await tx.db.get_one(models.Official, row.official_id)
    if ways.mail and not official.email:
        raise Refused(
            f"There is no e-mail address for the {official.role}. Add one with /official edit, then try again."
        )
    leaves = next_office_hour(tx.now, tx.terms.policy, tx.terms.of(now.organisation).closed)
    session = await tx.db.get(models.Session, row.session_id) if row.session_id else None
    words = compose(
        PledgeDraft(
            purpose=purpose,
            forum=tx.forum.name,
            charter=tx.forum.charter,
            whom=await tx.whom_promised(pledge_id),
            number=pledge_id,
            words=(await tx.texts([now.words])).get(now.words),
            due=now.due,
            title=session.title if session else None,
            confirm_by=rules.confirm_by(now, tx.terms, leaves),
            confirmed=now.confirmed,
            page=ways.page(tx.forum.slug, "pledges"),
            desk=DESK if ways.site else None,
            sentence=sentence,
            answer=answer,
            head=say_head(tx.head.seq, tx.head.hash or chain.GENESIS),
        )
    )
    letter = models.Letter(
        forum_id=tx.forum.id,
        pledge_id=pledge_id,
        purpose=purpose.value,
        round=now.round,
        address=official.email,
        subject=words.subject,
        body=words.body,
        sentence=sentence,
        message_id=f"<fc-p{pledge_id}.{secrets.token_hex(8)}@{mail_domain(ways)}>",
        state="waiting",
        written_at=tx.now,
    )
    tx.db.add(letter)
    await tx.db.flush()
    by_mail, by_hand = (Destination.MAIL, Action.SEND_LETTER), (Destination.HOSTS, Action.HAND_LETTER)
    tx.notify(Notice(*(by_mail if ways.mail else by_hand), letter.id, f"letter:{letter.id}"), not_before=leaves)
    return letter


async def wanted(view: View, letter: models.Letter) -> bool:
    """Is it still to be sent? Nothing is asked of a body that the carers do not work with for now."""
    now, purpose, today = await view.pledge(letter.pledge), Purpose(letter.purpose), view.terms.day(view.now)
    if purpose in ASKS and await stands_still(view, now.organisation):
        return False
    if purpose in STEPS and (letter.round != now.round or view.terms.paused(now.organisation, today)):
        return False
    return rules.wanted(now, purpose, today)


async def held_up(view: View, pledge_id: int) -> bool:
    """Does what time brings about wait, because words of theirs wait for a host to read them?"""
    return await pledges.waits_about(view.db, await view.db.get_one(models.Pledge, pledge_id))


async def left(tx: Transaction, letter: models.Letter, via: Via) -> None:
    """Put on the record that it has left; `letter` is still wanted."""
    now, purpose = await tx.pledge(letter.pledge), Purpose(letter.purpose)
    if purpose is Purpose.PLEDGE:
        tx.record(rules.asked(now, tx.terms, **tx.mark(via)))
    elif purpose in STEPS:
        tx.record(rules.reminded(now, purpose, tx.terms, **tx.mark(via)))


async def came_back(tx: Transaction, letter: models.Letter, via: Via) -> None:
    """It did not arrive. Raises `Refused` where that is known, or says nothing any more."""
    tx.record(rules.not_reached(await tx.pledge(letter.pledge), **tx.mark(via)))


async def receipt(tx: Transaction, ways: Ways, entry: f.Entry, what: str) -> bool:
    """For what was done on the private page, to the address that we have; by mail only, as other receipts."""
    assert isinstance(entry.fact, f.PledgeFact)
    row = await tx.db.get_one(models.Pledge, entry.fact.pledge)
    official = await tx.db.get_one(models.Official, row.official_id)
    if not ways.mail or not official.email:
        return False
    sentence = say(entry.fact, await tx.about(entry))
    await write(tx, ways, row.id, Purpose.PLEDGE_RECEIPT, answer=what, sentence=sentence)
    return True


async def take_step(tx: Transaction, ways: Ways, pledge_id: int) -> bool:
    """The letter that is wanted today, if it is not written; nothing outside office hours, nothing in a pause."""
    now, today = await tx.pledge(pledge_id), tx.terms.day(tx.now)
    purpose, own = now.letter_due(today), tx.terms.of(now.organisation)
    if purpose is None or tx.now < next_office_hour(tx.now, own.policy, own.closed):
        return False
    if await held_up(tx, pledge_id) or await stands_still(tx, now.organisation):
        return False
    if await _is_written(tx, now, purpose):
        return False
    await write(tx, ways, pledge_id, purpose)
    return True


STEPS = (Purpose.PLEDGE_BEFORE, Purpose.PLEDGE_AFTER)
"""What time alone brings about."""

ASKS = (Purpose.PLEDGE, *STEPS)
"""What asks for something."""


async def _is_written(tx: Transaction, now: PledgeStanding, purpose: Purpose) -> bool:
    written = await pledges.letters(tx.db, now.pledge)
    return any((one.purpose, one.round) == (purpose, now.round) and one.state != "not_needed" for one in written)
