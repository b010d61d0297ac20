"""An agenda item: what a carer wants raised, and what the hosts may make of it.

The words of an item are papers (a carer's own, erased on request); only decisions about its number reach the record.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Unpack

from bot.rules import facts as f
from bot.rules.errors import Refused
from bot.rules.publishable import publishable
from bot.rules.screening import kept_out
from bot.rules.session import SessionStanding, SessionState
from bot.rules.terms import Mark
from bot.rules.words import Reason

TITLE_LIMIT, DETAILS_LIMIT = 120, 1_500
LABEL_LIMIT = 40
MOST_MINUTES = 600


class ItemState(StrEnum):
    """Where an item stands."""

    RAISED = "raised"
    ACCEPTED = "accepted"
    DEFERRED = "deferred"
    DECLINED = "declined"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"


class Kind(StrEnum):
    """What an item is. A story is welcome; what it asks for is heard best as a question."""

    QUESTION = "question"
    PROPOSAL = "proposal"
    STORY = "story"


OPEN = (ItemState.RAISED, ItemState.DEFERRED, ItemState.ACCEPTED)
"""What can still be supported, reviewed and withdrawn."""

SAID = {
    ItemState.RAISED: "waiting for the hosts",
    ItemState.ACCEPTED: "on the agenda",
    ItemState.DEFERRED: "put off to a later session",
    ItemState.DECLINED: "not taken",
    ItemState.MERGED: "joined to another item",
    ItemState.WITHDRAWN: "withdrawn",
}

DECLINE_REASONS = (Reason.OUT_OF_SCOPE, Reason.ALREADY_ANSWERED, Reason.PERSONAL_CASE)


@dataclass(frozen=True)
class Wording:
    """What a carer typed, made fit: one line of title, some details, both within their limits."""

    title: str
    details: str


def worded(title: str, details: str) -> Wording:
    """Refuses what is empty or too long, so that nothing a carer wrote is ever cut without being said."""
    title, details = " ".join(title.split()), details.strip()
    if not title:
        raise Refused("Please give your item a title: one line that says what should be raised.")
    if len(title) > TITLE_LIMIT:
        raise Refused(
            f"That title has {len(title):,} characters. Shorten it to {TITLE_LIMIT}; the rest fits in details."
        )
    if len(details) > DETAILS_LIMIT:
        raise Refused(f"Those details have {len(details):,} characters. Shorten them to {DETAILS_LIMIT:,}.")
    return Wording(title, details)


def labelled(text: str) -> str:
    """A carer's own label for themselves, on one line; nothing stands in it that the record would not say."""
    label = " ".join(text.split())
    if not label:
        raise Refused("Please write the label that should stand under your item, such as “A parent carer in Westmere”.")
    return screened(label, "label")


def screened(label: str, what: str) -> str:
    """What somebody wants to be called, on one line: short, and nothing that the record would not say."""
    if len(label) > LABEL_LIMIT:
        raise Refused(f"That {what} has {len(label):,} characters. Shorten it to {LABEL_LIMIT}.")
    kept_out(label, f"A {what} is")
    return publishable(label)


def timed(text: str) -> int | None:
    """The minutes that a host gives to an item; None for none in particular."""
    typed = text.strip().removesuffix("min").strip()
    if not typed:
        return None
    if not (typed.isascii() and typed.isdigit() and len(typed) < 5 and 1 <= int(typed) <= MOST_MINUTES):
        raise Refused(f"Type the minutes as a number from 1 to {MOST_MINUTES}, or leave it empty.")
    return int(typed)


def withdraw(state: ItemState, *, own: bool) -> None:
    """A carer may take back an item of their own while it is open."""
    if not own:
        raise Refused("That item is not yours. You can withdraw only what you raised yourself.")
    _still_open(state)


def support(state: ItemState, *, settled: bool = False) -> None:
    """ "Me too" is for items that are still open, and to which something may still come."""
    _still_open(state)
    if settled:
        raise Refused("The session on whose agenda that item stood is over. /agenda raise brings it up once more.")


def accept(
    item: int, state: ItemState, session: SessionStanding, organisation: int | None, **mark: Unpack[Mark]
) -> f.ItemAccepted:
    """Put the item on the agenda of a session that is still to come."""
    _still_open(state)
    if state is ItemState.ACCEPTED:
        raise Refused("That item is already on the agenda. Put it off first if it should move to another session.")
    if session.state not in (SessionState.PLANNED, SessionState.OPEN):
        raise Refused("That session is over or cancelled. Choose a session that is still to come.")
    return f.ItemAccepted(item=item, session=session.session, organisation=organisation, **mark)


def merge(item: int, state: ItemState, into: int, into_state: ItemState, **mark: Unpack[Mark]) -> f.ItemMerged:
    """Join the item to another open one; the support of both is added up, once a person."""
    _still_open(state)
    if item == into:
        raise Refused("An item cannot be joined to itself. Choose the other item.")
    if into_state not in OPEN:
        raise Refused(f"The other item is {SAID[into_state]}. Choose one that is still open.")
    return f.ItemMerged(item=item, into=into, **mark)


def defer(item: int, state: ItemState, reason: Reason, **mark: Unpack[Mark]) -> f.ItemDeferred:
    """Put the item off; it is carried over by itself and its author is told."""
    _still_open(state)
    if state is ItemState.DEFERRED:
        raise Refused("That item is already put off to a later session.")
    return f.ItemDeferred(item=item, reason=reason, **mark)


def decline(item: int, state: ItemState, reason: Reason, words: str, **mark: Unpack[Mark]) -> f.ItemDeclined:
    """Not take the item. The author is told why, in words, so words there must be."""
    _still_open(state)
    if reason not in DECLINE_REASONS:
        raise Refused("Choose one of the listed reasons for not taking an item.")
    if not words.strip():
        raise Refused("Please write a sentence for the carer that says why the item is not taken.")
    return f.ItemDeclined(item=item, reason=reason, **mark)


def on_the_agenda(state: ItemState) -> None:
    """Only what stands on an agenda has a place and minutes there."""
    if state is not ItemState.ACCEPTED:
        raise Refused(f"That item is {SAID[state]}, so it has no place on an agenda. /agenda review puts it on one.")


def arrange(session: SessionStanding) -> None:
    """Items are put in order and given minutes until the session is over; then its agenda is what was on it."""
    if session.state not in (SessionState.PLANNED, SessionState.OPEN):
        raise Refused("That session is over or cancelled, so its agenda stays as it was.")


def _still_open(state: ItemState) -> None:
    if state not in OPEN:
        raise Refused(f"That item is {SAID[state]}, so nothing more can be done with it.")
