"""From a kept mail to a piece that is read: one transaction, in which it is matched, settled or handed to the hosts."""

import asyncio
import logging
from datetime import datetime

from sqlalchemy.exc import DBAPIError

from bot.clerk import Clerk
from bot.mail.parse import parse
from bot.mail.parse.parsed import Parsed, Verdict
from bot.post import pledged
from bot.post.calendar import asked_at
from bot.post.case import Case, ForHosts, Settled
from bot.post.certain import settle_by_itself
from bot.post.hints import Hints, hints_in
from bot.post.keep import keep
from bot.post.match import Match, match
from bot.post.own import is_our_own
from bot.post.tray import show
from bot.transaction import Transaction
from db import models, papers, post
from db.fault import DatabaseFault

log = logging.getLogger(__name__)

WORDS = 6_000
"""Characters of a mail's words that are kept beside it; all of them are in the original."""
SHORT = 300


async def take(
    clerk: Clerk, raw: bytes, *, came_at: datetime, authserv_id: str | None = None, larger: bool = False
) -> int:
    """Keep a mail, read it, and do what is certain; the number of its piece.

    `authserv_id` names the mail server whose word on a sender's authenticity is believed (RFC 8601 §2.5); without it no
    calendar answer is recorded by itself. `larger`: `raw` is only the beginning of a mail that is too large to keep.
    """
    number = await keep(clerk, raw, came_at=came_at, larger=larger)
    await _read(clerk, number, authserv_id)
    return number


async def concerns_us(clerk: Clerk, raw: bytes) -> bool:
    """Does a mail bear a mark of ours, or come from where we write to? Asked in the spam folder, of which the rest is
    what it is taken for: an answer that landed there must not become a silence."""
    parsed = await asyncio.to_thread(parse, raw)
    async with clerk.database.reading() as db:
        found = await match(db, parsed)
        if any(one is not None for one in (found.invitation, found.pledge, found.perhaps)) or found.several:
            return True
        home = (parsed.sender or "").rpartition("@")[2].lower()
        return bool(home) and bool(await post.forums_writing_to(db, home))


async def read_kept(clerk: Clerk, *, authserv_id: str | None = None) -> int:
    """Read what was kept and never read; how many pieces that was."""
    async with clerk.database.reading() as db:
        waiting = await post.unread(db)
    for _, number in waiting:
        await _read(clerk, number, authserv_id)
    return len(waiting)


async def _read(clerk: Clerk, number: int, authserv_id: str | None) -> None:
    async with clerk.database.reading() as db:
        piece = await db.get_one(models.Piece, number)
    if piece.verdict != post.UNREAD or piece.state != "waiting":
        return
    try:
        parsed = await asyncio.to_thread(parse, piece.raw or b"", now=piece.came_at)
        async with clerk.database.reading() as db:
            found = await match(db, parsed)
        async with clerk.record.transaction(found.forum) as tx:
            await _take_in(tx, clerk, number, parsed, found, authserv_id)
    except (DatabaseFault, DBAPIError):
        raise  # the mail is kept, and is read when the database is well again
    except Exception:
        log.exception("mail %s could not be read; the hosts are shown the original", number)
        async with clerk.record.transaction(piece.forum_id) as tx:
            await _unreadable(tx, number)


