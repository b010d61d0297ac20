"""An automatic answer shows that an address lives and answers nothing; a person is never taken for one."""

from datetime import date

import pytest

from bot.mail.parse.parsed import Verdict as V
from tests.bot.mail.parse_mails import JO, NULL, mail, read

AUTOMATIC = {
    "Exchange": mail(
        JO, "Automatic reply: Invitation", "I am away.", "Auto-Submitted: auto-generated", "In-Reply-To: <a@b.example>"
    ),
    "no field at all, as parliament.uk": mail(JO, "Out of Office", "I will be out of the office until Monday."),
    "only the subject": mail(JO, "Automatic reply: x", "Thank you. I work Monday to Wednesday."),
    "behind a warning of the mail server": mail(JO, "[EXTERNAL] Automatic reply: x", "I am away."),
    "Welsh": mail(JO, "Ateb awtomatig: Gwahoddiad", "Diolch am eich e-bost."),
    "French": mail(JO, "Réponse automatique : x", "Je suis absent."),
    "Domino": mail(JO, "AUTO: Jo Bloggs is out of the office (returning 16/11/2026)", "I am out of the office."),
    "Apple": mail(JO, "Re: Invitation", "I am away.", "X-Apple-Action: VACATION"),
    "a rule of Exchange": mail(JO, "Hello", "Hi", "X-MS-Exchange-Generated-Message-Source: Mailbox Rules Agent"),
    "an old autoresponder": mail(JO, "Re: x", "Away", "Precedence: bulk", "X-Autoreply: yes"),
    "an empty return path": mail(JO, "Invitation", "Thank you for writing to us.", NULL),
    "a council's system": mail(
        JO, "Thank you for contacting us", "Your request 12345 has been logged.", "Auto-Submitted: auto-generated"
    ),
    "only its first sentence": mail(JO, "Jo Bloggs", "I am currently out of the office with no access to email."),
    "the vacation program": mail(JO, "away from my mail", "Later.", "Delivered-By-The-Graces-Of: the Vacation program"),
    "GroupWise": mail(JO, "Re: Invitation (Out of office)", "On leave.", NULL),
    "calls itself so with its first words": mail(
        JO, "RE: Invitation", "***This is an automatically generated response***\nThank you for contacting me."
    ),
    "an absence note under Re:": mail(
        JO, "RE: Invitation", "I am out of the office until Monday. If it is urgent, please contact Sam."
    ),
    "says that it is unable to attend them all": mail(
        JO, "Automatic reply: x", "Please note that she is unable to attend every event."
    ),
    "a closed mailbox": mail(
        JO, "Automatic reply: x", "It could not be delivered to us.", "Auto-Submitted: auto-replied", NULL
    ),
    "Swedish": mail(JO, "Automatiskt svar: Invitation", "Jag är på semester till 16 november."),
    "Irish": mail(JO, "Freagra uathoibríoch: Invitation", "Táim as oifig."),
    "Gaelic": mail(JO, "Freagairt fhèin-obrachail: Invitation", "Tha mi air falbh."),
    "Croatian": mail(JO, "Automatski odgovor: Invitation", "Nisam u uredu."),
    "calls itself so after its thanks": mail(
        JO, "Re: Invitation", "Thank you for your email. This is an automated response to let you know that it came."
    ),
}

PEOPLE = {
    "an answer to an automatic one": mail(JO, "RE: Automatic reply: x", "Thanks, I will be there."),
    "on leave, but coming": mail(
        JO, "Re: Invitation", "I am on leave from 5 November, but would be happy to attend on the 20th."
    ),
    "on leave, so not coming": mail(
        JO, "Re: Invitation", "I am on annual leave on 14 November, so I am unable to attend."
    ),
    "a polite subject": mail(JO, "Thank you for your email", "Dear clerk, I am delighted to accept."),
    "away one day": mail(JO, "Your letter", "I am away on the 10th. Sam will write to you."),
    "away, and asks": mail(JO, "Your letter", "I am on leave until the 10th. Who else could come?"),
    "away, and writes to us": mail(
        JO, "Your letter", "Dear clerk, I am on leave until the 10th and shall look at it then."
    ),
    "out of office hours": mail(JO, "Out of office hours contact", "Whom should carers call at night? Jo"),
    "response times": mail(JO, "Automated response times", "They are poor. Can the forum raise it?"),
    "a refusal under that title": mail(JO, "Out of Office", "I shall be out of the office then, so cannot attend."),
    "a question about it": mail(JO, "OOF", "What does OOF mean?"),
    "away, with a question": mail(
        JO, "RE: Invitation", "I am away until the 9th. In the meantime please call Pat. Which room is it?"
    ),
    "passes an automatic one on": mail(JO, "FW: Invitation", "This is an automated response to your message."),
    "has left": mail(JO, "Your letter", "I no longer work for Westmere. Please ask Sam."),
    "a subject about leave": mail(JO, "Annual leave for carers", "We should speak about this."),
    "a subject about absence": mail(JO, "Absent carers", "We should speak about this."),
    "through a list": mail(JO, "Re: Invitation", "See you.", "List-Id: <x.example>", "Precedence: list"),
    "says that it is not": mail(JO, "Re: Invitation", "See you.", "Auto-Submitted: no"),
    "does not want automatic ones": mail(JO, "Re: Invitation", "See you.", "X-Auto-Response-Suppress: All"),
    "sent by an office's system": mail(
        JO, "Case 12", "The leader is unable to attend.", "Auto-Submitted: auto-generated"
    ),
    "accepts under the title of the machine": mail(
        JO, "Automatic reply: Invitation", "Ignore my automatic reply, I am back. I would be delighted to attend."
    ),
    "away before the session, and comes": mail(
        JO, "On leave", "I'm on leave until the 2nd, but I'll be back for the session on the 3rd and will attend."
    ),
    "speaks of somebody's automatic reply": mail(
        JO, "Doors", "The automatic reply from the trust about the doors was poor. Please raise it."
    ),
    "out of the office, and comes": mail(
        JO, "Out of the office", "Let us meet out of the office, at the library. I will come."
    ),
    "a subject about cars": mail(JO, "Auto: insurance for volunteers who drive", "Is this on the agenda?"),
    "rules that passed it on": mail(JO, "Re: Invitation", "See you.", "X-MS-Exchange-Inbox-Rules-Loop: a@b.example"),
}


@pytest.mark.parametrize("raw", AUTOMATIC.values(), ids=AUTOMATIC)
def test_an_automatic_answer_is_seen_as_one(raw: bytes) -> None:
    assert read(raw).verdict is V.AUTO_REPLY


@pytest.mark.parametrize("raw", PEOPLE.values(), ids=PEOPLE)
def test_a_person_is_never_taken_for_an_automatic_answer(raw: bytes) -> None:
    assert read(raw).verdict in (V.HUMAN, V.HUMAN_ACCEPT, V.HUMAN_DECLINE, V.HOLDING, V.NEEDS_A_PERSON)


def test_what_calls_itself_automatic_and_seems_to_refuse_is_no_refusal() -> None:
    body = "Thank you. This is an automated response. Please note that she is unable to attend every event."
    assert read(mail(JO, "Your email", body)).verdict is V.NEEDS_A_PERSON


def test_until_when_and_whom_to_ask_instead_are_read() -> None:
    body = "I am away until Monday 16th November. Please contact Sam@westmere.example or jo@westmere.example"
    told = read(mail(JO, "Automatic reply: x", body))
    assert (told.returning, told.instead) == (date(2026, 11, 16), "sam@westmere.example")
