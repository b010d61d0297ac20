"""Every sentence that the record can say: there, whole, neutral."""

import re
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from bot.rules import chain, facts as f, wording
from bot.rules.words import Answer, Presence
from tests.rules.samples import ABOUT, FEW, MANY, every_fact, hidden, sample
from tests.rules.tale import TEXT


def _everything_it_can_say() -> list[str]:
    facts = every_fact()
    member = wording.Whom("MP for Westmere", "Parliament", "Alex Example")
    mp = wording.About(member, title=None, answered=Answer.ATTENDING)
    gone = replace(ABOUT, hidden=hidden())
    said = [wording.say(fact, about) for fact in facts for about in (ABOUT, mp, gone)]
    under = [wording.below(fact, about) for fact in facts for about in (ABOUT, mp)]
    return said + [one for one in under if one] + [wording.PRIVACY, _no_reply()]


def _no_reply() -> str:
    whom = wording.Whom("Director of Care", "Northshire ICB")
    return wording.no_reply(
        whom, ABOUT, asked=date(2026, 9, 1), reminders=(date(2026, 9, 10), date(2026, 9, 18)), as_at=date(2026, 9, 30),
        way="at https://carers.example/x",
    )  # fmt: skip


@pytest.mark.parametrize("kind", sorted(chain.KINDS))
def test_everything_that_can_be_recorded_can_be_said(kind: str) -> None:
    sentence = wording.say(sample(chain.KINDS[kind]), ABOUT)
    assert sentence[0].isupper()
    assert sentence.endswith((".", "”"))
    assert "None" not in sentence
    assert "  " not in sentence


@pytest.mark.parametrize("word", wording.NEVER)
def test_no_sentence_holds_a_word_that_must_never_appear(word: str) -> None:
    allowed = "Nobody is required by law to answer"
    for sentence in _everything_it_can_say():
        assert not re.search(rf"\b{re.escape(word)}\b", sentence.replace(allowed, "").lower()), sentence


def test_the_sentence_of_no_reply_is_the_one_of_the_rules() -> None:
    assert _no_reply() == (
        "We asked the Director of Care of Northshire ICB on 1 September 2026 to come to “Respite that works” on "
        "3 November 2026. We sent reminders on 10 September 2026 and 18 September 2026. We have not recorded a reply "
        "as at 30 September 2026. Nobody is required by law to answer a carers’ forum, and there may be a reason we do "
        "not know. Northshire ICB can reply, correct this or add a statement at https://carers.example/x."
    )


def test_a_late_reply_says_how_many_working_days_after() -> None:
    fact = sample(f.Responded, answer=Answer.CANNOT_COME, days_late=1)
    assert wording.say(fact, ABOUT).endswith(
        "They replied on 3 November 2026, 1 working day after the date we asked for."
    )


def test_the_privacy_notice_of_a_page_is_that_of_the_letters_but_for_the_way_to_answer() -> None:
    assert wording.say_privacy(here=False) == wording.PRIVACY
    assert wording.say_privacy(here=True) == wording.PRIVACY.replace("by answering this letter", "on this page")


def test_a_bounce_is_ours_to_fix() -> None:
    assert "ours to fix, not a lack of reply" in wording.say(sample(f.Bounced), ABOUT)


def test_a_correction_says_what_it_was_and_what_it_is() -> None:
    fact = sample(f.Corrected, answer=Answer.DEPUTY)
    assert isinstance(fact, f.Corrected)
    about = wording.About(whom=ABOUT.whom, earlier=sample(f.Responded, answer=Answer.CANNOT_COME))
    assert wording.correction(fact, about) == (
        "Corrected on 3 November 2026: cannot come → sending a deputy. Reason: our mistake."
    )


@pytest.mark.parametrize(
    ("whom", "reads"),
    [
        (wording.Whom("Director of Care", "Northshire ICB"), "the Director of Care of Northshire ICB"),
        (wording.Whom("MP for Westmere", "Parliament"), "the MP for Westmere"),
        (wording.Whom("MP for Westmere", "Parliament", "Alex Example"), "Alex Example (MP for Westmere)"),
    ],
    ids=["a role", "a seat", "a member by name"],
)
def test_somebody_is_called(whom: wording.Whom, reads: str) -> None:
    assert str(whom) == reads


@pytest.mark.parametrize("kind", [f.Responded, f.StatementMade, f.NoReplyRecorded, f.Attended], ids=lambda k: k.kind)
def test_of_what_is_hidden_nothing_is_said_but_that_it_is(kind: type[f.Fact]) -> None:
    said = wording.say(sample(kind, detail=TEXT), replace(ABOUT, hidden=hidden()))
    assert said == "What this entry says was hidden by a host on 3 November 2026. Class: personal data."


def test_under_a_disputed_entry_stands_who_disputes_it_and_what_was_decided() -> None:
    assert wording.below(sample(f.Disputed), ABOUT) == (
        "Northshire ICB disputes this entry. Decision due 3 November 2026."
    )
    assert wording.below(sample(f.DisputeDecided, upheld=False), ABOUT) == (
        "The dispute was decided on 3 November 2026: this entry stands."
    )


def test_a_pause_says_whose_clock_stands_still_and_why() -> None:
    sentence = wording.say(sample(f.Paused, organisation=7), replace(ABOUT, body="Northshire Council"))
    assert sentence == (
        "From 3 November 2026 to 3 November 2026 the time to reply stands still for Northshire Council: no reminder is "
        "sent, and nothing about a missing reply is recorded. Reason: the period before an election."
    )


def test_feedback_is_said_with_how_many_handed_it_in_and_nothing_of_under_five() -> None:
    assert wording.say(sample(f.FeedbackCounted, carers=MANY, officials=FEW), ABOUT) == (
        "Feedback on “Respite that works”. Carers: completed by 21 of 30 (70 %); of those 95 % said excellent or good. "
        "Officials: completed by 2 of 3; of fewer than five nothing is shown."
    )


def test_a_title_that_was_erased_is_said_to_be() -> None:
    about = wording.About(zone=ZoneInfo("Europe/London"))
    assert "whose title was removed" in wording.say(sample(f.Opened), about)


@pytest.mark.parametrize(
    ("answered", "reads"),
    [
        (Answer.ATTENDING, "had accepted, and was not at “Respite that works”."),
        (Answer.CANNOT_COME, "was not at “Respite that works”, as they had told us."),
        (None, "was not at “Respite that works”."),
    ],
    ids=["after accepting", "after saying so", "without a word"],
)
def test_somebody_who_was_not_there(answered: Answer | None, reads: str) -> None:
    about = wording.About(whom=ABOUT.whom, title=ABOUT.title, answered=answered)
    fact = sample(f.Attended, presence=Presence.DID_NOT_COME)
    assert wording.say(fact, about) == f"The Director of Care of Northshire ICB {reads}"
