"""Mail about a pledge: what is certain is settled by itself, the words of a person are for a host to read."""

from datetime import date

from bot.mail.parse.parsed import Parsed, Verdict
from bot.post.case import ForHosts, Settled
from bot.post.meaning import BOUNCES
from bot.post.tray import close, open_piece
from bot.rules import facts as f, pledge as rules
from bot.rules.errors import Refused
from bot.rules.notices import Action, Destination, Notice
from bot.rules.pledge_standing import PledgeStanding
from bot.rules.terms import Mark
from bot.rules.words import Via
from bot.transaction import AnyFact, Transaction
from db import models, pledges


async def settle(tx: Transaction, piece: models.Piece, parsed: Parsed, letter_id: int | None) -> Settled | ForHosts:
    """A letter that came back; and automatic replies, which say nothing of a promise."""
    if parsed.verdict is Verdict.DELAYED or (parsed.verdict is Verdict.AUTO_REPLY and not parsed.forwarded):
        return Settled()
    if parsed.forwarded or parsed.verdict not in BOUNCES:
        return ForHosts()
    assert piece.pledge_id is not None
    written = {letter.id: letter for letter in await pledges.letters(tx.db, piece.pledge_id)}
    if letter_id is not None and letter_id != max(written):
        return Settled()  # we have written again since then
    try:
        now = await tx.pledge(piece.pledge_id)
        tx.record(rules.not_reached(now, **Mark(at=tx.now, by=f.CLERK, via=Via.MAIL)))
    except Refused:
        key = f"piece:{piece.id}:refused"
        tx.notify(Notice(Destination.HOSTS, Action.TELL_PLEDGE_BOUNCE, piece.pledge_id, key))
        return Settled()
    return Settled(tx.head.seq)


async def confirm(tx: Transaction, number: int) -> f.PledgeConfirmed:
    """A host has read that they confirm the words as they stand. Raises `Refused`, and the piece goes on waiting."""
    piece, now = await _read(tx, number)
    return _settled(tx, piece, rules.confirm(now, **tx.mark(Via.MAIL)))


async def amend(tx: Transaction, number: int, words: str, due: date) -> f.PledgeAmended:
    """A host has read that they word it otherwise, or give another day. Raises `Refused`."""
    piece, now = await _read(tx, number)
    text = await tx.enclose(words)
    return _settled(tx, piece, rules.amend(now, text, due, tx.terms, **tx.mark(Via.MAIL)))


async def _read(tx: Transaction, number: int) -> tuple[models.Piece, PledgeStanding]:
    piece = await open_piece(tx, number)
    if piece.pledge_id is None:
        raise Refused("That message does not belong to a pledge.")
    return piece, await tx.pledge(piece.pledge_id)


def _settled(tx: Transaction, piece: models.Piece, fact: AnyFact) -> AnyFact:
    tx.record(fact)
    piece.entry = tx.head.seq
    close(tx, piece, "dealt")
    return fact
