"""The one writing door: all of a transaction or nothing, chained, folded and announced."""

import asyncio
from datetime import timedelta
from itertools import pairwise

import pytest
from sqlalchemy import func, select

from bot.clock import HandClock
from bot.record import Record
from bot.rules import chain, facts as f, invitation as rules
from bot.rules.errors import Refused
from bot.rules.policy import lengthened
from bot.rules.recount import fold
from bot.rules.words import Answer, Reason, State, Via
from bot.transaction import columns
from bot.view import entries
from db import ledger, models
from db.engine import Database
from tests.desk import HOST, Desk

pytestmark = pytest.mark.on_both


async def _count(desk: Desk, model: type[models.Base]) -> int:
    async with desk.clerk.database.reading() as db:
        return await db.scalar(select(func.count()).select_from(model)) or 0


async def _chain(desk: Desk) -> list[dict[str, object]]:
    async with desk.clerk.database.reading() as db:
        return await ledger.after(db, desk.forum, 0, 10_000)


async def _asked(desk: Desk) -> int:
    invitation = await desk.invited(await desk.session(), await desk.official(await desk.body()))
    await desk.sent(invitation)
    return invitation


async def test_a_transaction_that_fails_leaves_neither_fact_nor_notice(database: Database) -> None:
    desk = await Desk.opened(database)
    invitation = await _asked(desk)
    before = [await _count(desk, model) for model in (models.Entry, models.Outbox, models.Enclosure, models.Member)]
    with pytest.raises(ZeroDivisionError):
        async with desk.clerk.record.transaction(desk.forum, by=77) as tx:
            await tx.enclose("a text that must not stay")
            tx.record(rules.withdraw(await tx.standing(invitation), Reason.OUR_MISTAKE, **tx.mark(Via.HOST)))
            raise ZeroDivisionError
    after = [await _count(desk, model) for model in (models.Entry, models.Outbox, models.Enclosure, models.Member)]
    assert after == before
    assert (await desk.standing(invitation)).state is State.WAITING


async def test_every_line_follows_from_the_line_before(database: Database) -> None:
    desk = await Desk.opened(database)
    await desk.answered(await _asked(desk))
    lines, prev = await _chain(desk), chain.GENESIS
    assert len(lines) >= 8
    for number, line in enumerate(lines, 1):
        assert (line["seq"], line["prev"], line["hash"]) == (number, prev, chain.hash_of(line))
        prev = str(line["hash"])


async def test_twenty_who_write_at_once_make_one_chain(database: Database) -> None:
    desk = await Desk.opened(database)
    body = await desk.body()
    before = len(await _chain(desk))
    await asyncio.gather(*(desk.official(body, f"Director {n}") for n in range(20)))
    lines = await _chain(desk)
    assert [line["seq"] for line in lines] == list(range(1, before + 21))
    assert all(line["prev"] == earlier["hash"] for earlier, line in pairwise(lines))


async def test_two_forums_have_a_chain_each(database: Database) -> None:
    north = await Desk.opened(database)
    east = await Desk.opened(database, guild=901, slug="eastvale", clock=north.clock)
    await north.body()
    await east.body("Eastvale Council", "council")
    assert [line["seq"] for line in await _chain(east)] == [1, 2, 3]
    assert (await _chain(east))[0]["prev"] == chain.GENESIS


async def test_another_forums_invitation_is_as_good_as_none(database: Database) -> None:
    north = await Desk.opened(database)
    east = await Desk.opened(database, guild=901, slug="eastvale", clock=north.clock)
    invitation = await _asked(north)
    with pytest.raises(Refused, match="no such invitation in this forum"):
        await east.answered(invitation)
    assert (await north.standing(invitation)).answer is None


