"""Votes on not working with a body for now, and on working with it again."""

from bot import declined, voting
from bot.meant import Named
from bot.partnership import partnership_now, stands_still
from bot.rules import declining as rules
from bot.rules.errors import Refused
from bot.rules.voting import carried
from bot.rules.words import Purpose, Via
from bot.transaction import Transaction
from bot.view import View
from bot.ways import Ways
from db import declining, feedback, models, papers


async def propose(tx: Transaction, organisation: int, wish: rules.Wish, *, user_id: int) -> models.Motion:
    """Call a vote on not working with a body that the forum has asked before."""
    await tx.own(models.Organisation, organisation, "organisation")
    rules.may_be_asked(organisation, await partnership_now(tx), told=await _told(tx, organisation))
    await _voted_on(tx, organisation)
    if not await declining.last_invitations(tx.db, tx.forum.id, organisation):
        raise Refused("The forum has never asked that body. It is enough not to invite it; nothing has to be decided.")
    row = models.Motion(
        kind=voting.DECLINE,
        organisation_id=organisation,
        grounds=" ".join(wish.grounds),
        text=wish.words,
        conditions=wish.conditions,
    )
    return await voting.call(tx, row, user_id=user_id)


async def propose_return(tx: Transaction, organisation: int, *, user_id: int) -> models.Motion:
    """Call a vote on working with a body again, also before it is public that the forum does not."""
    await tx.own(models.Organisation, organisation, "organisation")
    if not await stands_still(tx, organisation):
        raise Refused("The forum works with that body, so there is nothing to take back.")
    await _voted_on(tx, organisation)
    return await voting.call(tx, models.Motion(kind=voting.WELCOME_BACK, organisation_id=organisation), user_id=user_id)


async def decide(tx: Transaction, ways: Ways, row: models.Motion) -> None:
    """The vote is over. Where it is carried the body is told, by a letter to each role that was ever asked."""
    if not carried(await voting.count(tx, row), tx.terms.policy):
        return
    assert row.organisation_id is not None
    row.state = voting.TOLD
    await declined.tell_of_it(tx, ways, row)


async def decide_on_return(tx: Transaction, ways: Ways, row: models.Motion) -> None:
    """Taken back on the record or, while the body has only been told, without ever having stood there."""
    votes, body = await voting.count(tx, row), row.organisation_id
    assert body is not None
    if not carried(votes, tx.terms.policy):
        return
    row.state = voting.CARRIED
    for told in await feedback.motions(tx.db, tx.forum.id, voting.TOLD, organisation_id=body):
        told.state = voting.TAKEN_BACK
        await voting.show(tx, told)
    now = await partnership_now(tx)
    if body in now.declined:
        tx.record(rules.welcome_back(body, now, votes, tx.terms.policy, **tx.mark(Via.TIMETABLE)))
    await declined.tell(tx, ways, body, Purpose.WELCOMED_BACK)


async def standing_still(view: View) -> list[Named]:
    """The bodies that are declined, or have been told that they will be, by name."""
    told = [row.organisation_id for row in await feedback.motions(view.db, view.forum.id, voting.TOLD)]
    numbers = {*told, *(await partnership_now(view)).declined}
    rows = [row for row in await papers.organisations(view.db, view.forum.id) if row.id in numbers]
    return [Named(row.id, row.name) for row in sorted(rows, key=lambda row: row.name.casefold())]


async def obstacle(view: View, organisation: int) -> str | None:
    """Why nobody of this body can be invited, in a sentence."""
    try:
        rules.may_be_asked(organisation, await partnership_now(view), told=await _told(view, organisation))
    except Refused as refusal:
        return str(refusal)
    return None


async def _told(view: View, organisation: int) -> bool:
    return await feedback.is_told(view.db, view.forum.id, organisation)


async def _voted_on(view: View, organisation: int) -> None:
    if await feedback.motions(view.db, view.forum.id, voting.OPEN, organisation_id=organisation):
        raise Refused("The carers are voting about that body already. The vote stands in the chat.")
