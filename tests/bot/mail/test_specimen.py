"""The letters in the documentation are the letters that leave."""

from pathlib import Path

import pytest

from bot.mail.compose import DESK, Draft, compose, finished
from bot.mail.specimen import DESK_LINK, SHOWN, page
from bot.rules.wording import PRIVACY

LETTERS = Path(__file__).parents[3] / "docs" / "letters.md"


def test_the_documentation_shows_the_letters_as_they_are_today() -> None:
    shown = LETTERS.read_text(encoding="utf-8")
    assert shown == page(), "run: python -m bot.mail.specimen > docs/letters.md"
    assert DESK not in shown


@pytest.mark.parametrize(("title", "draft"), SHOWN, ids=[title for title, _ in SHOWN])
def test_a_letter_is_read_in_a_minute(title: str, draft: Draft) -> None:
    """Without its privacy notice and the head of the record, at 240 words a minute."""
    body = " ".join(finished(compose(draft).body, DESK_LINK).split())
    assert PRIVACY in body
    assert len(body.replace(PRIVACY, "").replace(draft.head, "").split()) <= 240, title


def test_what_an_invitation_asks_and_by_when_is_read_in_twenty_seconds() -> None:
    body = compose(SHOWN[0][1]).body
    assert len(body[: body.index("Press Accept")].split()) <= 90
