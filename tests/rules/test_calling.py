"""What may stand on the door of a session, and what a host is told before saying yes."""

from datetime import UTC, date, datetime

import pytest

from bot.rules.calling import Announcement, cautions, length, unpublishable, worded
from bot.rules.errors import Refused
from bot.rules.pause import pause
from bot.rules.policy import Policy
from bot.rules.terms import Mark, Terms, adopted
from bot.rules.words import PauseKind, Via

CHRISTMAS = date(2026, 12, 25)
TERMS = Terms(Policy(), frozenset({CHRISTMAS}))


def test_words_are_taken_on_one_line_each() -> None:
    assert worded(" Respite\nthat works ", "", None) == Announcement("Respite that works")
    words = worded("Respite", "Room 4", "https://meet.example/abc")
    assert words == Announcement("Respite", "Room 4", "https://meet.example/abc")


@pytest.mark.parametrize(
    ("title", "place", "link", "said"),
    [
        pytest.param("  ", None, None, "give the session a title", id="no title"),
        pytest.param("x" * 5_000, None, None, "5,000 characters. Shorten it to 100", id="a title of 5,000 characters"),
        pytest.param("Respite", "y" * 101, None, "That place has 101", id="a long place"),
        pytest.param("Respite", None, "https://" + "z" * 400, "That link has", id="a long link"),
        pytest.param("Respite", None, "zoom room", "beginning with https://", id="no address"),
        pytest.param("Respite", None, "javascript:alert(1)", "beginning with https://", id="another scheme"),
        pytest.param("Respite", None, "https://clerk@evil.example", "beginning with https://", id="a name before @"),
        pytest.param("The Silent council", None, None, "leave “Silent” out of the title", id="a judgement"),
    ],
)
def test_what_cannot_stand_there_is_refused(title: str, place: str | None, link: str | None, said: str) -> None:
    with pytest.raises(Refused) as refusal:
        worded(title, place, link)
    assert said in str(refusal.value)


def test_only_whole_words_are_looked_for() -> None:
    assert unpublishable("Mustard, silently") is None
    assert unpublishable("Who FAILED whom") == "FAILED"


@pytest.mark.parametrize("minutes", [-5, 0, 14, 721, 2**53])
def test_a_length_that_no_session_has_is_refused(minutes: int) -> None:
    with pytest.raises(Refused, match="between 15 minutes and 12 hours"):
        length(minutes)


def test_a_pause_of_every_body_is_mentioned_and_one_bodys_is_not() -> None:
    mark = Mark(at=datetime(2026, 10, 1, 10, tzinfo=UTC), by="member:1", via=Via.COMMAND)
    for body, mentioned in ((None, True), (1, False)):
        paused = pause(PauseKind.CLOSURE, date(2026, 11, 2), date(2026, 11, 6), body, TERMS, **mark)
        said = cautions(datetime(2026, 11, 3, 19, tzinfo=UTC), adopted(TERMS, paused), mark["at"])
        assert (
            "Tuesday 3 November 2026 is within a pause: the time to reply stands still for every body." in said
        ) is (mentioned)


def test_a_public_holiday_is_mentioned() -> None:
    said = cautions(datetime(2026, 12, 25, 19, tzinfo=UTC), TERMS, datetime(2026, 10, 1, 10, tzinfo=UTC))
    assert said == ["Friday 25 December 2026 is a public holiday: offices are closed."]


@pytest.mark.parametrize(
    ("now", "said"),
    [
        pytest.param(datetime(2026, 10, 13, 10, tzinfo=UTC), None, id="15 working days before it is fair notice"),
        pytest.param(datetime(2026, 10, 14, 10, tzinfo=UTC), "There are 14 working days left", id="a day later is not"),
        pytest.param(
            datetime(2026, 10, 13, 18, tzinfo=UTC), "There are 14 working days", id="letters wait for morning"
        ),
        pytest.param(datetime(2026, 11, 2, 10, tzinfo=UTC), "There is 1 working day left", id="the day before"),
    ],
)
def test_short_notice_is_mentioned(now: datetime, said: str | None) -> None:
    found = cautions(datetime(2026, 11, 3, 19, tzinfo=UTC), TERMS, now)
    assert (not found) if said is None else said in found[0]
    assert all("short notice and never counted" in one for one in found)
