"""What the cards say, from plain values, and that the fullest of them still fits Discord."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.cards.coming import news_card as coming_news_card
from bot.cards.criteria import CriteriaSheet, criteria_card
from bot.cards.entry import HEADINGS, EntrySheet, entry_card, heading
from bot.cards.feedback import FeedbackSheet, feedback_card
from bot.cards.item import ItemSheet, gone_card, item_card, news_card
from bot.cards.letter import CALLED, LetterSheet, blocked_card, bounce_card, letter_card, post_card
from bot.cards.series import left_out_card
from bot.cards.session import Guest, SessionSheet, session_card
from bot.cards.vote import VoteSheet, vote_card
from bot.chat import limits
from bot.chat.card import Card, Link, Press, Row, Tone
from bot.chat.sheet import sheet
from bot.chat.text import size
from bot.reminding import News
from bot.rules import facts as f
from bot.rules.agenda import ItemState
from bot.rules.coming import Coming, Counts
from bot.rules.notices import QUIET
from bot.rules.repeating import Series
from bot.rules.session import SessionState
from bot.rules.voting import Votes
from bot.rules.wording import NEVER, Whom
from bot.rules.words import Answer, Asked, Ground, Presence, Purpose, Reason, State, Via

LONDON = ZoneInfo("Europe/London")
STARTS = datetime(2026, 11, 3, 19, 0, tzinfo=UTC)
CHAIR = Whom("Chair", "NHS Northshire ICB")
MP = Whom("MP for Eastvale", "House of Commons", "Ann Example")
SESSION = SessionSheet(7, "Respite that works", SessionState.PLANNED, STARTS, STARTS + timedelta(minutes=90), LONDON)
ITEM = ItemSheet(12, "Bus passes", "The 9:15 is too late.", ItemState.RAISED, 0)
LETTER = LetterSheet(5, Purpose.INVITATION, CHAIR, "Respite that works", "chair@body.example", "Invitation", "Dear …")
LONG = "Llanfairpwllgwyngyll **@everyone** 👩‍👩‍👧 [x](https://x.example) " * 25


def words(card: Card) -> str:
    texts = [block.text if isinstance(block, Row) else block for block in card.blocks if isinstance(block, str | Row)]
    return "\n".join([card.title, *texts, card.footer])


def labels(card: Card) -> list[str]:
    return [button.label for button in card.buttons]


# ------------------------------------------------------------------------------------------------ sessions


def test_a_session_card_says_when_in_words_and_in_everybodys_own_time() -> None:
    said = words(session_card(SESSION))
    assert "**Tuesday 3 November 2026, 7:00 pm UK time** until 8:30 pm (<t:1793732400:R>)" in said
    assert said.endswith("Session 7")


def test_praise_stands_first_and_who_was_not_asked_yet_does_not_stand_there() -> None:
    guests = (
        Guest(Whom("Director", "Eastvale Council"), State.WAITING, reply_by=date(2026, 10, 20)),
        Guest(Whom("Medical Director", "Westmere NHS Trust"), State.NO_REPLY),
        Guest(Whom("Head of Care", "Zetland Council"), State.TO_SEND),
        Guest(Whom("Clerk", "Zetland Council"), State.WITHDRAWN),
        Guest(Whom("Leader", "Eastvale Council"), State.REPLIED, Answer.CANNOT_COME),
        Guest(MP, State.REPLIED, Answer.DEPUTY),
        Guest(CHAIR, State.REPLIED, Answer.ATTENDING),
        Guest(Whom("Governor", "Westmere NHS Trust"), State.BOUNCED),
    )
    said = words(session_card(replace(SESSION, guests=guests))).split("**Invited**\n")[1].splitlines()
    assert said[:-1] == [
        "- Ann Example (MP for Eastvale): sending a deputy",
        "- The Chair of NHS Northshire ICB: coming",
        "- The Leader of Eastvale Council: cannot come",
        "- The Director of Eastvale Council: asked for a reply by 20 October 2026",
        "- The Governor of Westmere NHS Trust: our message did not arrive; this is ours to fix",
        "- The Medical Director of Westmere NHS Trust: we have not recorded a reply",
    ]


def test_after_a_session_it_says_who_was_there() -> None:
    guests = (Guest(CHAIR, State.REPLIED, Answer.ATTENDING, Presence.DEPUTY_CAME),)
    said = words(session_card(replace(SESSION, state=SessionState.HELD, carers=1, guests=guests)))
    assert "Held, with 1 carer." in said
    assert "- The Chair of NHS Northshire ICB: came by deputy" in said


def test_a_cancelled_session_says_so_in_its_title_and_why() -> None:
    card = session_card(replace(SESSION, state=SessionState.CANCELLED, reason=Reason.ILLNESS_OR_EMERGENCY))
    assert card.title == "Cancelled: Respite that works"
    assert "This session does not take place. Reason: illness or emergency." in words(card)


LINKS = [
    pytest.param("https://meet.example/carers", ["Join at meet.example"], id="a web address is a button that names it"),
    pytest.param("http://meet.example", ["Join at meet.example"], id="without encryption too"),
    pytest.param("meet.example/carers", [], id="without https it is text"),
    pytest.param("javascript:alert(1)", [], id="a script is text"),
    pytest.param("https://bank.example@evil.example/", [], id="a name before the place is text"),
    pytest.param("https://meet.example/a b", [], id="a space in it is text"),
    pytest.param("https://[::1", [], id="half an address is text"),
    pytest.param("https://meet.example/" + "x" * 600, [], id="longer than Discord takes is text"),
    pytest.param(None, [], id="none is none"),
]


COMING = ["Going", "Maybe", "Cannot", "Add to my calendar"]


@pytest.mark.parametrize(("link", "shown"), LINKS)
def test_only_a_plain_web_address_becomes_a_button(link: str | None, shown: list[str]) -> None:
    card = session_card(replace(SESSION, link=link))
    assert labels(card) == [*COMING, *shown]
    assert ("Online: " in words(card)) == (link is not None and not shown)


def test_nobody_is_asked_to_join_what_is_over() -> None:
    for state, more in ((SessionState.HELD, []), (SessionState.CANCELLED, ["Take it out of my calendar"])):
        card = session_card(replace(SESSION, state=state, link="https://meet.example", page="https://c.example/s/7"))
        assert labels(card) == [*more, "On the public record"]


# ------------------------------------------------------------------------------------------------ items


STATES = [
    (ItemState.RAISED, "**Waiting for the hosts**.", True),
    (ItemState.ACCEPTED, "**On the agenda** of “Respite”, Tuesday 3 November 2026, 7:00 pm UK time.", True),
    (ItemState.DEFERRED, "**Put off to a later session**.", True),
    (ItemState.DECLINED, "**Not taken**.", False),
    (ItemState.MERGED, "**Joined to another item**: item 3, which asks the same.", False),
    (ItemState.WITHDRAWN, "The carer who raised this took it back.", False),
]


@pytest.mark.parametrize(("state", "said", "supported"), STATES, ids=lambda one: str(one)[:20])
def test_an_item_card_says_where_it_stands_and_can_be_supported_while_open(
    state: ItemState, said: str, supported: bool
) -> None:
    card = item_card(replace(ITEM, state=state, session="Respite", session_starts=STARTS, merged_into=3))
    assert said in words(card)
    assert [str(button.at) for button in card.buttons if isinstance(button, Press)] == ["fc:v1:metoo:12"] * supported


def test_support_and_carrying_over_are_counted_in_whole_words() -> None:
    one = words(item_card(replace(ITEM, support=1, carried=1)))
    many = words(item_card(replace(ITEM, support=4, carried=2)))
    assert "1 person said “me too”." in one
    assert "Carried over once." in one
    assert "4 people said “me too”." in many
    assert "Carried over 2 times." in many


def test_news_say_what_became_of_it_and_give_the_hosts_words() -> None:
    card = news_card(replace(ITEM, state=ItemState.DEFERRED), "Northshire Carers’ Forum", "Next month, *sorry*.", 9)
    said = words(card)
    assert "Your item “Bus passes” at Northshire Carers’ Forum is now **put off to a later session**." in said
    assert "it is carried over by itself" in said
    assert "> Next month, \\*sorry\\*." in said
    assert "The hosts wrote" not in words(news_card(ITEM, "Northshire", None, 9))


# ------------------------------------------------------------------------------------------------ entries


def every_kind() -> list[type[f.Fact]]:
    return sorted(f.every_kind().values(), key=lambda one: one.kind)


@pytest.mark.parametrize("kind", every_kind(), ids=lambda one: one.kind)
def test_every_kind_of_entry_has_a_heading_of_its_own(kind: type[f.Fact]) -> None:
    found = heading(object.__new__(kind))
    assert found
    assert found != "The record" or issubclass(kind, QUIET)


def test_headings_never_say_what_the_record_never_says() -> None:
    said = " ".join(words for _, words in HEADINGS).lower().split()
    assert not set(said) & set(NEVER)


def test_an_entry_carries_its_number_and_day_and_below_it_what_corrects_it() -> None:
    entry = EntrySheet(12, "Reply", "They *came*.", date(2026, 11, 3), below=("Corrected: came → was not there.",))
    card = entry_card(entry)
    assert words(card).splitlines()[1:] == [
        "They \\*came\\*.",
        "Corrected: came → was not there.",
        "Entry 12 · Tuesday 3 November 2026",
    ]
    assert card.tone is Tone.CARE
    assert entry_card(replace(entry, below=(), thanks=True)).tone is Tone.GOOD


# ------------------------------------------------------------------------------------------------ letters


def test_a_letter_comes_as_a_file_and_with_two_buttons() -> None:
    card = letter_card(LETTER)
    assert [str(button.at) for button in card.buttons if isinstance(button, Press)] == [
        "fc:v1:letter-sent:5",
        "fc:v1:letter-bounced:5",
    ]
    assert "The invitation to the Chair of NHS Northshire ICB, about “Respite that works”." in words(card)
    assert LETTER.file == "To: chair@body.example\nSubject: Invitation\n\nDear …"


def test_a_letter_without_an_address_says_that_there_is_none() -> None:
    assert "there is no address in the directory yet" in words(letter_card(replace(LETTER, address=None)))


def test_every_kind_of_letter_is_called_something() -> None:
    assert set(CALLED) == set(Purpose)


def test_the_question_about_the_post_has_its_two_answers() -> None:
    card = post_card(CHAIR, "Respite", 31, date(2026, 11, 3), 9)
    assert [str(button.at) for button in card.buttons if isinstance(button, Press)] == [
        "fc:v1:post-read:31",
        "fc:v1:note-reply:31",
    ]


# ------------------------------------------------------------------------------------------------ the fullest of them


SERIES = Series.read("monthly 2026-11-10T19:00 " + " ".join(f"2027-{month:02}-12" for month in range(1, 13)))


def counted() -> f.FeedbackCounted:
    asked = [(one, None) for one in Asked][:3] + [(Asked.CRITERION, number) for number in range(1, 9)]
    rated = tuple(f.Rated(asked=one, criterion=number, counts=(10_000,) * 3) for one, number in asked[1:])
    overall = f.Rated(asked=Asked.OVERALL, criterion=None, counts=(7_500,) * 4)
    side = f.Side(present=10_000, completed=30_000, rated=(overall, *rated))
    return f.FeedbackCounted(session=1, carers=side, officials=side, at=STARTS, by="clerk", via=Via.TIMETABLE)


def fullest() -> dict[str, Card]:
    whom = Whom(LONG, LONG, LONG)
    guests = tuple(Guest(whom, State.REPLIED, Answer.ATTENDING) for _ in range(60))
    session = replace(SESSION, title=LONG, place=LONG, link="https://" + "x" * 400, items=(LONG,) * 40, guests=guests)
    session = replace(session, access=LONG, coming=Counts(*(10**6,) * 4), places=10**4, thread="https://discord.com/x")
    session = replace(session, series=SERIES, page="https://c.example/x")
    item = replace(ITEM, title=LONG, details=LONG, author=LONG, organisation=LONG, session=LONG, support=10**6)
    letter = replace(LETTER, whom=whom, session=LONG, address=LONG, subject=LONG, body=LONG)
    today = date(2026, 11, 3)
    vote = VoteSheet(*(10**9, "decline", "open", today, 10**6, 5, LONG, None, LONG, tuple(Ground)), conditions=LONG)
    entry = EntrySheet(10**9, "Reply", LONG, date(2026, 11, 3), below=(LONG,) * 50, page="https://c.example/x")
    return {
        "session": session_card(session, (Link("x", "https://x.example"),) * 8),
        "reminder": coming_news_card(session, LONG, Coming.WAITING, News.MOVED, "https://discord.com/x", 10**9),
        "left out": left_out_card(LONG, SERIES, date(2027, 1, 12), LONDON, 10**9),
        "item": item_card(item),
        "gone": gone_card(10**9),
        "news": news_card(item, LONG, LONG, 10**9),
        "entry": entry_card(entry),
        "letter": letter_card(letter),
        "bounce": bounce_card(whom, LONG, letter, 10**9),
        "post": post_card(whom, LONG, 10**9, date(2026, 11, 3), 10**9),
        "blocked": blocked_card(LONG, 10**9),
        "vote": vote_card(vote),
        "vote, told": vote_card(
            replace(vote, state="told", votes=Votes(10**6, 10**6), statement=LONG, told_until=today)
        ),
        "criteria": criteria_card(CriteriaSheet(10**6, (LONG,) * 8, (vote,) * 9, (), "https://c.example/x")),
        "feedback": feedback_card(
            FeedbackSheet(10**9, LONG, None, counted(), dict.fromkeys(range(1, 9), LONG), "https://c.example/x")
        ),
    }


@pytest.mark.parametrize("name", fullest())
async def test_the_fullest_card_fits_and_keeps_its_buttons_and_its_small_print(name: str) -> None:
    card = fullest()[name]
    view = sheet(card)
    assert view.content_length() <= limits.CARD_TEXT
    assert sum(1 for _ in view.walk_children()) <= limits.CARD_PARTS
    texts = [str(child.content) for child in view.walk_children() if hasattr(child, "content")]
    assert f"-# {card.footer}" in texts[-1]
    assert sum(map(size, texts)) <= limits.CARD_TEXT
    shown = [child for child in view.walk_children() if hasattr(child, "label")]
    assert len(shown) == len(card.buttons)
