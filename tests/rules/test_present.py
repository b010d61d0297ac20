"""Where an invitation stands, in words that are true whoever reads them."""

import re
from datetime import date

import pytest

from bot.rules import facts as f
from bot.rules.present import say_counted, say_standing
from bot.rules.wording import NEVER, Whom
from bot.rules.words import Answer, Reason, State
from tests.rules.tale import Tale, silent

WHOM = Whom("Chair", "Northshire ICB")


def _said(tale: Tale) -> str:
    return say_standing(tale.now, WHOM, tale.today, "What was recorded, word for word.")


def _with(tale: Tale, *facts: f.InvitationFact) -> Tale:
    for fact in facts:
        tale.add(fact)
    return tale


def _withdrawn() -> Tale:
    tale = Tale().send()
    return _with(tale, f.Withdrawn(invitation=1, reason=Reason.OUR_MISTAKE, **tale.mark()))


def _disputed() -> Tale:
    tale = silent().publish()
    return tale.dispute(len(tale.entries))


def _cancelled() -> Tale:
    tale = Tale().send()
    return tale.add(f.SessionCancelled(session=1, reason=Reason.TOO_FEW_PEOPLE, **tale.mark()))


STANDINGS = {
    "decided, not sent": (Tale(), "We decided to invite the Chair of Northshire ICB. Our letter has not left yet."),
    "waiting": (
        Tale().send(),
        "We asked the Chair of Northshire ICB on 1 September 2026. We asked for a reply by 15 September 2026.",
    ),
    "on the last day nobody is late": (
        Tale().send().day(date(2026, 9, 15)),
        "We asked the Chair of Northshire ICB on 1 September 2026. We asked for a reply by 15 September 2026.",
    ),
    "delayed": (
        Tale().send().day(date(2026, 9, 16)),
        "We asked the Chair of Northshire ICB on 1 September 2026 for a reply by 15 September 2026. "
        "We have not recorded a reply yet.",
    ),
    "received": (
        Tale().send().acknowledge(),
        "We asked the Chair of Northshire ICB on 1 September 2026 for a reply by 15 September 2026. "
        "They told us that our message was received.",
    ),
    "more time": (
        Tale().send().ask_for_time(date(2026, 9, 22)),
        "We asked the Chair of Northshire ICB on 1 September 2026. They asked for more time; "
        "we now ask for a reply by 22 September 2026.",
    ),
    "no reply, as it was announced": (silent().publish(), "What was recorded, word for word."),
    "on time": (
        Tale().send().answer(Answer.CANNOT_COME),
        "The Chair of Northshire ICB replied on 1 September 2026: cannot come.",
    ),
    "late": (
        silent().publish().answer(Answer.IN_WRITING),
        "The Chair of Northshire ICB replied on 30 September 2026, 11 working days after the date we asked "
        "for: answered in writing.",
    ),
    "bounced": (
        Tale().send().bounce(),
        "Our message to the Chair of Northshire ICB did not arrive. This is ours to fix, not a lack of reply.",
    ),
    "paused until after the session": (
        Tale().send().pause(date(2026, 9, 7), date(2026, 11, 20)),
        "We asked the Chair of Northshire ICB on 1 September 2026. A pause stopped the time to reply until after the "
        "session, so this invitation is in no figure.",
    ),
    "disputed": (
        _disputed(),
        "Northshire ICB disputes an entry here. A decision is due by 14 October 2026. Until then the invitation is in "
        "no figure.",
    ),
    "withdrawn": (
        _withdrawn(),
        "We withdrew our invitation to the Chair of Northshire ICB. It is in no figure.",
    ),
    "cancelled": (_cancelled(), "We cancelled the session, so this invitation is in no figure."),
}


@pytest.mark.parametrize(("tale", "sentence"), STANDINGS.values(), ids=STANDINGS.keys())
def test_a_standing_is_said_as_it_is(tale: Tale, sentence: str) -> None:
    assert _said(tale) == sentence
    assert [words for words in NEVER if re.search(rf"\b{words}\b", sentence.lower())] == []


def test_there_is_a_case_for_every_state() -> None:
    assert {tale.now.state for tale, _ in STANDINGS.values()} == set(State)


def test_a_sentence_that_was_removed_is_said_anew() -> None:
    said = say_standing(silent().publish().now, WHOM, date(2026, 10, 1), None)
    assert said.endswith("for a reply by 15 September 2026. We have not recorded a reply.")


@pytest.mark.parametrize(
    ("tale", "today", "sentence"),
    [
        (silent().publish(), date(2026, 9, 30), "In the figures since 30 September 2026."),
        (
            Tale().send().answer(),
            date(2026, 9, 29),
            "Not in the figures yet: it is counted from 30 September 2026 on, whatever comes.",
        ),
        (Tale().send().answer(), date(2026, 9, 30), "In the figures since 30 September 2026."),
        (Tale().send().bounce(), date(2026, 9, 30), "Left out of the figures, as an invitation not delivered."),
        (
            Tale().send().pause(date(2026, 9, 7), date(2026, 11, 20)),
            date(2026, 12, 30),
            "Left out of the figures, as an invitation in a pause, such as before an election.",
        ),
        (_disputed(), date(2026, 9, 30), "Left out of the figures, as an invitation under dispute."),
        (_cancelled(), date(2026, 9, 30), "Left out of the figures, as an invitation to a cancelled session."),
        (
            Tale().send(),
            date(2026, 9, 30),
            "Left out of the figures, as an invitation where our own checks were not complete.",
        ),
    ],
)
def test_it_is_said_whether_an_invitation_counts(tale: Tale, today: date, sentence: str) -> None:
    assert say_counted(tale.now, today) == sentence


def test_a_dispute_that_we_have_not_decided_in_time_is_said_to_be_late() -> None:
    assert say_standing(_disputed().now, WHOM, date(2026, 10, 15)) == (
        "Northshire ICB disputes an entry here. We had to decide by 14 October 2026 and have not decided yet, so the "
        "invitation is in no figure."
    )
