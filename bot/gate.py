"""What the gate before "no reply recorded" is told beyond the entries, and whom the hosts are asked about."""

from bot import letters
from bot.post.hints import Hints
from bot.rules import facts as f, silence
from bot.rules.notices import Action, Destination, Notice
from bot.rules.post import could_be_from, domain_of
from bot.rules.standing import standing
from bot.rules.words import Via
from bot.transaction import Transaction
from bot.view import History, View
from bot.ways import Ways
from db import due, gate, models, post


async def publish(tx: Transaction, ways: Ways, invitation_id: int) -> None:
    """Record that no reply is recorded, or ask the hosts for what is theirs to say. Raises `Refused` else."""
    history = await tx.history(invitation_id)
    evidence = await evidence_for(tx, ways, invitation_id, history)
    lacking = silence.missing(history, evidence, tx.terms, tx.now)
    today = tx.terms.day(tx.now)
    if dark := silence.only_dark(history, evidence, tx.terms, tx.now):
        week = "{}-{}".format(*today.isocalendar())
        key = f"invitation:{invitation_id}:address:{week}"
        tx.notify(Notice(Destination.HOSTS, Action.ASK_ABOUT_ADDRESS, invitation_id, key))
    if set(lacking) == {"F7"} and not ways.reads_post and not evidence.unmatched:
        key = f"invitation:{invitation_id}:post:{today.isoformat()}"
        tx.notify(Notice(Destination.HOSTS, Action.ASK_ABOUT_POST, invitation_id, key))
    elif not dark:
        tx.record(silence.due(history, evidence, tx.terms, **tx.mark(Via.TIMETABLE)))


async def evidence_for(view: View, ways: Ways, invitation_id: int, history: History) -> silence.Evidence:
    """What the gate needs to know beyond the invitation's own entries."""
    notice = next((e.fact for e in reversed(history) if isinstance(e.fact, f.NoticeGiven)), None)
    sent = next((e.fact.at for e in reversed(history) if isinstance(e.fact, f.Sent)), None)
    texts = await view.texts([notice.sentence]) if notice else {}
    invitation = await view.db.get_one(models.Invitation, invitation_id)
    return silence.Evidence(
        heard_until=view.forum.heard_until,
        reads_post=ways.reads_post,
        delayed_at=await post.delayed_at(view.db, invitation_id, sent) if sent else None,
        unmatched=await _unmatched(view, invitation) + await _away(view, invitation, history),
        invitations_in_the_dark=await _in_the_dark(view, invitation.official_id),
        noticed_sentence=texts.get(notice.sentence) if notice else None,
        sentence_today=await letters.sentence_for(view, ways, invitation_id, notice.as_at) if notice else "",
        whom_today=str(await view.whom_of(invitation_id)),
    )


async def _unmatched(view: View, invitation: models.Invitation) -> int:
    """How many pieces of post wait that are about this invitation, or could be from its body."""
    known = await gate.addresses(view.db, view.forum.id)
    own = [address for body, address in known if body == invitation.organisation_id]
    others = [address for body, address in known if body != invitation.organisation_id]
    about_it = await post.waiting_for(view.db, view.forum.id, invitation.id, {domain_of(one) for one in own})
    unbound = await gate.unbound(view.db)
    could_be = {number for number, sender in unbound if could_be_from(sender, own, others)}
    return len(could_be | {piece.id for piece in about_it})


async def _away(view: View, invitation: models.Invitation, history: History) -> int:
    """How many automatic replies say that nobody there was reading when the reply was asked for.

    They stop no reminder (RECORD-RULES §3), but nobody is said not to have replied while they are known to be away: not
    before the full days that follow a notice have passed since their return, or a host has looked at it.
    """
    asked_by, today = standing(history).reply_by, view.terms.day(view.now)
    terms = view.terms.of(invitation.organisation_id)
    days = view.terms.policy.publish_after_notice + 1
    absences = [Hints.of(piece).returning for piece in await gate.looked_at_by_nobody(view.db, invitation.id)]
    return sum(
        asked_by is not None and back is not None and back >= asked_by and today < terms.after(back, days)
        for back in absences
    )


async def _in_the_dark(view: View, official_id: int) -> int:
    known = await view.of_kinds((f.AddressConfirmed.kind,))
    confirmed = [entry.fact.at for entry in known if getattr(entry.fact, "official", None) == official_id]
    return await due.in_the_dark(view.db, official_id, max(confirmed, default=None))
