"""A statement: what an official wants read beside the record, in their own words (RECORD-RULES §6, Right of reply)."""

import unicodedata
from typing import Unpack

from bot.rules import facts as f
from bot.rules.errors import Refused
from bot.rules.facts import Enclosed
from bot.rules.standing import Standing
from bot.rules.terms import Mark

LONGEST = 1_200


def fitting(text: str) -> str:
    """The words as they were sent, only their line ends made one kind. Refuses none at all, and more than fit."""
    words = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not any(unicodedata.category(sign)[0] in "LN" for sign in words):
        raise Refused("There are no words in that statement. Write it, or leave the field empty.")
    if len(words) > LONGEST:
        raise Refused(
            f"That statement has {len(words):,} characters. Shorten it to {LONGEST:,}: it is printed whole, unedited."
        )
    return words


def make_statement(now: Standing, text: str, enclosed: Enclosed, **mark: Unpack[Mark]) -> f.StatementMade:
    """At any time, also long after. `enclosed` is the digest of what `fitting` makes of the `text`."""
    fitting(text)
    if now.withdrawn:
        raise Refused("That invitation was withdrawn and is in no figure, so no statement can stand beside it.")
    return f.StatementMade(invitation=now.invitation, text=enclosed, **mark)