async def test_the_cached_standing_is_what_the_entries_fold_to(database: Database) -> None:
    desk = await Desk.opened(database)
    first, session = await _asked(desk), await desk.session(days=60, title="Young carers")
    second = await desk.invited(session, await desk.official(await desk.body("Westmere Council", "council")))
    await desk.post()
    await desk.days_pass(9)
    await desk.answered(second, Answer.DEPUTY)
    async with desk.clerk.record.reading(desk.forum) as view:
        for number, folded in fold(entries(await _chain(desk))).standings.items():
            row = await view.db.get_one(models.Standing, number)
            assert {name: getattr(row, name) for name in columns(folded, view)} == columns(folded, view)
    assert {first, second} == {1, 2}


async def test_each_fact_that_is_news_is_announced_once_and_in_order(database: Database) -> None:
    desk = await Desk.opened(database)
    await desk.answered(await _asked(desk))
    async with desk.clerk.database.reading() as db:
        rows = (
            await db.execute(select(models.Outbox).where(models.Outbox.destination == "log").order_by(models.Outbox.id))
        ).scalars()
        told = [row.subject for row in rows]
    kinds = {line["seq"]: line["kind"] for line in await _chain(desk)}
    assert [kinds[seq] for seq in told] == ["policy_adopted", "planned", "sent", "responded"]


async def test_a_text_stands_beside_the_chain_and_can_be_erased_from_it(database: Database) -> None:
    desk = await Desk.opened(database)
    await desk.session(title="A title somebody objects to")
    planned = next(line for line in await _chain(desk) if line["kind"] == "planned")
    digest = str(planned["title"])
    async with desk.clerk.database.reading() as db:
        salt, text = (await ledger.enclosed(db, desk.forum, [digest]))[digest]
    assert text == "A title somebody objects to"
    assert salt is not None
    assert chain.enclose(text, salt) == digest
    async with desk.clerk.database.writing() as db:
        await ledger.erase(db, desk.forum, digest, desk.clock.now())
    async with desk.clerk.database.reading() as db:
        assert (await ledger.enclosed(db, desk.forum, [digest]))[digest] == (None, None)


async def test_who_did_it_is_a_number_that_only_the_papers_resolve(database: Database) -> None:
    desk = await Desk.opened(database)
    bodies = await _chain(desk)
    assert str(HOST) not in {part for line in bodies for part in (str(line["by"]),)}
    assert {line["by"] for line in bodies} == {"member:1"}


async def test_reading_sees_one_moment_and_writes_nothing(database: Database) -> None:
    desk = await Desk.opened(database)
    async with desk.clerk.record.reading(desk.forum) as view:
        moment = view.now
        desk.clock.move_by(timedelta(hours=1))
        assert view.now == moment
    assert isinstance((await desk.history(await _asked(desk)))[0], f.Planned)


async def test_a_clock_that_is_set_back_never_puts_a_later_entry_before_an_earlier_one(database: Database) -> None:
    desk = await Desk.opened(database)
    await desk.body()
    desk.clerk.record.clock = HandClock(desk.clock.now() - timedelta(hours=3))
    await desk.official(1)
    moments = [str(line["at"]) for line in await _chain(desk)]
    assert moments == sorted(moments)


async def test_terms_adopted_by_another_process_hold_from_the_next_look(database: Database) -> None:
    desk = await Desk.opened(database)
    elsewhere = Record(database, desk.clock)
    async with desk.clerk.record.reading(desk.forum) as view:
        assert view.terms.policy.reply_days == 10
    async with elsewhere.transaction(desk.forum, by=HOST) as tx:
        patient = lengthened(tx.terms.policy, reply_days=12)
        tx.record(f.PolicyAdopted(policy=patient, **tx.mark(Via.COMMAND)))
    async with desk.clerk.record.reading(desk.forum) as view:
        assert view.terms.policy == patient
    async with desk.clerk.record.transaction(desk.forum) as tx:
        assert tx.terms.policy == patient


async def test_terms_that_were_not_committed_hold_for_nobody(database: Database) -> None:
    desk = await Desk.opened(database)
    with pytest.raises(LookupError):
        async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
            tx.record(f.PolicyAdopted(policy=lengthened(tx.terms.policy, reply_days=12), **tx.mark(Via.COMMAND)))
            raise LookupError
    async with desk.clerk.record.reading(desk.forum) as view:
        assert view.terms.policy.reply_days == 10
