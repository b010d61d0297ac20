"""Quoting a carer: word for word, and never without their yes (RECORD-RULES §8).

The title of an item is what its author put to the forum and to whoever is asked. What they tell beside it stays among
carers, unless they agree that these very words are quoted; and even then nobody is told whose they are.
"""

from bot.rules.agenda import OPEN, SAID, ItemState
from bot.rules.errors import Refused
from bot.rules.publishable import publishable
from bot.rules.screening import kept_out

QUOTE_LIMIT = 300


def quotable(words: str, details: str, state: ItemState) -> str:
    """The words a host would like to quote, on one line: they have to stand so in the details of an open item."""
    if state not in OPEN:
        raise Refused(f"That item is {SAID[state]}, so nothing of it is quoted any more.")
    quote = " ".join(words.strip().strip('“”"').split())
    if not quote:
        raise Refused("Please copy the words that you would like to quote from the details of the item.")
    if len(quote) > QUOTE_LIMIT:
        raise Refused(f"That quotation has {len(quote):,} characters. Shorten it to {QUOTE_LIMIT}.")
    if quote not in " ".join(details.split()):
        raise Refused("A quotation is word for word. Please copy it from the details of the item, without a change.")
    kept_out(quote)
    return publishable(quote)


def answer(quote: str | None, agreed: bool, *, yes: bool) -> None:
    """Its author says yes or no; a yes can be taken back."""
    if quote is None:
        raise Refused("Nobody would like to quote that item at the moment. There is nothing to say yes to.")
    if agreed and yes:
        raise Refused("You have said yes to that already. The same command takes it back.")
