"""A text sign by sign: the same as asking for each, and no more is remembered than any text needs."""

from hypothesis import given, strategies as st

from bot.rules.signs import MOST, Signs


def _other(sign: str) -> str | None:
    return None if sign.isspace() else sign.upper()


@given(st.text())
def test_each_sign_becomes_what_it_is_said_to_become(text: str) -> None:
    signs = Signs(_other)
    for _ in range(2):
        assert text.translate(signs) == "".join(_other(sign) or "" for sign in text)


def test_nobody_fills_the_memory_by_typing_all_signs_that_there_are() -> None:
    asked: list[str] = []

    def same(sign: str) -> str:
        asked.append(sign)
        return sign

    signs, text = Signs(same), "".join(map(chr, range(MOST + 10)))
    assert text.translate(signs) == text
    assert len(signs) == MOST
    assert len(asked) == MOST + 10
