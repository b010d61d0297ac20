"""What the database counts is what the entries give, today and as at any day before."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.clerk import Clerk
from bot.figures import conduct_of, figures_of, folded_until, tallies_of
from bot.rules import facts as f
from bot.rules.conduct import WATCHED, conduct
from bot.rules.recount import fold, in_period, tallies
from bot.rules.standing import Standing
from bot.rules.statistics import Figures
from bot.rules.words import OrganisationKind
from db import ledger
from db.engine import Database
from db.figures import Among
from tests.chronicled import kept, whole
from tests.rules.chronicle import START, Chronicle

EVERY = 30
"""Entries between two looks."""


def choices(told: Chronicle) -> Iterator[Among]:
    everybody = Among(forum_id=1)
    yield everybody
    yield replace(everybody, since=START + timedelta(days=40))
    for kind in (OrganisationKind.ICB, OrganisationKind.COUNCIL):
        yield replace(everybody, kind=kind.value)
    yield replace(everybody, organisation_id=1)
    yield replace(everybody, organisation_ids=frozenset({1, 2}))
    yield replace(everybody, organisation_id=2, since=START + timedelta(days=20))
    yield replace(everybody, official_id=max(told.roles))


async def _looked_at(clerk: Clerk, told: Chronicle, length: int) -> tuple[date, list[Figures]]:
    """Hold the database's counts to the fold of the entries; what the figures say today."""
    folded = fold(told.entries[:length])
    async with clerk.record.reading(1) as view:
        today = view.terms.day(view.now)
        for among in choices(told):
            chosen = {n: now for n, now in folded.standings.items() if _wanted(now, among, folded.organisations)}
            expected = tallies(replace(folded, standings=chosen), since=among.since, as_at=today)
            assert await tallies_of(view, among, today) == expected, among
        for since in (None, START + timedelta(days=40)):
            assert await conduct_of(view, since) == conduct(
                folded.entries.of_kinds(WATCHED), folded.terms, since=since, as_at=today
            )
        return today, [await figures_of(view, among) for among in choices(told)]


def _wanted(now: Standing, among: Among, bodies: dict[int, f.OrganisationListed] | object) -> bool:
    assert isinstance(bodies, dict)
    return (
        among.organisation_id in (None, now.organisation)
        and (among.organisation_ids is None or now.organisation in among.organisation_ids)
        and among.official_id in (None, now.official)
        and among.kind in (None, bodies[now.organisation].sort.value)
        and in_period(now, among.since)
    )


@pytest.mark.parametrize("seed", [4])
@pytest.mark.on_both
async def test_the_database_counts_what_the_entries_give_today_and_on_any_past_day(
    database: Database, seed: int
) -> None:
    told, looks, seen = Chronicle.of_chance(seed, days=65), [], 0
    async for clerk, length in kept(database, told):
        if length - seen >= EVERY or length == len(told.entries):
            seen = length
            looks.append(await _looked_at(clerk, told, length))
    assert len(looks) > 5
    assert any(figures[0].tally.counted for _, figures in looks), "a story in which nothing counts proves nothing"
    async with clerk.record.reading(1) as view:
        for day, figures in looks:
            assert [await figures_of(view, among, as_at=day) for among in choices(told)] == figures, day


async def test_a_day_before_the_first_has_no_figures(database: Database) -> None:
    told = Chronicle.begun()
    async for clerk, _ in kept(database, told):
        async with clerk.record.reading(1) as view:
            found = await figures_of(view, Among(forum_id=1), as_at=START - timedelta(days=1))
            assert (found.head, found.tally.counted) == ("", 0)


async def test_figures_name_the_head_that_they_were_worked_out_from(database: Database) -> None:
    async for clerk, length in kept(database, Chronicle.of_chance(6, days=12)):
        async with clerk.record.reading(1) as view:
            head = await ledger.head(view.db, 1)
            assert ((await figures_of(view, Among(forum_id=1))).head, length) == (head.hash, head.seq)
            folded = await folded_until(view, view.terms.day(view.now))
            assert [entry.seq for entry in folded.entries.of_kinds(f.every_kind())] == list(range(1, length + 1))


async def test_figures_of_another_forum_are_not_mixed_in(database: Database) -> None:
    clerk = await whole(database, Chronicle.of_chance(4, days=40))
    async with clerk.record.reading(1) as view:
        assert (await figures_of(view, Among(forum_id=1))).tally != (await figures_of(view, Among(forum_id=2))).tally
        assert await tallies_of(view, Among(forum_id=2), view.terms.day(view.now)) == {}
