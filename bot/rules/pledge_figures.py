"""How pledges are counted: kept, partly, open, not kept (RECORD-RULES §7). The one definition.

A pledge that was replaced counts through the one in its place. What is disputed or was taken back is in no figure, and
how many there are is printed.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date

from bot.rules.facts import OrganisationListed
from bot.rules.pledge_standing import PledgeStanding
from bot.rules.terms import Terms
from bot.rules.words import PledgeState


@dataclass(frozen=True)
class PledgeLine:
    """What one pledge contributes."""

    organisation: int
    official: int
    state: PledgeState
    made_on: date
    due: date
    updated: bool


@dataclass(frozen=True)
class PledgeTally:
    """`counted` is kept, partly, open and not kept together; `no_update` says of how many of the open ones the day has
    passed and nothing has been recorded since they were made."""

    counted: int = 0
    kept: int = 0
    partly: int = 0
    open: int = 0
    not_kept: int = 0
    no_update: int = 0
    replaced: int = 0
    disputed: int = 0
    withdrawn: int = 0


def line(now: PledgeStanding, terms: Terms) -> PledgeLine:
    return PledgeLine(now.organisation, now.official, now.state, terms.day(now.made_at), now.due, now.updated)


def tally(lines: Iterable[PledgeLine], *, since: date | None, as_at: date) -> PledgeTally:
    """Those made in the period."""
    within = [one for one in lines if since is None or one.made_on >= since]
    of = Counter(one.state for one in within)
    counted = (PledgeState.DONE, PledgeState.PARTLY, PledgeState.OPEN, PledgeState.NOT_DONE)
    return PledgeTally(
        counted=sum(of[state] for state in counted),
        kept=of[PledgeState.DONE],
        partly=of[PledgeState.PARTLY],
        open=of[PledgeState.OPEN],
        not_kept=of[PledgeState.NOT_DONE],
        no_update=sum(one.state is PledgeState.OPEN and one.due < as_at and not one.updated for one in within),
        replaced=of[PledgeState.REPLACED],
        disputed=of[PledgeState.DISPUTED],
        withdrawn=of[PledgeState.WITHDRAWN],
    )


def written(
    lines: Iterable[PledgeLine], organisations: Mapping[int, OrganisationListed], *, since: date | None, as_at: date
) -> dict[str, object]:
    """As `figures.json` holds them: everybody together, and each body that is listed."""
    every = tuple(lines)
    of = {number: [one for one in every if one.organisation == number] for number in sorted(organisations)}
    return {
        "forum": asdict(tally(every, since=since, as_at=as_at)),
        "organisations": {str(number): asdict(tally(own, since=since, as_at=as_at)) for number, own in of.items()},
    }
