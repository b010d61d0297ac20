"""The outbox at work, with couriers that answer what the test says."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from hypothesis import given, settings, strategies as st
from sqlalchemy import select

from bot import outbox as worker
from bot.outbox import LEFT, Courier, Delivered, Errand, Gone, Later, NotNeeded, Outcome, back_off, deliver
from bot.rules.errors import Refused
from bot.rules.notices import Action, Destination, Notice
from bot.transaction import Transaction
from db import models, outbox, posts
from db.engine import Database
from tests.desk import Desk

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
DESTINATIONS = [*Destination]


@dataclass
class Cart:
    """Answers each errand as told, and remembers what it was given: "log 3" is notice 3 to the log."""

    answers: Callable[[Errand], Outcome | Awaitable[Outcome]] = lambda errand: Delivered(1, errand.subject)
    carried: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    async def carry(self, errand: Errand) -> Outcome:
        if errand.action is Action.TELL_BLOCKED:
            self.told.append(f"{errand.kind}: {errand.detail}")
            return Delivered()
        self.carried.append(f"{errand.destination} {errand.subject}")
        answer = self.answers(errand)
        return await answer if isinstance(answer, Awaitable) else answer

    def to(self, *destinations: Destination) -> dict[str, Courier]:
        return {destination.value: self for destination in destinations or DESTINATIONS}


@pytest.fixture
async def desk(database: Database) -> Desk:
    """A forum that has nothing to tell."""
    desk = await Desk.opened(database)
    await deliver(desk.clerk, Cart().to())
    return desk


async def tell(desk: Desk, *notices: tuple[Destination, int], wait: timedelta | None = None) -> None:
    async with desk.clerk.record.transaction(desk.forum) as tx:
        for destination, number in notices:
            notice = Notice(destination, Action.DIGEST, number, f"{destination.value}-{number}")
            tx.notify(notice, not_before=tx.now + wait if wait else None)


async def rows(desk: Desk, *, action: Action = Action.DIGEST) -> list[models.Outbox]:
    async with desk.clerk.database.reading() as db:
        found = select(models.Outbox).where(models.Outbox.action == action.value).order_by(models.Outbox.id)
        return list(await db.scalars(found))


def once(first: Outcome) -> Callable[[Errand], Outcome]:
    """`first` at the first try of each errand, and delivered at the next."""
    return lambda errand: first if errand.attempts == 1 else Delivered(1, errand.subject)


async def test_everything_goes_once_and_each_queue_in_its_order(desk: Desk) -> None:
    await tell(desk, *((Destination.LOG, n) for n in range(20)), (Destination.CHAT, 1), (Destination.HOSTS, 2))
    cart = Cart()
    assert await deliver(desk.clerk, cart.to()) == 22
    assert [one for one in cart.carried if one.startswith("log")] == [f"log {n}" for n in range(20)]
    assert await deliver(desk.clerk, cart.to()) == 0
    assert len(cart.carried) == 22


async def test_the_message_it_became_is_kept(desk: Desk) -> None:
    await tell(desk, (Destination.LOG, 7))
    await deliver(desk.clerk, Cart(lambda _: Delivered(31, 32)).to())
    async with desk.clerk.database.reading() as db:
        assert await outbox.posted(db, desk.forum, "log-7") == (31, 32)
        assert await posts.message_of(db, desk.forum, (Action.DIGEST,), 7) == (31, 32)


async def test_what_has_to_wait_holds_back_its_own_queue_and_no_other(desk: Desk) -> None:
    await tell(desk, (Destination.LOG, 1), (Destination.LOG, 2), (Destination.CHAT, 3))
    cart = Cart(lambda errand: Later("a storm") if errand.kind == "log" else Delivered())
    assert await deliver(desk.clerk, cart.to()) == 1
    assert cart.carried == ["log 1", "chat 3"]


async def test_a_bug_in_one_courier_stops_no_other_errand_and_loses_nothing(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    await tell(desk, (Destination.LOG, 1), (Destination.CHAT, 2))

    def answer(errand: Errand) -> Outcome:
        if errand.kind == "log" and errand.attempts == 1:
            raise ZeroDivisionError
        return Delivered()

    cart = Cart(answer)
    assert await deliver(desk.clerk, cart.to()) == 1
    assert "log-1 could not be delivered" in caplog.text
    desk.clock.move_by(MINUTE)
    assert await deliver(desk.clerk, cart.to()) == 1
    assert cart.carried == ["log 1", "chat 2", "log 1"]


async def test_a_courier_that_never_answers_is_tried_again_later(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    await tell(desk, (Destination.LOG, 1))
    monkeypatch.setattr(worker, "PATIENCE", 0)

    async def never() -> Outcome:
        await asyncio.Event().wait()
        raise AssertionError

    assert await deliver(desk.clerk, Cart(lambda _: never()).to()) == 0
    assert [(row.state, row.error) for row in await rows(desk)] == [("waiting", "no answer in time")]


@settings(deadline=None)  # a busy machine is no fault of the rule
@given(attempts=st.integers(1, 10_000), row=st.integers(1, 10**9))
def test_the_wait_grows_to_a_quarter_of_an_hour_and_never_beyond(attempts: int, row: int) -> None:
    wait = back_off(attempts, row)
    assert timedelta(seconds=1) <= wait <= timedelta(minutes=15)
    assert wait == back_off(attempts, row)
    assert back_off(attempts + 1, row) >= wait


def test_what_failed_together_comes_back_apart() -> None:
    assert len({back_off(9, row) for row in range(20)}) > 10


async def test_the_public_record_is_tried_for_ever(desk: Desk) -> None:
    await tell(desk, (Destination.LOG, 1), (Destination.LOG, 2))
    cart = Cart(lambda _: Later("Discord is down"))
    for _ in range(12):
        await deliver(desk.clerk, cart.to())
        desk.clock.move_by(timedelta(minutes=15))
    assert cart.carried == ["log 1"] * 12
    cart.answers = lambda _: Delivered()
    assert await deliver(desk.clerk, cart.to()) == 2
    assert cart.carried[-2:] == ["log 1", "log 2"]


async def test_what_was_put_off_until_a_moment_comes_then_and_not_before(desk: Desk) -> None:
    await tell(desk, (Destination.LOG, 1))
    cart = Cart(once(Later("at night", desk.clock.now() + HOUR)))
    await deliver(desk.clerk, cart.to())
    desk.clock.move_by(HOUR - timedelta(seconds=1))
    assert await deliver(desk.clerk, cart.to()) == 0
    desk.clock.move_by(timedelta(seconds=1))
    assert await deliver(desk.clerk, cart.to()) == 1


async def test_a_courier_finds_again_what_it_wanted_to_remember(desk: Desk) -> None:
    await tell(desk, (Destination.LOG, 1))
    seen: list[str | None] = []

    def answer(errand: Errand) -> Outcome:
        seen.append(errand.detail)
        return Later("again", remember="since noon") if errand.attempts == 1 else Delivered()

    await deliver(desk.clerk, (cart := Cart(answer)).to())
    desk.clock.move_by(MINUTE)
    await deliver(desk.clerk, cart.to())
    assert seen == [None, "since noon"]


async def test_a_queue_whose_end_is_gone_stands_still_and_a_host_is_told_once(desk: Desk) -> None:
    await tell(desk, (Destination.LOG, 1), (Destination.LOG, 2), (Destination.CHAT, 3))
    gone = Gone("10003", "Choose another channel.")
    cart = Cart(lambda errand: gone if errand.kind == "log" else Delivered())
    await deliver(desk.clerk, cart.to())
    assert [(row.destination, row.state) for row in await rows(desk)] == [
        ("log", "blocked"),
        ("log", "waiting"),
        ("chat", "done"),
    ]
    assert cart.told == ["hosts: Choose another channel."]
    await tell(desk, (Destination.LOG, 4))
    for _ in range(8):
        desk.clock.move_by(timedelta(hours=3))
        await deliver(desk.clerk, cart.to())
    assert len(cart.told) == 1
    async with desk.clerk.database.reading() as db:
        assert [(one.destination, one.error) for one in await posts.stuck(db, desk.forum)] == [("log", "10003")]


async def test_once_it_is_mended_everything_goes_in_order(desk: Desk) -> None:
    await tell(desk, (Destination.LOG, 1), (Destination.LOG, 2))
    cart = Cart(lambda _: Gone("10003", "Choose another channel."))
    await deliver(desk.clerk, cart.to())
    await tell(desk, (Destination.LOG, 3))
    cart.answers, cart.carried = lambda _: Delivered(), []
    async with desk.clerk.database.writing() as db:
        await outbox.unblock(db, desk.forum, "log", desk.clock.now())
    assert await deliver(desk.clerk, cart.to()) == 3
    assert cart.carried == ["log 1", "log 2", "log 3"]


async def test_what_is_mended_without_a_word_to_us_is_found_within_the_hour(desk: Desk) -> None:
    await tell(desk, (Destination.LOG, 1), (Destination.LOG, 2))
    cart = Cart(once(Gone("50013", "Give the permission.")))
    await deliver(desk.clerk, cart.to())
    for _ in range(2):
        desk.clock.move_by(HOUR / 2)
        assert cart.carried == ["log 1"]
        await deliver(desk.clerk, cart.to())
    assert cart.carried == ["log 1", "log 1", "log 2"]


async def test_a_second_trouble_after_the_first_is_told_again(desk: Desk) -> None:
    cart = Cart(once(Gone("50013", "Give the permission.")))
    for number in (1, 2):
        await tell(desk, (Destination.LOG, number))
        await deliver(desk.clerk, cart.to())
        desk.clock.move_by(HOUR)
        await deliver(desk.clerk, cart.to())
    assert len(cart.told) == 2


async def test_one_trouble_with_many_letters_is_told_once(desk: Desk) -> None:
    await tell(desk, *((Destination.MAIL, number) for number in range(6)))
    cart = Cart(lambda _: Gone("535", "The password is wrong."))
    for _ in range(3):
        await deliver(desk.clerk, cart.to())
        desk.clock.move_by(HOUR)
    assert cart.told == ["hosts: The password is wrong."]


async def test_a_hosts_channel_that_is_gone_is_told_to_whoever_set_the_forum_up(desk: Desk) -> None:
    await tell(desk, (Destination.HOSTS, 1))
    cart = Cart(lambda _: Gone("10003", "Choose another hosts’ channel."))
    await deliver(desk.clerk, cart.to())
    assert cart.told == ["owner: Choose another hosts’ channel."]


async def test_when_nobody_can_be_told_it_is_kept_for_the_check(desk: Desk) -> None:
    class Nowhere(Cart):
        async def carry(self, errand: Errand) -> Outcome:
            self.carried.append(errand.destination)
            return Gone("50007", "No way.")

    await tell(desk, (Destination.HOSTS, 1))
    nowhere = Nowhere()
    await deliver(desk.clerk, nowhere.to())
    assert nowhere.carried == ["hosts", "owner"]
    async with desk.clerk.database.reading() as db:
        assert {one.destination for one in await posts.stuck(db, desk.forum)} == {"hosts", "owner"}


async def test_letters_without_mail_settings_wait_and_a_host_hears_why(desk: Desk) -> None:
    await tell(desk, (Destination.MAIL, 1))
    cart = Cart()
    await deliver(desk.clerk, cart.to(Destination.HOSTS))
    assert [row.state for row in await rows(desk)] == ["blocked"]
    assert cart.told == [f"hosts: {worker.NO_COURIER['mail']}"]


async def test_what_is_not_needed_is_finished_and_lets_the_next_go(desk: Desk) -> None:
    await tell(desk, (Destination.LOG, 1), (Destination.LOG, 2))
    cart = Cart(lambda errand: NotNeeded("erased") if errand.subject == 1 else Delivered())
    assert await deliver(desk.clerk, cart.to()) == 1
    assert [row.state for row in await rows(desk)] == ["done", "done"]


async def named(tx: Transaction) -> None:
    tx.forum.area = "Eastvale"


async def refusing(tx: Transaction) -> None:
    tx.forum.area = "Westmere"
    raise Refused("That letter is already on the record as sent.")


async def failing(tx: Transaction) -> None:
    tx.forum.area = "Westmere"
    raise ZeroDivisionError


async def area(desk: Desk) -> str | None:
    async with desk.clerk.record.reading(desk.forum) as view:
        return view.forum.area


async def test_what_follows_from_a_delivery_is_written_with_it(desk: Desk) -> None:
    await tell(desk, (Destination.MAIL, 1))
    assert await deliver(desk.clerk, Cart(lambda _: Delivered(then=named)).to()) == 1
    assert await area(desk) == "Eastvale"
    assert [row.state for row in await rows(desk)] == ["done"]


async def test_what_the_rules_refuse_to_write_finishes_the_errand_all_the_same(desk: Desk) -> None:
    await tell(desk, (Destination.MAIL, 1))
    await deliver(desk.clerk, Cart(lambda _: Delivered(then=refusing)).to())
    assert await area(desk) == "Northshire"
    assert [row.state for row in await rows(desk)] == ["done"]


async def test_what_has_gone_out_and_could_not_be_put_down_says_so_at_the_next_try(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    await tell(desk, (Destination.MAIL, 1))
    seen: list[str | None] = []

    def answer(errand: Errand) -> Outcome:
        seen.append(errand.detail)
        return Delivered(then=failing if errand.attempts == 1 else named)

    await deliver(desk.clerk, (cart := Cart(answer)).to())
    assert [row.state for row in await rows(desk)] == ["waiting"]
    assert "has gone out, but that could not be put down" in caplog.text
    desk.clock.move_by(MINUTE)
    await deliver(desk.clerk, cart.to())
    assert seen == [None, LEFT]
    assert await area(desk) == "Eastvale"


async def test_two_workers_at_once_carry_nothing_twice(desk: Desk) -> None:
    await tell(desk, *((Destination.LOG, n) for n in range(5)), *((Destination.MAIL, n) for n in range(12)))
    cart = Cart()
    counts = await asyncio.gather(deliver(desk.clerk, cart.to()), deliver(desk.clerk, cart.to()))
    # One may come just as the other holds the head of a queue; what it leaves is there for the next step.
    rest = await deliver(desk.clerk, cart.to())
    assert sum(counts) + rest == 17
    assert len(cart.carried) == len(set(cart.carried)) == 17


async def test_a_worker_that_was_too_slow_cannot_undo_what_another_finished(desk: Desk) -> None:
    await tell(desk, (Destination.LOG, 1))
    fast = Cart(lambda _: Delivered(1, 2))

    async def slowly() -> Outcome:
        desk.clock.move_by(worker.LEASE)
        await deliver(desk.clerk, fast.to())
        return Later("I was too slow")

    await deliver(desk.clerk, Cart(lambda _: slowly()).to())
    assert [(row.state, row.message_id) for row in await rows(desk)] == [("done", 2)]


async def test_what_a_killed_worker_held_comes_back_when_its_lease_runs_out(desk: Desk) -> None:
    await tell(desk, (Destination.LOG, 1), (Destination.LOG, 2))

    async def killed() -> Outcome:
        raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        await deliver(desk.clerk, Cart(lambda _: killed()).to())
    cart = Cart()
    assert await deliver(desk.clerk, cart.to()) == 0
    desk.clock.move_by(worker.LEASE)
    assert await deliver(desk.clerk, cart.to()) == 2
    assert cart.carried == ["log 1", "log 2"]


async def test_two_forums_do_not_wait_for_each_other(desk: Desk, database: Database) -> None:
    other = await Desk.opened(database, guild=901, slug="westmere", clock=desk.clock)
    await deliver(desk.clerk, Cart().to())
    await tell(desk, (Destination.LOG, 1))
    await tell(other, (Destination.LOG, 2))
    cart = Cart(lambda errand: Gone("10003", "Gone.") if errand.forum == desk.forum else Delivered())
    assert await deliver(desk.clerk, cart.to()) == 1 + 1  # the other forum's entry, and the word to this one's hosts
    assert len(cart.told) == 1
