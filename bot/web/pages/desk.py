"""An official's private page: what we ask of them, the answers that are open, and the record of their invitation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from bot import questions
from bot.desk import fields as asked
from bot.desk.choices import has_begun
from bot.desk.fields import Field, question_field
from bot.letters import put_to
from bot.public.asked import Asked, in_words
from bot.public.said import read
from bot.rules import dispute as disputes
from bot.rules.saying import say_clock, say_date
from bot.rules.standing import Standing
from bot.rules.tongue import tr
from bot.rules.wording import About, Whom
from bot.view import View
from bot.ways import Ways
from bot.web.pages import invitation
from bot.web.pages.desk_declined import Declined, declined
from bot.web.pages.desk_offers import Offer, offers
from bot.web.pages.desk_rating import Rating, rating
from db import models


@dataclass(frozen=True)
class Put:
    """A question that was put to their body: its item in words, where it stands, and the field for an answer."""

    asked: Asked
    title: str
    field: Field


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Everything that the page shows. `answered` is what stands on the record; `closed` says why nothing is open."""

    forum: str
    slug: str
    charter: str | None
    whom: Whom
    title: str
    starts: datetime
    until: str
    place: str | None
    link: str | None
    message: str
    reply_by: str | None
    items: Sequence[tuple[int, str]]
    questions: Sequence[Put]
    offers: Sequence[Offer]
    answered: str | None
    closed: str | None
    rating: Rating
    vote: Declined | None
    may_state: bool
    disputable: Sequence[tuple[int, str]]
    named: str | None
    objected: bool
    mail: str | None
    record: dict[str, Any]

    @staticmethod
    def entry_id(seq: int) -> str:
        """The button by which this entry is chosen; the entry itself stands further down."""
        return f"entry-{seq}-disputed"

    def target(self, field: str) -> str:
        """Where a link to this field leads: to the field itself, where the page has it."""
        if field == "answer":
            return f"answer-{self.offers[0].choice}" if self.offers else "your-answer"
        if rated := next((one.target for one in self.rating.asked if one.key == field), None):
            return rated
        if field == "question":
            return "questions" if self.questions else "apart"
        if field == asked.ENTRY.name:
            return self.entry_id(self.disputable[0][0]) if self.disputable else "apart"
        shown = {asked.WRONG, asked.STOP} | {one for offer in self.offers for one in offer.fields}
        shown |= {asked.HOSTS} if self.offers else set()
        shown |= {one.field for one in self.questions}
        shown |= {asked.STATEMENT} if self.may_state else set()
        shown |= {asked.GROUNDS} if self.disputable else set()
        shown |= {asked.VOTE} if self.vote else set()
        return field if field in {one.name for one in shown} else "apart"


async def items(view: View, number: int) -> list[models.Item]:
    """The agenda that is put to this invitation."""
    return await put_to(view, await view.own(models.Invitation, number, "invitation"))


async def sheet(view: View, ways: Ways, number: int) -> Sheet:
    """Raises `Refused` where there is no such invitation."""
    row: models.Invitation = await view.own(models.Invitation, number, "invitation")
    session = await view.db.get_one(models.Session, row.session_id)
    holder = await view.db.get(models.Holder, row.holder_id) if row.holder_id else None
    history, whom = await view.history(number), await view.whom_of(number)
    now, put = await view.standing(number), await items(view, number)
    record = dict((await invitation.page(view, ways, number)).data)
    return Sheet(
        forum=view.forum.name,
        slug=view.forum.slug,
        charter=view.forum.charter,
        whom=whom,
        title=record["session"][1],
        starts=now.starts or session.starts_at,
        until=say_clock(session.ends_at.astimezone(view.zone).time()),
        place=session.place,
        link=_web(session.link),
        message=row.message,
        reply_by=say_date(now.reply_by) if now.reply_by else None,
        items=[(item.id, item.title) for item in put],
        questions=[
            Put(one, (await view.db.get_one(models.Item, one.item)).title, question_field(one.question, one.item))
            for one in await in_words(view, [] if now.withdrawn else await questions.put_to(view, number))
        ],
        offers=offers(now, view, About(whom, session.title, now.starts, view.zone), put),
        answered=record["stands"] if now.answer or now.more_time_until else None,
        closed=_closed(now, view),
        rating=await rating(view, now),
        vote=await declined(view, now.organisation),
        may_state=not now.withdrawn,
        disputable=[(one.seq, one.text) for one in await read(view, disputes.disputable(history))],
        named=whom.name,
        objected=holder is not None and holder.objected_at is not None,
        mail=ways.mail,
        record=record,
    )


def _closed(now: Standing, view: View) -> str | None:
    """Why there is nothing to choose, in a sentence; None where there is."""
    if now.withdrawn:
        return tr("We have withdrawn this invitation. There is nothing that you need to do.")
    if now.cancelled:
        return tr(
            "We have cancelled this session. There is nothing that you need to do, and no invitation to it counts."
        )
    if now.answer and has_begun(now, view.now):
        return tr("The session has begun, so the answer can no longer be changed here. Everything below is still open.")
    return None


def _web(link: str | None) -> str | None:
    """The link, if it is one that a browser may follow."""
    return link if link and urlsplit(link).scheme in ("http", "https") else None
