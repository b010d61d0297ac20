"""What a mail puts on the record by itself: a calendar answer that is vouched for, an automatic reply, a bounce.

Everything else is for a person to read. When in doubt, it is `ForHosts`, with the reason.
"""

from bot.mail.parse.parsed import Verdict
from bot.post.calendar import settle_calendar
from bot.post.case import Case, ForHosts, Settled
from bot.post.meaning import BOUNCES, CALENDAR
from bot.rules import facts as f, invitation as invitation_rules, reply
from bot.rules.notices import Action, Destination, Notice
from bot.rules.terms import Mark
from bot.rules.words import Via
from bot.view import History


async def settle_by_itself(case: Case) -> Settled | ForHosts:
    verdict = case.parsed.verdict
    if verdict in (Verdict.DELIVERED, Verdict.READ_RECEIPT, Verdict.DELAYED):
        return Settled()
    if case.parsed.forwarded:
        return ForHosts("it looks forwarded by somebody else")
    if verdict in BOUNCES:
        return await _bounce(case)
    if verdict is Verdict.AUTO_REPLY:
        return _automatic(case)
    if case.parsed.calendar is not None and verdict in CALENDAR:
        return await settle_calendar(case, case.parsed.calendar)
    return ForHosts()


async def _bounce(case: Case) -> Settled:
    now, tx = case.now, case.tx
    if now.to_send or now.bounced or now.withdrawn or now.cancelled:
        return Settled()
    if case.letter is not None and case.letter.round < now.sends:
        return Settled()  # we have written again since then, so it says nothing about the address of today
    if now.answer is not None:
        # Nothing for the record, but a letter of ours is lost.
        key = f"piece:{case.piece.id}:refused"
        tx.notify(Notice(Destination.HOSTS, Action.TELL_BOUNCE, now.invitation, key))
        return Settled()
    tx.record(invitation_rules.bounced(now, **Mark(at=tx.now, by=f.CLERK, via=Via.MAIL)))
    return Settled(tx.head.seq)


def _automatic(case: Case) -> Settled:
    now, tx = case.now, case.tx
    if now.to_send or now.withdrawn or now.cancelled or now.answer is not None:
        return Settled()
    away = case.hints.returning is not None and now.reply_by is not None and case.hints.returning >= now.reply_by
    show = bool(case.hints.instead) or (away and now.more_time_until is None)
    if _known_alive(case.history):
        return Settled(show=show)
    tx.record(reply.auto_reply(now, **Mark(at=tx.now, by=f.OFFICIAL, via=Via.MAIL)))
    return Settled(tx.head.seq, show)


def _known_alive(history: History) -> bool:
    """One automatic reply in a round says all that it can say, unless a letter came back since."""
    told = False
    for entry in history:
        if isinstance(entry.fact, f.AutoReplied):
            told = True
        elif isinstance(entry.fact, f.Sent | f.SentAgain | f.AddressReplaced | f.Bounced):
            told = False
    return told
