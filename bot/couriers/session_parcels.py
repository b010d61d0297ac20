"""What is told about a session: its card, its series, and what somebody who comes hears in private."""

from datetime import date

from bot import reminding, shut
from bot.cards.coming import news_card
from bot.cards.series import left_out_card, offer_card
from bot.cards.session import in_discord, session_card, session_sheet
from bot.couriers.parcel import Channel, Packed, Parcel, Person
from bot.outbox import Errand, Later, NotNeeded, Then
from bot.reminding import News
from bot.rules.coming import Coming
from bot.rules.notices import Action, Destination, Notice
from bot.rules.repeating import Series
from bot.rules.session import SessionState
from bot.transaction import Transaction
from bot.view import View
from bot.ways import Ways
from db import models, posts, support


async def session(view: View, ways: Ways, errand: Errand, to: Channel | Person) -> Packed:
    stands = await posts.message_of(view.db, view.forum.id, (Action.SESSION_CARD,), errand.subject)
    sheet = await session_sheet(view, errand.subject, ways)
    begins = sheet.thread is None and sheet.state in (SessionState.PLANNED, SessionState.OPEN)
    return Parcel(to, session_card(sheet), stands, then=_thread(errand) if begins else None)


def _thread(errand: Errand) -> Then:
    """Under the card, which stands now."""

    async def then(tx: Transaction) -> None:
        if not await support.card_is_waiting(tx.db, tx.forum.id, Action.SESSION_THREAD, errand.subject):
            key = f"session:{errand.subject}:thread:under:{errand.id}"
            tx.notify(Notice(Destination.THREAD, Action.SESSION_THREAD, errand.subject, key))

    return then


async def comer(view: View, row_id: int) -> Person | NotNeeded:
    row = await view.db.get(models.Coming, row_id)
    member = await view.db.get(models.Member, row.member_id) if row and row.forum_id == view.forum.id else None
    if member is None or member.user_id is None:
        return NotNeeded("they said nothing of the kind, or have taken it back")
    return Person(member.user_id, courtesy=True)


async def coming_news(view: View, ways: Ways, errand: Errand, to: Channel | Person) -> Packed:
    row: models.Coming = await view.own(models.Coming, errand.subject, "answer")
    news, meeting = News(errand.detail or ""), await view.db.get_one(models.Session, row.session_id)
    at = reminding.speak_at(view, meeting, row, news)
    if at is None:
        return NotNeeded("it is too late for that, or of no use to them any more")
    if at > view.now:
        return Later("it is night", at)
    stands = await posts.message_of(view.db, view.forum.id, (Action.SESSION_CARD,), meeting.id)
    sheet = await session_sheet(view, meeting.id)
    address = in_discord(view, *stands) if stands else None
    card = news_card(sheet, view.forum.name, Coming(row.answer), news, address, errand.id)
    return Parcel(to, card, shut=shut.noted(row.member_id))


async def series_news(view: View, ways: Ways, errand: Errand, to: Channel | Person) -> Packed:
    row: models.Session = await view.own(models.Session, errand.subject, "session")
    said, _, day = (errand.detail or "").partition(" ")
    series, left_out = Series.read(row.repeat) if row.repeat else None, date.fromisoformat(day)
    if series is None or (left_out in series.left_out) is not (said == "out"):
        return NotNeeded("the hosts have changed that since")
    return Parcel(to, left_out_card(row.title, series, left_out, view.zone, errand.id))


async def offer_next(view: View, ways: Ways, errand: Errand, to: Channel | Person) -> Packed:
    row: models.Session = await view.own(models.Session, errand.subject, "session")
    if row.repeat is None:
        return NotNeeded("the next one has been called")
    return Parcel(to, await offer_card(view, row, errand.id))