async def _take_in(
    tx: Transaction, clerk: Clerk, number: int, parsed: Parsed, found: Match, authserv_id: str | None
) -> None:
    piece = await tx.db.get_one(models.Piece, number)
    if piece.verdict != post.UNREAD:
        return
    larger = Hints.of(piece).larger
    hints = hints_in(parsed, tx.terms.day(piece.came_at), tx.terms, letter=found.letter, larger=larger)
    _write_down(piece, parsed, found, hints)
    if await _came_before(tx, piece):
        piece.state, piece.dealt_at, piece.raw = "discarded", tx.now, None
        piece.signs = "It is the same mail as one that came before."
        return
    outcome: Settled | ForHosts = ForHosts()
    if parsed.verdict in (Verdict.DELIVERED, Verdict.READ_RECEIPT) or await is_our_own(tx, clerk.ways, parsed):
        outcome = Settled()
    elif found.pledge is not None and not larger:
        outcome = await pledged.settle(tx, piece, parsed, hints.letter)
    elif found.invitation is not None and not larger:
        case = await _case(tx, clerk, piece, parsed, hints, authserv_id)
        outcome = await settle_by_itself(case)
        if isinstance(outcome, ForHosts) and not await _from_where_we_wrote(case):
            piece.signs += "\nit was not sent from where we wrote to: it may be a colleague’s, or somebody else’s"
    if isinstance(outcome, Settled):
        piece.state, piece.dealt_at, piece.entry = "recorded", tx.now, outcome.entry
        if outcome.show:
            show(tx, piece)
        return
    if outcome.why:
        piece.signs = "\n".join(filter(None, [piece.signs, f"not recorded by itself: {outcome.why}"]))
    show(tx, piece)


async def _from_where_we_wrote(case: Case) -> bool:
    homes = {address.rpartition("@")[2] for address in await asked_at(case)}
    return (case.parsed.sender or "").lower().rpartition("@")[2] in homes


def _write_down(piece: models.Piece, parsed: Parsed, found: Match, hints: Hints) -> None:
    signs = [*parsed.why]
    if found.several:
        signs.append("it carries the marks of more than one invitation or pledge")
    if parsed.forwarded:
        signs.append("it looks forwarded by somebody else")
    if hints.larger:
        signs.append("it is too large: only its beginning was read")
    piece.forum_id, piece.invitation_id, piece.perhaps_id = found.forum, found.invitation, found.perhaps
    piece.pledge_id = found.pledge
    piece.message_id = _clean(parsed.message_id, SHORT) or None
    piece.sender = _clean(parsed.sender, SHORT).lower() or None
    piece.sender_name, piece.subject = _clean(parsed.sender_name, SHORT), _clean(parsed.subject, SHORT)
    piece.text = _clean(parsed.text or parsed.whole_text, WORDS)
    piece.verdict, piece.signs, piece.hints = parsed.verdict.value, _clean("\n".join(signs), WORDS), hints.kept()


def _clean(text: str | None, most: int) -> str:
    """What both databases take: no NUL, no half of a surrogate pair."""
    return (text or "")[:most].replace("\0", "").encode("utf-8", "replace").decode("utf-8")


async def _came_before(tx: Transaction, piece: models.Piece) -> bool:
    """The same mail by another route (To and Cc, an alias): its Message-ID, its sender and its words.

    The Message-ID alone would not do: some programs give one to many mails.
    """
    if piece.message_id is None:
        return False
    known = await post.same_message(tx.db, piece.message_id, piece.id)
    return any(_words(earlier) in (_words(piece), FORGOTTEN) for earlier in known)


FORGOTTEN = (None, "", "")


def _words(piece: models.Piece) -> tuple[str | None, str, str]:
    return piece.sender, piece.subject, piece.text


async def _case(
    tx: Transaction, clerk: Clerk, piece: models.Piece, parsed: Parsed, hints: Hints, authserv_id: str | None
) -> Case:
    assert piece.invitation_id is not None
    invitation = await tx.db.get_one(models.Invitation, piece.invitation_id)
    letters = {letter.id: letter for letter in await papers.letters(tx.db, invitation.id)}
    return Case(
        tx=tx,
        ways=clerk.ways,
        piece=piece,
        parsed=parsed,
        hints=hints,
        invitation=invitation,
        history=await tx.history(invitation.id),
        now=await tx.standing(invitation.id),
        letter=letters.get(hints.letter) if hints.letter else None,
        authserv_id=authserv_id,
    )


async def _unreadable(tx: Transaction, number: int) -> None:
    piece = await tx.db.get_one(models.Piece, number)
    if piece.verdict == post.UNREAD:
        piece.verdict, piece.signs = Verdict.NEEDS_A_PERSON.value, "the clerk could not read it"
        show(tx, piece)
