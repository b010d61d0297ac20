"""What is shown of a session while it runs, and what the hosts are told of its minutes afterwards."""

from bot import minutes
from bot.cards.control import control_card
from bot.cards.live import live_card, live_sheet
from bot.cards.minutes import reminder_card
from bot.couriers.parcel import Channel, Packed, Parcel, Person
from bot.outbox import Errand, NotNeeded
from bot.rules.notices import Action
from bot.rules.session import SessionState
from bot.view import View
from bot.ways import Ways
from db import models, posts


async def live(view: View, ways: Ways, errand: Errand, to: Channel | Person) -> Packed:
    """The hosts' card or the carers' one, made when the session is opened and the same to its end."""
    if isinstance(to, Person):
        return NotNeeded("whoever opened the session has the card in the answer to that")
    stands = await posts.message_of(view.db, view.forum.id, (errand.action,), errand.subject)
    sheet = await live_sheet(view, errand.subject)
    if stands is None and sheet.state is not SessionState.OPEN:
        return NotNeeded("the session was over before it was shown")
    return Parcel(to, (live_card if errand.action is Action.LIVE_CARD else control_card)(sheet), stands)


async def reminder(view: View, ways: Ways, errand: Errand, to: Channel | Person) -> Packed:
    if errand.detail != str(await minutes.nudge_of(view, errand.subject)):
        return NotNeeded("they are published, or a later reminder says the same")
    stand = await minutes.standing(view, errand.subject)
    row: models.Session = await view.own(models.Session, errand.subject, "session")
    return Parcel(to, reminder_card(view, row.id, row.title, stand, errand.id))
