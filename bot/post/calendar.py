"""A calendar answer that puts itself on the record: to this event as it is now, by whom we asked, and vouched for."""

from bot.courtesies import receipt
from bot.mail.codes import codes_in
from bot.mail.compose import YOUR_ANSWERS
from bot.mail.parse import trust
from bot.mail.parse.parsed import CalendarAnswer, Parsed
from bot.post.case import Case, ForHosts, Settled
from bot.post.hints import Hints
from bot.post.meaning import CALENDAR
from bot.rules import facts as f, letter as letter_rules, reply
from bot.rules.terms import Mark
from bot.rules.words import State, Via
from bot.view import History
from db import models, papers, post

GOOGLE_CALENDAR = "calendar-notification@google.com"
NOBODYS = "invalid"
"""A domain that nobody has (RFC 2606 §2): only Google's own signature passes for it (`trust`)."""


async def settle_calendar(case: Case, calendar: CalendarAnswer) -> Settled | ForHosts:
    doubt = _another_event(case, calendar) or await _another_sender(case, calendar) or await _older(case, calendar)
    if doubt is not None:
        return doubt
    answer, now, tx = CALENDAR[case.parsed.verdict], case.now, case.tx
    if now.answer is answer:
        return Settled()
    if now.state is State.WITHDRAWN or now.cancelled:
        return ForHosts("the invitation no longer runs")
    mark = Mark(at=tx.now, by=f.OFFICIAL, via=Via.CALENDAR)
    fact = tx.record(reply.respond(now, answer, tx.terms, on=case.came_on, **mark))
    entry = tx.head.seq
    await receipt(tx, case.ways, f.Entry(entry, fact), YOUR_ANSWERS[answer])
    return Settled(entry)


def _another_event(case: Case, calendar: CalendarAnswer) -> ForHosts | None:
    if calendar.method not in ("REPLY", "COUNTER"):
        return ForHosts("its calendar part is no answer")
    if calendar.uid is not None and codes_in(calendar.uid) != (case.invitation.code,):
        return ForHosts("its calendar part speaks of another event")
    if calendar.recurrence:
        return ForHosts("its calendar part speaks of a series")
    if _of_the_date_before(case.history, calendar.sequence):
        return ForHosts("it may answer the date before the session was moved")
    return None


async def _another_sender(case: Case, calendar: CalendarAnswer) -> ForHosts | None:
    """They must be whom we wrote to, by their address or the calendar's; and their mail server must say so."""
    sender, asked = case.parsed.sender or "", await asked_at(case)
    home = sender.rpartition("@")[2]
    if not home or home not in {address.rpartition("@")[2] for address in asked}:
        return ForHosts("it comes from another address than the one we wrote to")
    if calendar.attendee is not None and sender not in asked and calendar.attendee not in asked:
        return ForHosts("it answers for somebody else than whom we wrote to")
    if case.authserv_id is None:
        return ForHosts("the clerk was not told whose mark of authenticity to trust")
    if not _vouched_for(case.parsed, case.authserv_id, home):
        return ForHosts("no mail server vouches for its sender")
    return None


def _vouched_for(parsed: Parsed, authserv_id: str, home: str) -> bool:
    """What Google signs as itself is believed of its calendar alone."""
    if trust.passes(parsed.authentication, authserv_id, NOBODYS) and parsed.on_behalf != GOOGLE_CALENDAR:
        return False
    return trust.passes(parsed.authentication, authserv_id, home)


async def asked_at(case: Case) -> set[str]:
    """The addresses that letters of this invitation went to, or would go to now."""
    official = await case.tx.db.get_one(models.Official, case.invitation.official_id)
    written = await papers.letters(case.tx.db, case.invitation.id)
    return {one.lower() for one in (official.email, *(letter.address for letter in written if letter.sent_at)) if one}


async def _older(case: Case, calendar: CalendarAnswer) -> Settled | ForHosts | None:
    """The newest answer stands, in whichever order the mails come."""
    given = case.hints.stamp or case.piece.came_at
    for earlier in await post.read_before(case.tx.db, case.invitation.id, list(CALENDAR)):
        known = Hints.of(earlier)
        if ((known.sequence or 0), known.stamp or earlier.came_at) > ((calendar.sequence or 0), given):
            return Settled()
    by_hand = [e.fact.at for e in case.history if isinstance(e.fact, f.Responded) and e.fact.via is not Via.CALENDAR]
    if by_hand and max(by_hand) > given:
        return ForHosts("another answer was noted after this one was given")
    return None


def _of_the_date_before(history: History, sequence: int | None) -> bool:
    """Without a number it could be, where the session was moved after our first letter (RFC 5546 §2.1.4)."""
    if sequence is not None:
        return sequence < letter_rules.sequence(history)[0]
    first = next((n for n, entry in enumerate(history) if isinstance(entry.fact, f.Sent)), len(history))
    return any(isinstance(entry.fact, f.Moved | f.SessionCancelled) for entry in history[first:])
