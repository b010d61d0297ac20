"""The reply code, where mail carries it."""

import pytest
from hypothesis import given, strategies as st

from bot.mail.codes import codes_in, plus, uid

ONE, OTHER = "mfzwizltoq2gk3tpnzsw4zlmnq", "abcdefghijklmnopqrstuvwxyz"[:24] + "23"
codes = st.text("abcdefghijklmnopqrstuvwxyz234567", min_size=26, max_size=26)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"clerk+{ONE}@carers.example", (ONE,)),
        (f'"The Forum" <clerk+{ONE}@carers.example>', (ONE,)),
        (f"CLERK+{ONE.upper()}@CARERS.EXAMPLE", (ONE,)),
        (f"{ONE}@carers.example", (ONE,)),
        (f"UID:{ONE}@carers.example", (ONE,)),
        (f"SRS0=x1=T7=carers.example=clerk+{ONE}@relay.example", (ONE,)),
        (f"bounce-clerk+{ONE}=carers.example@list.example", (ONE,)),
        (f"mailto:clerk+{ONE}%40carers.example", (ONE,)),
        (f"<clerk+{ONE}@x.example>, <clerk+{OTHER}@x.example>, <clerk+{ONE}@x.example>", (ONE, OTHER)),
        (f"clerk+{ONE}x@carers.example", ()),
        (f"clerk+{ONE[:-1]}@carers.example", ()),
        (f"clerk+{ONE[:-1]}1@carers.example", ()),
        (f"the code {ONE} in a text", ()),
        ("", ()),
    ],
)
def test_a_code_is_found_where_mail_carries_it_and_nowhere_else(text: str, found: tuple[str, ...]) -> None:
    assert codes_in(text) == found


@given(codes)
def test_every_code_comes_back_from_our_address_and_our_uid(code: str) -> None:
    assert codes_in(plus("clerk@carers.example", code)) == (code,)
    assert codes_in(uid(code, "carers.example")) == (code,)


def test_what_is_no_address_gets_no_code() -> None:
    with pytest.raises(ValueError, match="not an e-mail address"):
        plus("clerk", ONE)
