"""Whose a message could be that nobody has matched."""

import pytest

from bot.rules.naming import shown_name
from bot.rules.post import could_be_from

OWN = ("director@northshire.icb.example", "https://www.northshire-icb.example/contact")
OTHERS = ("chair@westmere.example", "ceo@eastvale.nhs.example", "someone@gmail.com", "lead@nhs.net")


@pytest.mark.parametrize(
    ("sender", "could"),
    [
        pytest.param(None, True, id="from nobody"),
        pytest.param("", True, id="an empty sender"),
        pytest.param("no address", True, id="no address at all"),
        pytest.param("pa@northshire.icb.example", True, id="a colleague"),
        pytest.param("PA@NORTHSHIRE.ICB.EXAMPLE", True, id="in capitals"),
        pytest.param("bot@mail.northshire.icb.example", True, id="a server of theirs"),
        pytest.param("office@icb.example", True, id="a domain above theirs"),
        pytest.param("hello@northshire-icb.example", True, id="the domain of their website"),
        pytest.param("pa.at.home@hotmail.com", True, id="from home"),
        pytest.param("pa@westmere.example", False, id="another listed body"),
        pytest.param("pa@mail.westmere.example", False, id="a server of another listed body"),
        pytest.param("pa@westmere.example.net", True, id="a name that only looks like it"),
        pytest.param("someone@gmail.com", False, id="the private address of another official"),
        pytest.param("somebody.else@gmail.com", True, id="a mail system that all share"),
        pytest.param("pa@nhs.net", True, id="the mail system of the NHS"),
    ],
)
def test_it_could_be_theirs_unless_it_is_plainly_anothers(sender: str | None, could: bool) -> None:
    assert could_be_from(sender, OWN, OTHERS) is could


def test_a_domain_that_two_bodies_share_is_its_own_first() -> None:
    assert could_be_from("pa@shared.example", ["a@shared.example"], ["b@shared.example"])


@pytest.mark.parametrize(
    ("elected", "source", "objected", "shown"),
    [
        (True, None, False, True),
        (False, "https://westmere.example/board", False, True),
        (False, None, False, False),
        (True, None, True, False),
        (False, "https://westmere.example/board", True, False),
    ],
    ids=["elected", "named by their body", "neither", "elected, who objects", "named, who objects"],
)
def test_a_name_is_shown_only_where_it_may_be(elected: bool, source: str | None, objected: bool, shown: bool) -> None:
    name = shown_name("Alex Example", elected=elected, public_source=source, objected=objected)
    assert name == ("Alex Example" if shown else None)
