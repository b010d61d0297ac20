"""Whose word our own mail server gives for a sender (MAIL-NOTES §2.5)."""

import pytest

from bot.mail.parse.trust import passes

OURS = "mx.forum.example"

BELIEVED = [
    "mx.forum.example; dmarc=pass (p=reject dis=none) header.from=westmere.example",
    "MX.forum.example 1; spf=fail smtp.mailfrom=x@y.example; dkim=pass header.d=westmere.example header.s=k",
    "mx.forum.example; dkim=pass header.i=@westmere.example",
    "mx.forum.example; dkim=pass header.i=@google.com header.s=20230601",
    "mx.forum.example; dkim=fail header.d=westmere.example; dkim=pass (2048-bit key) header.d=westmere.example",
]

NOT_BELIEVED = [
    None,
    "",
    "forged.example; dmarc=pass header.from=westmere.example",
    "mx.forum.example.forged.example; dmarc=pass header.from=westmere.example",
    "dmarc=pass header.from=westmere.example",
    "mx.forum.example; dmarc=fail header.from=westmere.example",
    "mx.forum.example; dmarc=pass header.from=eastvale.example",
    "mx.forum.example; dkim=pass header.d=example",
    "mx.forum.example; dkim=pass header.d=gmail.com",
    "mx.forum.example; spf=pass smtp.mailfrom=jo@westmere.example",
    "mx.forum.example; none",
    "mx.forum.example; dkim=fail (dmarc=pass header.from=westmere.example)",
    "mx.forum.example; dkim=fail (; dmarc=pass header.from=westmere.example;",
    'mx.forum.example; spf=fail smtp.mailfrom="; dmarc=pass header.from=westmere.example;"',
    "mx.forum.example; dmarc=pass header.from=eastvale.example header.from=westmere.example",
    "mx.forum.example; dmarc=passed header.from=westmere.example",
    "mx.forum.example; x-dmarc=pass header.from=westmere.example",
    "(" * 9_000,
]


@pytest.mark.parametrize("said", BELIEVED)
def test_our_own_server_s_pass_is_believed(said: str) -> None:
    assert passes(said, OURS, "westmere.example")


@pytest.mark.parametrize("said", NOT_BELIEVED)
def test_anything_else_is_not(said: str | None) -> None:
    assert not passes(said, OURS, "westmere.example")


def test_a_domain_speaks_for_those_under_it_but_a_shared_ending_for_nobody() -> None:
    assert passes(f"{OURS}; dkim=pass header.d=westmere.example", OURS, "mail.westmere.example")
    assert not passes(f"{OURS}; dkim=pass header.d=gov.uk", OURS, "westmere.gov.uk")
    assert not passes(f"{OURS}; dkim=pass header.d=mail.westmere.example", OURS, "westmere.example")


def test_without_a_server_or_a_domain_nothing_is_believed() -> None:
    said = f"{OURS}; dmarc=pass header.from=westmere.example"
    assert not passes(said, "", "westmere.example")
    assert not passes(said, OURS, "")
