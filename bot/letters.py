"""Letters: written in a transaction, sent by a courier or by a host, and recorded as sent when they have left.

    async with record.transaction(forum_id) as tx:
        await letters.write(tx, ways, invitation_id, Purpose.FIRST_REMINDER)

The record speaks of a letter only once it has left: nothing is called sent because it was meant to be.
"""

import secrets
from datetime import date

from bot import pledge_letters, question_letters, questions
from bot.agenda import quoted
from bot.mail.compose import DESK, YOUR_ANSWERS, Draft, compose
from bot.rules import chain, facts as f, invitation as rules, silence
from bot.rules.errors import Refused
from bot.rules.feedback import promised_until
from bot.rules.figure_words import say_head
from bot.rules.letter import ASIDE, ASKS, IN_THE_CALENDAR, still_wanted
from bot.rules.notices import Action, Destination, Notice
from bot.rules.wording import About, no_reply
from bot.rules.words import Presence, Purpose, Via
from bot.rules.workingdays import next_office_hour
from bot.transaction import Transaction
from bot.view import View
from bot.ways import Ways, mail_domain
from db import feedback, models, papers, post

URGENT = (Purpose.INVITATION, Purpose.CHANGE, Purpose.CANCELLATION)
"""Handed to the hosts at once, for they have just asked for it; what the clerk begins waits for office hours."""


async def write(
    tx: Transaction,
    ways: Ways,
    invitation_id: int,
    purpose: Purpose,
    *,
    answer: str | None = None,
    reason: str | None = None,
    sentence: str | None = None,
    as_at: date | None = None,
) -> models.Letter:
    """Write the letter and queue it: to the mail server in office hours or, without one, to the hosts to send.

    Raises `Refused` where the role has no address and the letter would go by mail.
    """
    now = await tx.standing(invitation_id)
    invitation = await tx.db.get_one(models.Invitation, invitation_id)
    official = await tx.db.get_one(models.Official, invitation.official_id)
    if ways.mail and not official.email:
        raise Refused(
            f"There is no e-mail address for the {official.role}. Add one with /official edit, then invite again."
        )
    leaves = next_office_hour(tx.now, tx.terms.policy, tx.terms.closed)
    if purpose is Purpose.NOTICE:
        as_at = silence.full_days(now, tx.terms, leaves)
        sentence = await sentence_for(tx, ways, invitation_id, as_at)
    reply_by = now.reply_by
    if purpose in (Purpose.INVITATION, Purpose.CHANGE) and now.to_send:
        reply_by = rules.sent(now, tx.terms, at=leaves, by=f.CLERK, via=Via.MAIL).reply_by
    if purpose is Purpose.INVITATION:
        holder = (await papers.holders(tx.db, [official.id])).get(official.id)
        invitation.holder_id = holder.id if holder else None
    if purpose in questions.PUTS:
        for older in await papers.letters(tx.db, invitation_id):
            replaced = purpose is not Purpose.AGENDA or older.purpose == Purpose.AGENDA
            older.state = "not_needed" if replaced and older.state in ("waiting", "handed") else older.state
    if purpose in (Purpose.CHANGE, Purpose.AGENDA) and now.answer:
        answer = YOUR_ANSWERS[now.answer]
    session = await tx.db.get_one(models.Session, invitation.session_id)
    put = await put_to(tx, invitation)
    if purpose is Purpose.QUESTIONS:
        put = await question_letters.unanswered(tx, invitation)
    words = compose(
        Draft(
            purpose=purpose,
            forum=tx.forum.name,
            charter=tx.forum.charter,
            whom=await tx.whom(official, invitation.holder_id),
            title=session.title,
            starts=now.starts or session.starts_at,
            ends=session.ends_at,
            zone=tx.zone,
            place=session.place,
            link=session.link,
            message=invitation.message,
            items=tuple(row.title for row in put if row.organisation_id != invitation.organisation_id),
            questions=await question_letters.under_dates(tx, now, put, leaves),
            quotes=tuple(filter(None, map(quoted, put))),
            reply_by=reply_by,
            asked_on=now.sent_on,
            way=ways.to_answer(tx.forum.slug, invitation_id),
            desk=DESK if ways.site else None,
            access=session.access,
            calendar=bool(ways.mail) and purpose in IN_THE_CALENDAR,
            by_deputy=now.presence is Presence.DEPUTY_CAME,
            sentence=sentence,
            as_at=as_at,
            answer=answer,
            reason=reason,
            head=say_head(tx.head.seq, tx.head.hash or chain.GENESIS),
            feedback_until=promised_until(await tx.session_history(now.session), tx.terms, tx.now),
        )
    )
    letter = models.Letter(
        forum_id=tx.forum.id,
        invitation_id=invitation_id,
        purpose=purpose.value,
        round=now.sends + (purpose in (Purpose.INVITATION, Purpose.CHANGE)),
        address=official.email,
        subject=words.subject,
        body=words.body,
        sentence=sentence,
        as_at=as_at,
        items=",".join(str(row.id) for row in put),
        message_id=f"<fc-{invitation_id}.{secrets.token_hex(8)}@{mail_domain(ways)}>",
        state="waiting",
        written_at=tx.now,
    )
    tx.db.add(letter)
    await tx.db.flush()
    if ways.mail:
        tx.notify(Notice(Destination.MAIL, Action.SEND_LETTER, letter.id, f"letter:{letter.id}"), not_before=leaves)
    else:
        soon = tx.now if purpose in URGENT else leaves
        tx.notify(Notice(Destination.HOSTS, Action.HAND_LETTER, letter.id, f"letter:{letter.id}"), not_before=soon)
    return letter


