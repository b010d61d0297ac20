"""A reply by the link, or a request for more time."""

from dataclasses import dataclass
from datetime import date

from bot import questions
from bot.clerk import Clerk
from bot.courtesies import receipt
from bot.desk.choices import Choice, has_begun, latest_until, open_choices
from bot.desk.done import Done, Place
from bot.desk.fields import Form
from bot.desk.form import Answered
from bot.desk.hosts import Matter, tell_hosts
from bot.mail.draft import YOUR_ANSWERS
from bot.rules import facts as f, reply
from bot.rules.errors import Refused
from bot.rules.saying import say_short_date
from bot.rules.standing import Standing
from bot.rules.tongue import N_
from bot.rules.words import Via
from bot.transaction import Transaction

MATTERS = {
    Choice.REDIRECTED: Matter.REDIRECT,
    Choice.OTHER_DATE: Matter.OTHER_DATE,
    Choice.OTHER_CHANNEL: Matter.OTHER_CHANNEL,
}


@dataclass(frozen=True)
class Entered:
    """The entry, whether it had been there before, and new words to an answer that is on the record already."""

    entry: int
    again: bool = False
    addition: str | None = None


async def answer(clerk: Clerk, place: Place, said: Answered) -> Done:
    """A reply, or a request for more time; words for the hosts go into their tray with it."""
    async with clerk.record.transaction(place.forum, by=f.OFFICIAL) as tx:
        now = await tx.standing(place.invitation)
        own = {one.item: one for one in await questions.put_to(tx, place.invitation)}
        answers = {own[item]: words for item, words in said.items.items() if item in own}
        said = said.without([one.item for one in answers])
        if said.until:
            done = await _more_time(tx, now, said.until)
        else:
            done = await _reply(tx, now, said)
        piece = None
        if said.hosts:
            matter = MATTERS.get(said.choice, Matter.WORD)
            piece = await tell_hosts(tx, place.invitation, matter, said.hosts, instead=said.instead)
        if done.addition:
            piece = await tell_hosts(tx, place.invitation, Matter.ADDITION, done.addition)
        replied = None if done.again else tx.pending[-1]
        for one, words in answers.items():
            await questions.written(tx, one, place.invitation, words)
        if replied is not None:
            what = YOUR_ANSWERS[said.choice.answer] if said.choice.answer else "you need more time"
            await receipt(tx, clerk.ways, replied, what)
    return Done(Form.ANSWER, done.entry, piece, done.again)


async def _reply(tx: Transaction, now: Standing, said: Answered) -> Entered:
    assert said.choice.answer is not None
    last = await _last_reply(tx, now.invitation)
    if now.answer is said.choice.answer and last:
        seq, words = last
        if said.public in (None, words):
            return Entered(seq, again=True)
        if said.choice not in open_choices(now, tx.terms, tx.now):
            return Entered(seq, again=True, addition=said.public)
    if said.choice not in open_choices(now, tx.terms, tx.now):
        raise Refused(_closed(now, tx))
    detail = await tx.enclose(said.public) if said.public else None
    mark = tx.mark(Via.LINK)
    tx.record(reply.respond(now, said.choice.answer, tx.terms, detail=detail, new_words=bool(last), **mark))
    return Entered(tx.head.seq)


async def _last_reply(tx: Transaction, invitation_id: int) -> tuple[int, str | None] | None:
    replies = [(e.seq, e.fact) for e in await tx.history(invitation_id) if isinstance(e.fact, f.Responded)]
    if not replies:
        return None
    seq, fact = replies[-1]
    return seq, (await tx.texts([fact.detail])).get(fact.detail) if fact.detail else None


async def _more_time(tx: Transaction, now: Standing, until: date) -> Entered:
    asked = [e for e in await tx.history(now.invitation) if isinstance(e.fact, f.AskedForTime)]
    if now.more_time_until and asked:
        return Entered(asked[-1].seq, again=True)
    latest = latest_until(now, tx.terms, tx.now)
    if latest is None or now.reply_by is None:
        raise Refused(_closed(now, tx))
    if until <= now.reply_by:
        day = say_short_date(now.reply_by)
        raise Refused(f"You have until {day} in any case, so there is nothing to ask for. A later date can be given.")
    tx.record(reply.ask_for_time(now, until, tx.terms, **tx.mark(Via.LINK)))
    return Entered(tx.head.seq)


def _closed(now: Standing, tx: Transaction) -> str:
    if now.withdrawn:
        return N_("We have withdrawn this invitation, so there is nothing to answer.")
    if now.cancelled:
        return N_("We have cancelled this session, so there is nothing to answer.")
    if now.answer and has_begun(now, tx.now):
        return N_("The session has begun, so your answer can no longer be changed here. You can still add a statement.")
    return N_("That answer can no longer be given here. Please choose another one.")
