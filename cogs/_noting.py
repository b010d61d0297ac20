"""Noting what an official told a host, by command or by form; the official is asked "is this right?" by letter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot import letters, questions
from bot.cards import NOTE_REPLY
from bot.cards.invitation import noted_card
from bot.mail.compose import YOUR_ANSWERS
from bot.rules import facts as f, invitation as invitation_rules, reply as rules
from bot.rules.errors import Refused
from bot.rules.publishable import LONGEST, publishable
from bot.rules.saying import say_date, say_short_date
from bot.rules.tongue import capital
from bot.rules.when import read_date
from bot.rules.when_past import read_past_date
from bot.rules.wording import ANSWERS, say
from bot.rules.words import Answer, Purpose, Via
from bot.transaction import Transaction
from bot.ways import Ways
from cogs._button import Button
from cogs._card import Card, Option
from cogs._desk import writing
from cogs._form import Answers, Choice, Form, Text
from cogs._may import Act, Interaction, Shown
from cogs._reply import reply
from db import models

RECEIVED, MORE_TIME, AUTOMATIC, BOUNCED = (
    kind.kind for kind in (f.Acknowledged, f.AskedForTime, f.AutoReplied, f.Bounced)
)
NOTES = {answer.value: capital(words) for answer, words in ANSWERS.items()} | {
    RECEIVED: "Message received (not a reply yet)",
    MORE_TIME: "Asked for more time (say until when)",
    AUTOMATIC: "Automatic reply only",
    BOUNCED: "Our message did not arrive",
}
"""What can be noted, in the words of a menu; the values are those of `Answer`, and kinds of facts."""

NO_REPLY_YET = (RECEIVED, MORE_TIME, AUTOMATIC, BOUNCED)


@dataclass(frozen=True)
class Note:
    """What a host typed; dates as typed."""

    invitation: int
    what: str
    detail: str = ""
    on: str = ""
    until: str = ""


async def take_note(tx: Transaction, ways: Ways, note: Note) -> Card:
    """Put it on the record, and ask the official whether it is right. Raises `Refused`, and nothing is kept."""
    _belongs_together(note)
    fact = tx.record(await _fact(tx, note))
    entry = f.Entry(tx.head.seq, fact)
    sentence = say(fact, await tx.about(entry))
    return noted_card(entry.seq, sentence, await _what_follows(tx, ways, note, fact))


def _belongs_together(note: Note) -> None:
    if note.what in NO_REPLY_YET and note.detail:
        raise Refused("Only a reply has details on the record. Leave the detail empty, or choose what they answered.")
    if note.what in NO_REPLY_YET and note.on:
        raise Refused("Only a reply is dated back. Leave the day empty, or choose what they answered.")
    if note.until and note.what != MORE_TIME:
        raise Refused("“Until” belongs to “asked for more time”. Leave it empty, or choose that.")
    if note.what == MORE_TIME and not note.until:
        raise Refused("Until when did they ask? Type the day in “until”, like “Tue 3 Nov”.")


async def _fact(tx: Transaction, note: Note) -> f.InvitationFact:
    now, mark = await tx.standing(note.invitation), tx.mark(Via.HOST)
    match note.what:
        case f.Acknowledged.kind:
            return rules.acknowledge(now, tx.terms, **mark)
        case f.AskedForTime.kind:
            return rules.ask_for_time(now, read_date(note.until, now=tx.now, zone=tx.zone), tx.terms, **mark)
        case f.AutoReplied.kind:
            return rules.auto_reply(now, **mark)
        case f.Bounced.kind:
            return invitation_rules.bounced(now, **mark)
    on = read_past_date(note.on, now=tx.now, zone=tx.zone) if note.on else None
    words = publishable(note.detail) if note.detail else None
    detail = await tx.enclose(words) if words else None
    return rules.respond(now, Answer(note.what), tx.terms, detail=detail, on=on, **mark)


async def _what_follows(tx: Transaction, ways: Ways, note: Note, fact: f.InvitationFact) -> Sequence[str]:
    match fact:
        case f.Responded():
            said = [await _confirm(tx, ways, note, fact)]
            if fact.answer is Answer.REDIRECTED:
                said.append("If they named somebody to ask, add the role with /official add and use /invitation send.")
            return [*said, *await questions.to_note(tx, fact)]
        case f.AskedForTime(until=until):
            return _moved(read_date(note.until, now=tx.now, zone=tx.zone), until)
        case f.Bounced():
            return ["Find the right address, put it in with /official edit, then use /invitation resend."]
        case f.Acknowledged():
            return ["The clerk goes on waiting for a reply; this takes the place of the next reminder."]
    return ["It proves that the address lives, and nothing more: the clerk goes on waiting."]


def _moved(asked: date, until: date) -> list[str]:
    if until == asked:
        return ["The date moves once. Reminders wait until then."]
    return [f"The date moves once, and at most so far: {say_date(until)}, and not {say_short_date(asked)}."]


async def _confirm(tx: Transaction, ways: Ways, note: Note, fact: f.Responded) -> str:
    invitation = await tx.db.get_one(models.Invitation, note.invitation)
    official = await tx.db.get_one(models.Official, invitation.official_id)
    if ways.mail and not official.email:
        return "We cannot ask them whether this is right, for there is no e-mail address: /official edit adds one."
    detail = (await tx.texts([fact.detail])).get(fact.detail) if fact.detail else None
    answer = YOUR_ANSWERS[fact.answer] + (f"; “{detail}”" if detail else "")
    await letters.write(tx, ways, note.invitation, Purpose.CONFIRMATION, answer=answer)
    return "They are asked by letter whether this is right."


class NoteReply(Form):
    """`subject` is the invitation."""

    name, act, title = NOTE_REPLY, Act.NOTE_A_RESPONSE, "What did they say?"
    fields = (
        Choice("answer", "Their answer", [Option(value, words) for value, words in NOTES.items()]),
        Text("detail", "In their words", "Public. Only with a reply.", most=LONGEST, long=True, required=False),
        Text("on", "The day it came", "Today, if you leave this empty. Like: Tue 3 Nov", most=60, required=False),
        Text("until", "If they asked for more time: until", "Like: Tue 3 Nov", most=60, required=False),
    )

    async def submitted(self, interaction: Interaction, subject: int, answers: Answers) -> None:
        detail, on, until = (answers.text(name) for name in ("detail", "on", "until"))
        note = Note(subject, answers.text("answer"), detail, on, until)
        async with writing(interaction) as tx:
            card = await take_note(tx, interaction.client.clerk.ways, note)
        await reply(interaction, card)


class OpenNote(Button):
    """Under the question whether anything has come; `subject` is the invitation."""

    name, act, label, shown = NOTE_REPLY, Act.NOTE_A_RESPONSE, "Note a reply", Shown.AS_FORM

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        await NoteReply.open(interaction, subject)
