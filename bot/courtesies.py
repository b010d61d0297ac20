"""Letters that nobody waits for: the receipt for an answer, and thanks to who came.

By mail only: without it each would be one more errand for the hosts, who have thanked them in the room.
"""

from bot import letters
from bot.rules import facts as f
from bot.rules.wording import say
from bot.rules.words import Purpose
from bot.transaction import Transaction
from bot.ways import Ways
from db import models, papers


async def receipt(tx: Transaction, ways: Ways, entry: f.Entry, what: str) -> bool:
    """For an entry about an invitation, to the address that we invited, so that nobody answers for them unseen; whether
    there is a way to. `what` is what they did, as `YOUR_ANSWERS` says it."""
    assert isinstance(entry.fact, f.InvitationFact)
    if not await reachable(tx, ways, entry.fact.invitation):
        return False
    sentence = say(entry.fact, await tx.about(entry))
    await letters.write(tx, ways, entry.fact.invitation, Purpose.RECEIPT, answer=what, sentence=sentence)
    return True


async def thank(tx: Transaction, ways: Ways, invitation_id: int) -> None:
    """They came, or somebody for them: say so once."""
    thanked = any(one.purpose == Purpose.THANKS for one in await papers.letters(tx.db, invitation_id))
    if not thanked and (await tx.standing(invitation_id)).present and await reachable(tx, ways, invitation_id):
        await letters.write(tx, ways, invitation_id, Purpose.THANKS)


async def reachable(tx: Transaction, ways: Ways, invitation_id: int) -> bool:
    """By mail."""
    invitation = await tx.db.get_one(models.Invitation, invitation_id)
    official = await tx.db.get_one(models.Official, invitation.official_id)
    return bool(ways.mail and official.email)
