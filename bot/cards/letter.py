"""What the hosts are shown about the letters: one to send by hand, one that did not arrive, and a question."""

from dataclasses import dataclass, replace
from datetime import date

from bot.cards import LETTER_BOUNCED, LETTER_SENT, MEND_ADDRESS, NOTE_REPLY, PLEDGE_AGAIN, POST_READ
from bot.chat.card import Card, Press, Tone
from bot.chat.custom_id import CustomId
from bot.chat.text import line
from bot.mail.compose import finished
from bot.rules.saying import say_short_date
from bot.rules.wording import Whom
from bot.rules.words import Purpose
from bot.view import View
from db import models, papers

CALLED = {
    Purpose.INVITATION: "invitation",
    Purpose.FIRST_REMINDER: "first reminder",
    Purpose.SECOND_REMINDER: "second reminder",
    Purpose.NOTICE: "notice of what the public record will say",
    Purpose.AGENDA: "letter about the agenda",
    Purpose.QUESTIONS: "reminder of carers’ questions",
    Purpose.CHANGE: "letter about the new date",
    Purpose.CANCELLATION: "letter about the cancelled session",
    Purpose.CONFIRMATION: "letter that asks whether we noted their answer rightly",
    Purpose.CORRECTION: "letter about a correction",
    Purpose.RECEIPT: "receipt for their answer",
    Purpose.THANKS: "thank-you letter",
    Purpose.DECLINED: "letter about the carers’ vote",
    Purpose.WELCOMED_BACK: "letter about the carers’ vote",
    Purpose.PLEDGE: "letter that asks them to confirm or amend a pledge",
    Purpose.PLEDGE_BEFORE: "letter before the day of a pledge",
    Purpose.PLEDGE_AFTER: "letter that asks what became of a pledge",
    Purpose.PLEDGE_RECEIPT: "receipt for what they said of a pledge",
}
"""After "the" or "our"."""


@dataclass(frozen=True)
class LetterSheet:
    """One letter, as the hosts see it; the address is theirs to see and nobody else's."""

    number: int
    purpose: Purpose
    whom: Whom
    session: str
    address: str | None
    subject: str
    body: str
    pledge: int | None = None

    @property
    def about(self) -> str:
        return f"pledge {self.pledge}" if self.pledge else f"“{line(self.session)}”"

    @property
    def filename(self) -> str:
        return f"letter-{self.number}.txt"

    @property
    def file(self) -> str:
        """The letter as a text file, ready to be copied into a mail program."""
        return f"To: {self.address or ''}\nSubject: {self.subject}\n\n{self.body}"


async def letter_sheet(view: View, letter_id: int, desk: str | None) -> LetterSheet:
    """The letter with the address of their private page in it. Raises `Refused` for a letter of another forum."""
    row: models.Letter = await view.own(models.Letter, letter_id, "letter")
    return replace(await _sheet(view, row), body=finished(row.body, desk))


async def last_letter(view: View, invitation_id: int) -> LetterSheet | None:
    """The letter that went out last to this official about this session."""
    gone = [row for row in await papers.letters(view.db, invitation_id) if row.state in ("sent", "failed")]
    return await _sheet(view, gone[-1]) if gone else None


async def _sheet(view: View, row: models.Letter) -> LetterSheet:
    kept = row.address, row.subject, row.body
    if row.pledge_id is not None:
        whom = await view.whom_promised(row.pledge_id)
        return LetterSheet(row.id, Purpose(row.purpose), whom, "", *kept, pledge=row.pledge_id)
    invitation = await view.db.get_one(models.Invitation, row.invitation)
    session = await view.db.get_one(models.Session, invitation.session_id)
    whom = await view.whom_of(invitation.id)
    return LetterSheet(row.id, Purpose(row.purpose), whom, session.title, *kept)


def letter_card(sheet: LetterSheet) -> Card:
    """To be sent by a host; goes with `sheet.file` under `sheet.filename`."""
    to = f"To: {line(sheet.address)}" if sheet.address else "To: there is no address in the directory yet"
    return Card(
        "A letter for you to send",
        (
            f"The {CALLED[sheet.purpose]} to {line(str(sheet.whom))}, about {sheet.about}.",
            f"{to}\nSubject: {line(sheet.subject)}",
            "Please send the words of the file from the forum’s own mailbox, then press “I have sent it”. "
            "Nothing goes on the record before that.",
        ),
        (Press(CustomId(LETTER_SENT, sheet.number), "I have sent it"), _came_back(sheet.number)),
        tone=Tone.WAITING,
        footer=f"Letter {sheet.number}",
    )


def _came_back(letter: int) -> Press:
    return Press(CustomId(LETTER_BOUNCED, letter), "It came back")


def bounce_card(whom: Whom, session: str, last: LetterSheet | None, notice: int, mend: int | None = None) -> Card:
    """Our message did not arrive: what the hosts can do about it. `mend` is the invitation, where buttons work."""
    sent = f" We wrote to {line(last.address)}." if last and last.address else ""
    then = (
        "and press the button: the letter goes out again."
        if mend
        else "then use /official edit and /invitation resend."
    )
    return Card(
        "A letter did not arrive",
        (
            f"Our {CALLED[last.purpose] if last else 'letter'} to {line(str(whom))} about “{line(session)}” "
            f"did not arrive.{sent}",
            "This is ours to mend and counts against nobody. Find the right address by another way (their website, "
            f"their switchboard), {then}",
        ),
        (Press(CustomId(MEND_ADDRESS, mend), "Put in the right address"),) if mend else (),
        tone=Tone.CARE,
        footer=f"Notice {notice}",
    )


def pledge_bounce_card(whom: Whom, pledge: int, notice: int) -> Card:
    """Our letter about a pledge did not arrive."""
    return Card(
        "A letter did not arrive",
        (
            f"Our letter to {line(str(whom))} about pledge {pledge} did not arrive.",
            "This is ours to mend and counts against nobody. Find the right address by another way (their website, "
            "their switchboard), put it in with /official edit, then press “Ask them again”.",
        ),
        (Press(CustomId(PLEDGE_AGAIN, pledge), "Ask them again"),),
        tone=Tone.CARE,
        footer=f"Notice {notice}",
    )


def post_card(whom: Whom, session: str, invitation: int, day: date, notice: int) -> Card:
    """Before "no reply recorded": only the hosts know what is in their mailbox."""
    return Card(
        "Has anything come?",
        (
            f"It is time to record that we have no reply from {line(str(whom))} about “{line(session)}”.",
            "The clerk does not read your mailbox. Please look through all of it, the spam folder too. If there is "
            f"nothing from anybody by {say_short_date(day)} that is not noted yet, press “Nothing has come”.",
        ),
        (
            Press(CustomId(POST_READ, invitation), "Nothing has come"),
            Press(CustomId(NOTE_REPLY, invitation), "Note a reply"),
        ),
        tone=Tone.WAITING,
        footer=f"Notice {notice}",
    )


def blocked_card(sentence: str, notice: int) -> Card:
    """Something cannot be delivered. `sentence` is ours, and says what mends it."""
    return Card(
        "Something cannot be delivered",
        (
            sentence,
            "Nothing is lost: what waits goes out in its order as soon as this is mended. The clerk looks again every "
            "hour, and at once when you change the settings.",
        ),
        tone=Tone.TROUBLE,
        footer=f"Notice {notice}",
    )
