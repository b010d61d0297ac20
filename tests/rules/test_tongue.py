"""Our words in another language: whole messages, filled places, and only where they were asked for."""

import asyncio
from gettext import NullTranslations

import pytest

from bot.rules.tongue import BEGINS, ENDS, N_, Phrases, capital, speaking, tr, trn


class Welsh(NullTranslations):
    def gettext(self, message: str) -> str:
        return {"{whom} came on {day}.": "Ar {day} daeth {whom}.", "came": "daeth"}.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return {1: "un carfan", 2: "dau garfan"}.get(n, "{count} o garfannau")


def test_english_is_said_until_another_language_is_asked_for() -> None:
    assert tr("{whom} came on {day}.", whom="Ann", day=3) == "Ann came on 3."
    with speaking(Welsh()):
        assert tr("{whom} came on {day}.", whom="Ann", day=3) == "Ar 3 daeth Ann."
        assert tr("No {place} here") == "No {place} here"
    assert tr("{whom} came on {day}.", whom="Ann", day=3) == "Ann came on 3."


@pytest.mark.parametrize("typed", ["{day}", "{0}", "{", "%s", "{whom.__class__}"])
def test_what_fills_a_place_is_never_read_as_one(typed: str) -> None:
    assert tr("{whom} came.", whom=typed) == f"{typed} came."


@pytest.mark.parametrize(
    ("count", "english", "welsh"),
    [(1, "1 team", "un carfan"), (2, "2 teams", "dau garfan"), (1_000, "1,000 teams", "1,000 o garfannau")],
)
def test_each_number_has_the_form_of_its_language(count: int, english: str, welsh: str) -> None:
    assert trn("{count} team", "{count} teams", count) == english
    with speaking(Welsh()):
        assert trn("{count} team", "{count} teams", count) == welsh


def test_a_table_of_names_is_said_when_it_is_looked_up() -> None:
    names = Phrases({1: N_("came"), 2: N_("went")})
    with speaking(Welsh()):
        assert [names[1], *names.values()] == ["daeth", "daeth", "went"]
    assert dict(names) == {1: "came", 2: "went"}


async def test_two_pages_made_at_once_do_not_take_each_others_words() -> None:
    async def page() -> str:
        with speaking(Welsh()):
            await asyncio.sleep(0)
            return tr("came")

    async def english() -> str:
        await asyncio.sleep(0)
        return tr("came")

    assert [*await asyncio.gather(page(), english(), page())] == ["daeth", "came", "daeth"]


@pytest.mark.parametrize(
    ("text", "said"), [("a", "A"), ("the council", "The council"), ("école", "École"), ("9 came", "9 came"), ("", "")]
)
def test_a_sentence_begins_with_a_capital(text: str, said: str) -> None:
    assert capital(text) == said
    marked = f"{BEGINS}{BEGINS}{text}{ENDS} b{ENDS}"
    assert capital(marked) == marked.replace(f"{text}{ENDS}", f"{said}{ENDS}")