async def wanted(view: View, letter: models.Letter) -> bool:
    """Is it still to be sent? False where an answer came, or the session was cancelled, since it was written."""
    if letter.state not in ("waiting", "handed"):
        return False
    if letter.pledge_id is not None:
        return await pledge_letters.wanted(view, letter)
    now, today = await view.standing(letter.invitation), view.terms.day(view.now)
    paused = view.terms.paused(now.organisation, today)
    if letter.purpose in ASKS and await feedback.is_told(view.db, view.forum.id, now.organisation):
        return False
    if letter.purpose == Purpose.QUESTIONS:
        invitation = await view.db.get_one(models.Invitation, letter.invitation)
        still = {one.item for one in await questions.open_to(view, invitation) if not one.reminded}
        if not still & set(questions.items_in(letter)):
            return False
    return still_wanted(now, Purpose(letter.purpose), letter.round, today, paused=paused)


async def waits(view: View, letter: models.Letter) -> bool:
    """Is it one that time brought about, and has to wait for a host to read their words first?"""
    if letter.pledge_id is not None:
        return letter.purpose in pledge_letters.STEPS and await pledge_letters.held_up(view, letter.pledge_id)
    return letter.purpose in ASIDE and await held_up(view, letter.invitation)


async def held_up(view: View, invitation_id: int) -> bool:
    """Do reminders and notices wait, because words of theirs wait for a host to read them, or because their body was
    told of a vote of the carers?"""
    invitation = await view.db.get_one(models.Invitation, invitation_id)
    if await feedback.is_told(view.db, view.forum.id, invitation.organisation_id):
        return True
    return await post.waits_about(view.db, invitation_id) or await post.asks_to_stop(view.db, invitation.official_id)


async def left(tx: Transaction, ways: Ways, letter_id: int, via: Via) -> None:
    """The letter has left, by the mail server's word or a host's: put that on the record.

    Raises `Refused` for a letter that was already sent or is no longer wanted.
    """
    letter: models.Letter = await tx.own(models.Letter, letter_id, "letter")
    if letter.state == "sent":
        raise Refused("That letter is already on the record as sent.")
    if not await wanted(tx, letter):
        letter.state = "not_needed"
        return
    if letter.pledge_id is None:
        await _record(tx, ways, letter, via)
    else:
        await pledge_letters.left(tx, letter, via)
    letter.state, letter.sent_at = "sent", tx.now
    if letter.pledge_id is None:
        await questions.has_left(tx, letter, via)


async def _record(tx: Transaction, ways: Ways, letter: models.Letter, via: Via) -> None:
    now, purpose, mark = await tx.standing(letter.invitation), Purpose(letter.purpose), tx.mark(via)
    if purpose in (Purpose.INVITATION, Purpose.CHANGE) and now.to_send:
        tx.record(rules.sent(now, tx.terms, **mark))
    elif purpose is Purpose.INVITATION:
        tx.record(rules.sent_again(now, **mark))
    elif purpose in (Purpose.FIRST_REMINDER, Purpose.SECOND_REMINDER):
        tx.record(rules.reminded(now, tx.terms, **mark))
    elif purpose is Purpose.NOTICE:
        assert letter.sentence is not None
        assert letter.as_at is not None
        tx.record(
            silence.notice(
                now,
                tx.terms,
                letter.body,
                letter.sentence,
                await tx.enclose(letter.sentence),
                as_at=letter.as_at,
                way=ways.to_answer(tx.forum.slug, letter.invitation),
                **mark,
            )
        )


async def sentence_for(view: View, ways: Ways, invitation_id: int, as_at: date) -> str:
    """The sentence that would appear, from the entries and today's names."""
    history, invitation = await view.history(invitation_id), await view.db.get_one(models.Invitation, invitation_id)
    session = await view.db.get_one(models.Session, invitation.session_id)
    about = About(title=session.title, starts=session.starts_at, zone=view.zone)
    sends = [n for n, entry in enumerate(history) if isinstance(entry.fact, f.Sent)]
    since = [entry.fact for entry in history[sends[-1] :]]
    return no_reply(
        await view.whom_of(invitation_id),
        about,
        asked=next(fact.on for fact in since if isinstance(fact, f.Sent)),
        reminders=tuple(view.terms.day(fact.at) for fact in since if isinstance(fact, f.Reminded)),
        as_at=as_at,
        way=ways.to_answer(view.forum.slug, invitation_id),
    )


async def put_to(view: View, invitation: models.Invitation) -> list[models.Item]:
    """What carers put to this body, and what they put to nobody in particular."""
    rows = await papers.agenda(view.db, view.forum.id, invitation.session_id)
    return [row for row in rows if row.organisation_id in (None, invitation.organisation_id)]


async def items_for(view: View, invitation: models.Invitation) -> tuple[str, ...]:
    """Their titles."""
    return tuple(row.title for row in await put_to(view, invitation))
