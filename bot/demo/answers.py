"""What officials send back to a letter, byte for byte as their mail programs would: an answer from the calendar, as
Outlook writes it, and an answer in their own words.

    post.comes(calendar_answer(letter, Press.ACCEPT, now), letter, "…")
"""

import secrets
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from enum import StrEnum

import icalendar
from icalendar.prop import vCalAddress

from bot.demo.postbox import SERVER, Posted
from bot.demo.world import LONDON
from bot.rules.saying import say_date


class Press(StrEnum):
    """The buttons that a mail program shows for an invitation."""

    ACCEPT = "accept"
    TENTATIVE = "tentative"
    DECLINE = "decline"
    PROPOSE = "propose"


SAYS = {
    Press.ACCEPT: ("Accepted", "ACCEPTED"),
    Press.TENTATIVE: ("Tentative", "TENTATIVE"),
    Press.DECLINE: ("Declined", "DECLINED"),
    Press.PROPOSE: ("New Time Proposed", "TENTATIVE"),
}


def calendar_answer(letter: Posted, press: Press, at: datetime, *, proposed: datetime | None = None) -> bytes:
    """What a press in the mail program sends (RFC 5546 §3.2.3, §3.2.7). `proposed`: when another time would start."""
    subject, partstat = SAYS[press]
    asked = event_in(letter)
    length = asked.decoded("dtend") - asked.decoded("dtstart")
    starts = proposed or asked.decoded("dtstart")
    event = icalendar.Event()
    person = vCalAddress(f"mailto:{letter.to}")
    person.params["PARTSTAT"], person.params["CN"] = partstat, letter.to
    event.add("attendee", person)
    event.add("uid", str(asked["uid"]))
    event.add("sequence", asked.decoded("sequence"))
    event.add("dtstamp", at)
    event.add("dtstart", starts)
    event.add("dtend", starts + length)
    event.add("summary", f"{subject}: {asked['summary']}")
    whole = icalendar.Calendar()
    method = "COUNTER" if press is Press.PROPOSE else "REPLY"
    for name, value in (("method", method), ("prodid", "Demo of a diary"), ("version", "2.0")):
        whole.add(name, value)
    whole.add_component(event)
    message = from_official(letter, at, f"{subject}: {asked['summary']}")
    message.set_content("\n")
    message.add_alternative(
        whole.to_ical().decode(), subtype="calendar", charset="utf-8", cte="base64", params={"method": method}
    )
    return bytes(message)


def in_own_words(letter: Posted, words: str, at: datetime) -> bytes:
    """A reply with the letter quoted below, as mail programs do."""
    message = from_official(letter, at, f"Re: {letter.subject}")
    asked = letter.message
    text = asked.get_body(("plain",))
    quoted = "\n".join(f"> {line}".rstrip() for line in (text.get_content() if text else letter.body).splitlines())
    forum = asked["From"].addresses[0].display_name
    message.set_content(f"{words}\n\nOn {say_date(letter.at.astimezone(LONDON).date())}, {forum} wrote:\n{quoted}\n")
    return bytes(message)


def from_official(letter: Posted, at: datetime, subject: str) -> EmailMessage:
    """The head of a mail of theirs, as our own mail server hands it over: it has found that the sender is true."""
    asked, home = letter.message, letter.to.rpartition("@")[2]
    message = EmailMessage(policy=SMTP)
    message["Authentication-Results"] = f"{SERVER}; dkim=pass header.d={home}; dmarc=pass header.from={home}"
    message["From"] = letter.to
    message["To"] = str(asked["Reply-To"] or asked["From"])
    message["Subject"] = subject
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<{secrets.token_hex(12)}@{home}>"
    message["In-Reply-To"] = str(asked["Message-ID"])
    message["References"] = str(asked["Message-ID"])
    return message


def event_in(letter: Posted) -> icalendar.Component:
    """The session, as the letter brought it."""
    return icalendar.Calendar.from_ical((letter.calendar or b"").decode()).walk("VEVENT")[0]
