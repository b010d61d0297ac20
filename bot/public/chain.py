"""What became of an item, as one chain: from the agenda to a question, to an answer, and whatever follows from it.

    chains = await chains_of(view, numbers)

Each subject adds its own links (`LINKS`): a function from item numbers to what it knows of each. An item stands by its
number: its words belong to the carer who wrote them.
"""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.public.asked import every_question
from bot.public.pledge_steps import chain_steps
from bot.public.said import read
from bot.rules import facts as f
from bot.rules.tongue import tr
from bot.view import View
from db.pledges import promised_items


@dataclass(frozen=True)
class Link:
    """One link: what it is, what is said of it, in whose own words, and where that stands.

    `order` puts the links of a chain one after the other: the number of the entry, or of the first one where it is
    told from several. `path` is the page where it can be looked up.
    """

    order: int
    called: str
    said: str
    day: date
    words: str | None = None
    path: str | None = None
    done: bool = False


@dataclass(frozen=True)
class Chain:
    """An item by its number, with everything that came of it, in order; `done` where somebody has answered or acted."""

    item: int
    links: Sequence[Link]

    @property
    def done(self) -> bool:
        return any(one.done for one in self.links)


Links = Mapping[int, Sequence[Link]]
"""By item."""


async def decisions(view: View, items: Collection[int]) -> Links:
    """What the hosts made of it."""
    kinds = tuple(f.every_kind(f.ItemFact))
    found = await view.of_kinds(kinds)
    wanted = [one for one in found if isinstance(one.fact, f.ItemFact) and one.fact.item in items]
    links: dict[int, list[Link]] = defaultdict(list)
    for said in await read(view, wanted):
        assert isinstance(said.fact, f.ItemFact)
        path = f"sessions/{said.session}" if said.session else None
        links[said.fact.item].append(Link(said.seq, tr("Agenda"), said.text, said.day, path=path))
    return links


async def questions(view: View, items: Collection[int]) -> Links:
    """To whom it was put, where that stands, and the answer in their own words."""
    links: dict[int, list[Link]] = defaultdict(list)
    for one in await every_question(view):
        if one.item not in items:
            continue
        path = f"invitations/{one.invitation}"
        said = one.put_said if one.answer_said else one.stands
        put = " ".join(filter(None, (said, one.carried)))
        links[one.item].append(Link(one.put, tr("Question to {body}", body=one.body), put, one.first_on, path=path))
        if one.answer_said and one.answered_on:
            answered = tr("Answer of {body}", body=one.body)
            links[one.item].append(
                Link(
                    order=one.entry,
                    called=answered if one.answered else tr("{body} spoke of it", body=one.body),
                    said=one.stands if one.disputed else one.answer_said,
                    day=one.answered_on,
                    words=one.answer,
                    path=path,
                    done=one.answered and not one.disputed,
                )
            )
    return links


async def promises(view: View, items: Collection[int]) -> Links:
    """What was promised of it, and what became of that."""
    links: dict[int, list[Link]] = defaultdict(list)
    for item in await promised_items(view.db, view.forum.id, items):
        links[item] = [
            Link(one.order, one.called, one.said, one.day, one.words, "pledges", one.done)
            for one in await chain_steps(view, item)
        ]
    return links


LINKS: tuple[Callable[[View, Collection[int]], Awaitable[Links]], ...] = (decisions, questions, promises)
"""A subject that follows from items adds its function here, and stands in every chain."""


async def chains_of(view: View, items: Sequence[int]) -> list[Chain]:
    """In the order given."""
    found: dict[int, list[Link]] = defaultdict(list)
    for links_of in LINKS:
        for item, links in (await links_of(view, items)).items():
            found[item] += links
    return [Chain(item, sorted(found[item], key=lambda one: one.order)) for item in items]


async def items_on_record(view: View) -> list[int]:
    """Every item that the record speaks of, the newest first; one that nobody has decided about is not on it."""
    kinds = tuple(f.every_kind(f.ItemFact))
    found = await view.of_kinds(kinds)
    numbers = {one.fact.item for one in found if isinstance(one.fact, f.ItemFact)}
    return sorted(numbers, reverse=True)
