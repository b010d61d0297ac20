"""What hosts make of the mail that waits for them: each press settles a piece and records in one transaction.

Everything goes through the same rules as what comes by itself. A piece is settled once; who presses later is told so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot import questions
from bot.courtesies import receipt
from bot.mail.compose import YOUR_ANSWERS
from bot.mail.parse.parsed import Verdict
from bot.post.hints import Hints
from bot.post.meaning import BY_A_PERSON, Meaning
from bot.rules import facts as f, invitation as invitation_rules, reply as rules
from bot.rules.errors import Refused
from bot.rules.notices import Action, Destination, Notice
from bot.rules.saying import say_date, say_short_date
from bot.rules.wording import say
from bot.rules.words import Answer, State, Via
from bot.transaction import Transaction
from bot.view import View
from bot.ways import Ways
from db import models

UNANSWERED = (State.WAITING, State.MORE_TIME, State.NO_REPLY, State.BOUNCED)


@dataclass(frozen=True)
class Noted:
    """The entry that a piece became, as the public reads it, and what follows from it."""

    entry: int
    sentence: str
    follows: Sequence[str]


def show(tx: Transaction, piece: models.Piece) -> None:
    """Let the hosts see it; once one of them has dealt with it, let its card say so wherever it stands."""
    dealt = f":{piece.state}" if piece.dealt_by_id is not None else ""
    tx.notify(Notice(Destination.HOSTS, Action.TELL_POST, piece.id, f"piece:{piece.id}{dealt}"))


async def open_piece(view: View, number: int) -> models.Piece:
    """The piece, if something can still be made of it: it waits, or it was recorded and shown as a suggestion."""
    piece: models.Piece = await view.own(models.Piece, number, "message")
    if piece.state == "waiting" or (piece.state == "recorded" and suggests(piece)):
        return piece
    day = say_short_date(view.terms.day(piece.dealt_at or piece.came_at))
    on_record = f" It is entry {piece.entry} of the record." if piece.entry else ""
    raise Refused(f"That message has been dealt with already, on {day}.{on_record}")


def suggests(piece: models.Piece) -> bool:
    """An automatic reply that is on the record and says more than that: an absence, somebody else to ask."""
    return piece.state == "recorded" and piece.verdict == Verdict.AUTO_REPLY and piece.dealt_by_id is None


async def settle(
    tx: Transaction, ways: Ways, number: int, meaning: Meaning, invitation_id: int, *, until: date | None = None
) -> Noted:
    """Record what a piece means for an invitation. Raises `Refused`, and the piece goes on waiting."""
    piece = await open_piece(tx, number)
    if piece.pledge_id is not None or piece.invitation_id not in (None, invitation_id):
        raise Refused("That message belongs to something else. /post list shows it as it stands.")
    await tx.own(models.Invitation, invitation_id, "invitation")
    fact = tx.record(await _fact(tx, piece, meaning, invitation_id, until))
    entry = f.Entry(tx.head.seq, fact)
    piece.invitation_id, piece.entry = invitation_id, entry.seq
    close(tx, piece, "dealt")
    return Noted(entry.seq, say(fact, await tx.about(entry)), await _follows(tx, ways, piece, entry, until))


async def bind(tx: Transaction, number: int, invitation_id: int) -> models.Piece:
    """A host says to which invitation it belongs; what it means is another question."""
    piece = await open_piece(tx, number)
    if piece.pledge_id is not None:
        raise Refused("That message belongs to a pledge. /post list shows it as it stands.")
    await tx.own(models.Invitation, invitation_id, "invitation")
    piece.perhaps_id = invitation_id
    return piece


async def put_aside(tx: Transaction, number: int) -> models.Piece:
    """Nothing of it is for the record: no business of ours, or dealt with in another way.

    Raises `Refused` for what a person wrote about an invitation of which the record holds no sign of life: the record
    would then say more than is true.
    """
    piece = await open_piece(tx, number)
    about = piece.invitation_id or piece.perhaps_id or piece.pledge_id
    if piece.source == "mail" and piece.invitation_id and piece.verdict in BY_A_PERSON:
        now = await tx.standing(piece.invitation_id)
        if now.state in UNANSWERED and not now.acknowledged and now.more_time_until is None:
            raise Refused(
                "A person has answered our letter with this. Note at least that our message was received, so that the "
                "record does not say more than is true."
            )
    close(tx, piece, "dealt" if about or piece.source == "desk" else "discarded")
    return piece


def close(tx: Transaction, piece: models.Piece, state: str) -> None:
    """A host has dealt with it."""
    kind, _, member = tx.by.partition(":")
    piece.state, piece.dealt_at = state, tx.now
    piece.dealt_by_id = int(member) if kind == "member" else None
    show(tx, piece)


async def _fact(
    tx: Transaction, piece: models.Piece, meaning: Meaning, invitation_id: int, until: date | None
) -> f.InvitationFact:
    now, mark = await tx.standing(invitation_id), tx.mark(Via.MAIL)
    match meaning:
        case Meaning.RECEIVED:
            return rules.acknowledge(now, tx.terms, **mark)
        case Meaning.AUTOMATIC:
            return rules.auto_reply(now, **mark)
        case Meaning.BOUNCED:
            return invitation_rules.bounced(now, **mark)
        case Meaning.MORE_TIME:
            if until is None:
                raise Refused("Until when did they ask? Press “They ask for time…” and type the day.")
            return rules.ask_for_time(now, until, tx.terms, **mark)
    came = tx.terms.day(piece.came_at)
    on = max(came, now.sent_on) if now.sent_on else came
    return rules.respond(now, Answer(meaning.value), tx.terms, on=min(on, tx.terms.day(tx.now)), **mark)


async def _follows(tx: Transaction, ways: Ways, piece: models.Piece, entry: f.Entry, asked: date | None) -> list[str]:
    match entry.fact:
        case f.Responded(answer=answer) as fact:
            told = await receipt(tx, ways, entry, YOUR_ANSWERS[answer])
            said = ["They are told by letter what was noted, and can correct it."] if told else []
            if answer is Answer.REDIRECTED:
                to = Hints.of(piece).instead
                named = f"They named {to}. " if to else ""
                said.append(f"{named}Add whom they named with /official add, then use /invitation send.")
            return [*said, *await questions.to_note(tx, fact)]
        case f.AskedForTime(until=until):
            if asked is not None and until != asked:
                return [f"The date moves once, and at most so far: {say_date(until)}, not {say_short_date(asked)}."]
            return ["The date moves once. Reminders wait until then."]
        case f.Bounced():
            return ["Find the right address, put it in with /official edit, then use /invitation resend."]
        case f.Acknowledged():
            return ["The clerk goes on waiting for a reply; this takes the place of the next reminder."]
    return ["It proves that the address lives, and nothing more: the clerk goes on waiting."]
