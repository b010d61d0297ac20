"""Partnership criteria: what carers want to see in a session, in words of their own, adopted by their vote."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Unpack

from bot.rules import facts as f
from bot.rules.errors import Refused
from bot.rules.partnership import Partnership
from bot.rules.policy import Policy
from bot.rules.publishable import publishable
from bot.rules.screening import kept_out, second_looks
from bot.rules.terms import Mark
from bot.rules.voting import Votes, carried

MOST, LONGEST = 8, 120


@dataclass(frozen=True)
class Change:
    """What a vote would do: adopt the `text`, put it in the place of another, or only take that one away."""

    text: str | None
    instead_of: int | None


def change(text: str, instead_of: int | None, now: Partnership, known: Collection[str]) -> Change:
    """Refuses what cannot be voted on. `known` are the texts in force and those that are being voted on."""
    words = _worded(text) if text.strip() else None
    if instead_of is not None and instead_of not in now.criteria:
        raise Refused("That criterion is no longer in force. Choose one of those that are, or none.")
    if words is None and instead_of is None:
        raise Refused("Please write the criterion: one line that everybody who was there can say yes or no to.")
    if words and words.casefold() in {one.casefold() for one in known}:
        raise Refused("That criterion is in force already, or being voted on. /criteria list shows them.")
    if words and instead_of is None and len(now.criteria) >= MOST:
        raise Refused(f"There are {MOST} criteria already, which is the most. Choose the one that it would replace.")
    return Change(words, instead_of)


def _worded(text: str) -> str:
    words = " ".join(text.split())
    if len(words) > LONGEST:
        raise Refused(f"That criterion has {len(words):,} characters. Shorten it to {LONGEST}.")
    kept_out(words)
    if looks := second_looks(words):
        raise Refused(f"A criterion is about how we work together, never about a person. {looks[0]}")
    return publishable(words)


def still_fits(change: Change, now: Partnership) -> bool:
    """Whether it could come into force today: other votes may have closed since it was called."""
    gone = change.instead_of is not None and change.instead_of not in now.criteria
    full = change.instead_of is None and len(now.criteria) >= MOST
    return not (gone or full)


def adopt(
    number: int,
    text: f.Enclosed | None,
    instead_of: int | None,
    now: Partnership,
    votes: Votes,
    policy: Policy,
    **mark: Unpack[Mark],
) -> f.CriteriaAdopted:
    """The next version: `text` under its `number`, in the place of the one that it replaces, or as the last."""
    if not carried(votes, policy):
        raise Refused(f"A criterion is adopted by at least {policy.vote_least} votes, more for it than against it.")
    after: dict[int, f.Enclosed] = {}
    for known, words in now.criteria.items():
        if known != instead_of:
            after[known] = words
        elif text is not None:
            after[number] = text
    if text is not None:
        after.setdefault(number, text)
    return f.CriteriaAdopted(
        version=now.version + 1,
        criteria=tuple(after),
        texts=tuple(after.values()),
        in_favour=votes.in_favour,
        against=votes.against,
        **mark,
    )


def follows(fact: f.CriteriaAdopted, now: Partnership, policy: Policy) -> bool:
    """Whether this version can come after the one in force: one criterion more, another, or one less."""
    new = dict(zip(fact.criteria, fact.texts, strict=False))
    added, gone = new.keys() - now.criteria.keys(), now.criteria.keys() - new.keys()
    return (
        fact.version == now.version + 1
        and len(new) == len(fact.criteria) == len(fact.texts) <= MOST
        and len(added) <= 1 >= len(gone)
        and bool(added or gone)
        and all(new[number] == now.criteria[number] for number in new.keys() - added)
        and carried(Votes(fact.in_favour, fact.against), policy)
    )
