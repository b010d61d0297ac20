"""How the session was, said by an official who came: the same questions as carers are asked, on the same rungs."""

from bot import feedback
from bot.clerk import Clerk
from bot.desk.done import Done, Place
from bot.desk.fields import Form
from bot.desk.reader import Mistakes, Problem, Typed
from bot.rules import facts as f
from bot.rules.errors import Refused
from bot.rules.standing import Standing
from bot.rules.tongue import N_
from db import models
from db.feedback import Giver

NOT_THERE = N_("This form is for those who came to the session. We have not taken down that you, or a deputy, came.")


async def rate(clerk: Clerk, place: Place, typed: Typed) -> Done:
    """Once an invitation, and changeable until the form closes. Nothing is on the record before it is counted."""
    async with clerk.record.transaction(place.forum, by=f.OFFICIAL) as tx:
        invitation: models.Invitation = await tx.own(models.Invitation, place.invitation, "invitation")
        if not came(await tx.standing(place.invitation)):
            raise Refused(NOT_THERE)
        asked = await feedback.questions(tx, invitation.session_id)
        several = [
            Problem(one.key, N_("Please choose one answer only.")) for one in asked if len(typed.get(one.key, ())) > 1
        ]
        if several:
            raise Mistakes(several)
        given = {one.key: "".join(typed.get(one.key, ())) for one in asked}
        await feedback.give(tx, invitation.session_id, Giver(invitation_id=place.invitation), given, asked)
    return Done(Form.FEEDBACK)


def came(now: Standing) -> bool:
    return bool(now.present) and not now.withdrawn
