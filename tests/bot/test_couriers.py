"""What stands in Discord, looked at in a server with everything real but the network."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import discord
import pytest

from bot import letters
from bot.couriers import to_everywhere
from bot.couriers.discord_courier import nonce
from bot.outbox import Courier, Errand, Outcome, deliver
from bot.rules import agenda, correction, invitation as rules, session
from bot.rules.notices import Action, Destination, Notice
from bot.rules.words import Answer, Reason, Via
from db import models, outbox, posts
from db.engine import Database
from tests.bot.town import Town, open_town
from tests.desk import CAL, HOST

pytestmark = pytest.mark.only_on("sqlite")  # What Discord shows does not depend on the database; what is kept does.
on_both = pytest.mark.only_on("sqlite", "postgres")

MINUTE = timedelta(minutes=1)
MESSAGES = "/channels/*/messages"


@pytest.fixture
async def town(database: Database) -> AsyncIterator[Town]:
    """Northshire, with everything told that its beginning brought about."""
    async with open_town(database) as town:
        await town.deliver()
        yield town


async def invited(town: Town, role: str = "Director of Commissioning") -> tuple[int, int]:
    """A session and an invitation to it, whose letter waits to be handed to the hosts."""
    session_id = await town.desk.session()
    body = await town.desk.body(f"NHS {role} Trust", "nhs_trust")
    return session_id, await town.desk.invited(session_id, await town.desk.official(body, role))


async def sent(town: Town, invitation: int) -> None:
    """A host says that the letter has left."""
    async with town.desk.clerk.database.reading() as db:
        from db import papers

        letter = (await papers.letters(db, invitation))[-1]
    async with town.desk.clerk.record.transaction(town.desk.forum, by=HOST) as tx:
        await letters.left(tx, town.desk.clerk.ways, letter.id, Via.HOST)


async def item(town: Town, **changed: Any) -> int:
    async with town.desk.clerk.record.transaction(town.desk.forum, by=town.world.cal.id) as tx:
        author = int(tx.by.removeprefix("member:"))
        fields: dict[str, Any] = {
            "forum_id": town.desk.forum,
            "author_id": author,
            "shown": "unnamed",
            "title": "Bus passes for *young* carers",
            "details": "The 9:15 is too late.",
            "state": "raised",
            "raised_at": tx.now,
        }
        row = models.Item(**(fields | changed))
        tx.db.add(row)
        await tx.db.flush()
        tx.notify(Notice(Destination.CHAT, Action.ITEM_CARD, row.id, f"item:{row.id}:card"))
    return row.id


# ------------------------------------------------------------------------------------------------ the public log


async def test_every_public_entry_stands_in_the_log_once_and_in_order(town: Town) -> None:
    _, invitation = await invited(town)
    await sent(town, invitation)
    await town.desk.answered(invitation)
    await town.deliver()
    await town.deliver()
    numbers = [text.splitlines()[-1].split(" · ")[0] for text in town.world.texts(town.world.log)]
    assert numbers == ["-# Entry 1", "-# Entry 3", "-# Entry 7", "-# Entry 8"]
    thanks = town.world.texts(town.world.log)[-1]
    assert thanks.startswith("## Thanks\nThank you: the Director of Commissioning of NHS Director of Commissioning")
    assert thanks.endswith("-# Entry 8 · Tuesday 1 September 2026")


async def test_a_correction_stands_under_the_entry_and_as_an_entry_of_its_own(town: Town) -> None:
    _, invitation = await invited(town)
    await sent(town, invitation)
    await town.desk.answered(invitation, Answer.CANNOT_COME)
    await town.deliver()
    async with town.desk.clerk.record.transaction(town.desk.forum, by=HOST) as tx:
        history = await tx.history(invitation)
        fact = correction.correct(
            history,
            history[-1].seq,
            answer=Answer.ATTENDING,
            presence=None,
            reason=Reason.OUR_MISTAKE,
            **tx.mark(Via.HOST),
        )
        tx.record(fact)
    before = len(town.world.texts(town.world.log))
    await town.deliver()
    log = town.world.texts(town.world.log)
    line = "Corrected on 1 September 2026: cannot come → coming. Reason: our mistake."
    assert len(log) == before + 1
    assert line in log[-2]
    assert log[-1].startswith(f"## Correction\n{line}")


async def test_an_entry_deleted_in_discord_comes_back_when_it_is_corrected(town: Town) -> None:
    _, invitation = await invited(town)
    await sent(town, invitation)
    await town.deliver()
    message = town.world.log.last_message
    assert message is not None
    town.world.env.backend.delete_message(town.world.log.id, message.id)
    async with town.desk.clerk.record.transaction(town.desk.forum, by=HOST) as tx:
        tx.record(rules.address_replaced(await tx.standing(invitation), **tx.mark(Via.HOST)))
    await town.deliver()
    log = town.world.texts(town.world.log)
    assert any("We asked" in text and "we had written to a wrong address" in text for text in log)
    async with town.desk.clerk.record.transaction(town.desk.forum, by=HOST) as tx:
        again = (await tx.history(invitation))[-2]
        tx.notify(Notice(Destination.LOG, Action.EDIT_ENTRY, again.seq, "once-more"))
    await town.deliver()
    assert len(town.world.texts(town.world.log)) == len(log)


async def test_nothing_that_is_posted_can_mention_anybody_or_be_typed_markdown(town: Town) -> None:
    await town.desk.session(title="@everyone **read** [this](https://example.org) <@1> `x`")
    await town.deliver()
    for channel in (town.world.log, town.world.chat):
        text = town.world.markdown(channel.history()[-1])
        assert "@everyone" not in text
        assert "\\[this\\]" in text
        assert "<@1>" not in text
    sends = [one for one in town.world.env.http_requests if one.method == "POST" and one.path.endswith("/messages")]
    assert sends
    assert all(one.json["allowed_mentions"] == {"parse": []} for one in sends if one.json)


async def test_edits_mention_nobody_and_leave_link_previews_as_they_are(town: Town) -> None:
    session_id = await town.desk.session()
    await town.deliver()
    await cancel(town, session_id)
    await town.deliver()
    edits = [one for one in town.world.env.http_requests if one.method == "PATCH" and "/messages/" in one.path]
    assert edits
    for one in edits:
        assert one.json is not None
        assert one.json["allowed_mentions"] == {"parse": []}
        assert one.json["flags"] == 1 << 15  # "made of components", and nothing about link previews


# ------------------------------------------------------------------------------------------------ sent once, not twice


@dataclass
class KilledAfterSending:
    """The courier has done its work, and the process dies before anything of it is written down."""

    courier: Courier

    async def carry(self, errand: Errand) -> Outcome:
        await self.courier.carry(errand)
        raise asyncio.CancelledError


def dying(couriers: Mapping[str, Courier], *kinds: str) -> dict[str, Courier]:
    return {kind: KilledAfterSending(one) if kind in kinds else one for kind, one in couriers.items()}


@on_both
@pytest.mark.parametrize("kind", ["log", "chat", "hosts"])
async def test_killed_between_sending_and_writing_it_down_leaves_one_message(town: Town, kind: str) -> None:
    await invited(town)
    couriers = to_everywhere(town.desk.clerk, town.world.bot)
    with pytest.raises(asyncio.CancelledError):
        await deliver(town.desk.clerk, dying(couriers, kind))
    await town.world.restart()
    await town.deliver(wait=MINUTE)
    for channel in (town.world.log, town.world.chat, town.world.hosts):
        texts = town.world.texts(channel)
        assert len(texts) == len(set(texts)), channel.name
    assert {row.state for row in await town.outbox()} == {"done"}
    assert all(row.message_id for row in await town.outbox() if row.destination in ("log", "chat", "hosts"))


@on_both
async def test_killed_after_making_the_event_leaves_one_event(town: Town) -> None:
    session_id = await town.desk.session()
    couriers = to_everywhere(town.desk.clerk, town.world.bot)
    with pytest.raises(asyncio.CancelledError):
        await deliver(town.desk.clerk, dying(couriers, "event"))
    await town.world.restart()
    await town.deliver(wait=MINUTE)
    assert len(events(town)) == 1
    assert await event_of(town, session_id) == events(town)[0].id


async def test_the_same_card_by_somebody_else_or_in_answer_to_a_command_is_not_the_posted_one(town: Town) -> None:
    await town.desk.session()
    town.world.env.inject_error("POST", MESSAGES, status=500, times=None)
    await town.deliver()
    town.world.env.backend.faults.clear()
    small_print = [{"type": 17, "components": [{"type": 10, "content": "-# Session 1"}]}]
    asked = {
        "id": "1",
        "type": 2,
        "user": {"id": str(town.world.hana.id), "username": "hana", "discriminator": "0", "avatar": None},
        "authorizing_integration_owners": {},
    }
    bot = town.world.bot.user
    assert bot is not None
    post = town.world.env.backend.create_message
    post(town.world.chat.id, town.world.stan.id, components=small_print, flags=1 << 15)
    post(town.world.chat.id, bot.id, components=small_print, flags=1 << 15, interaction_metadata=asked)
    await town.deliver(wait=MINUTE)
    assert [text.startswith("## Respite") for text in town.world.texts(town.world.chat)] == [False, False, True]


def test_a_notice_has_one_nonce_for_ever_and_no_other_has_it() -> None:
    def errand(key: str, forum: int = 1, attempts: int = 1) -> Errand:
        return Errand(1, forum, "log", Action.POST_ENTRY, 1, key, None, attempts)

    assert nonce(errand("entry:1")) == nonce(errand("entry:1", attempts=9)) == "E3XWJIMVL7ECG4FUNG5ING5N"
    assert len({nonce(errand("entry:1")), nonce(errand("entry:2")), nonce(errand("entry:1", forum=2))}) == 3


async def test_the_nonce_goes_along(town: Town) -> None:
    await town.desk.session()
    await town.deliver()
    (row,) = await town.outbox(key="entry:3")
    wanted = nonce(Errand(row.id, row.forum_id, "log", Action.POST_ENTRY, 3, row.key, None, 1))
    sends = [one.json for one in town.world.env.http_requests if one.method == "POST" and one.json]
    assert wanted in [payload.get("nonce") for payload in sends if payload.get("enforce_nonce")]


# ------------------------------------------------------------------------------------------------ what goes wrong


TROUBLES = [
    pytest.param(500, 0, id="Discord is down"),
    pytest.param(503, 0, id="Discord is out of service"),
    pytest.param(429, 0, id="we are shut out"),
    pytest.param(400, 40003, id="we are too fast"),
]


@pytest.mark.parametrize(("status", "code"), TROUBLES)
async def test_after_trouble_everything_is_there_once_and_in_order(town: Town, status: int, code: int) -> None:
    town.world.env.inject_error("POST", MESSAGES, status=status, code=code, times=4)
    _, invitation = await invited(town)
    await sent(town, invitation)
    for _ in range(4):
        await town.deliver(wait=15 * MINUTE)
    numbers = [text.splitlines()[-1].split(" · ")[0] for text in town.world.texts(town.world.log)]
    assert numbers == ["-# Entry 1", "-# Entry 3", "-# Entry 7"]
    assert {row.state for row in await town.outbox()} == {"done"}


async def test_after_three_answers_of_the_gatekeeper_nothing_is_asked_for_ten_minutes(town: Town) -> None:
    town.world.env.inject_error("POST", "*", status=403, code=0, times=None)
    await town.desk.session()
    couriers = to_everywhere(town.desk.clerk, town.world.bot)
    town.couriers = couriers
    await town.deliver()
    asked = len(town.world.env.http_requests)
    await town.deliver(wait=MINUTE)
    await town.deliver(wait=MINUTE)
    assert len(town.world.env.http_requests) == asked
    town.world.env.backend.faults.clear()
    await town.deliver(wait=10 * MINUTE)
    await town.deliver(wait=15 * MINUTE)
    assert {row.state for row in await town.outbox()} == {"done"}


@on_both
async def test_a_deleted_log_channel_keeps_its_queue_and_a_new_one_gets_all_of_it(town: Town) -> None:
    _, invitation = await invited(town)
    await town.deliver()
    town.world.env.backend.delete_channel(town.world.log.id)
    await sent(town, invitation)
    await town.desk.answered(invitation)
    for _ in range(3):
        await town.deliver(wait=timedelta(hours=2))
    told = [text for text in town.world.texts(town.world.hosts) if "Something cannot be delivered" in text]
    assert len(told) == 1
    assert (
        "The clerk cannot find the public log any more: the channel was deleted. Choose another with /forum" in told[0]
    )
    new = town.world.guild.create_text_channel("new-log")
    await town.settings(log_channel_id=new.id)
    async with town.desk.clerk.database.writing() as db:
        await outbox.unblock(db, town.desk.forum, "log", town.desk.clock.now())
    await town.deliver()
    assert [text.splitlines()[0] for text in town.world.texts(new)] == ["## Invitation", "## Thanks"]
    assert {row.state for row in await town.outbox()} == {"done"}


async def test_an_entry_of_a_deleted_channel_is_corrected_in_the_new_one(town: Town) -> None:
    _, invitation = await invited(town)
    await sent(town, invitation)
    await town.deliver()
    town.world.env.backend.delete_channel(town.world.log.id)
    new = town.world.guild.create_text_channel("new-log")
    await town.settings(log_channel_id=new.id)
    async with town.desk.clerk.record.transaction(town.desk.forum, by=HOST) as tx:
        tx.record(rules.address_replaced(await tx.standing(invitation), **tx.mark(Via.HOST)))
    await town.deliver()
    assert any("Corrected on 1 September 2026: we had written to a wrong" in text for text in town.world.texts(new))


@pytest.mark.parametrize(
    ("permission", "named"),
    [("send_messages", "“Send Messages”"), ("view_channel", "“View Channel”")],
)
async def test_a_missing_permission_is_named_and_its_return_is_found_by_itself(
    town: Town, permission: str, named: str
) -> None:
    town.world.forbid(town.world.log, permission)
    await town.desk.session()
    await town.deliver()
    told = town.world.texts(town.world.hosts)[-1]
    assert named in told
    assert f"<#{town.world.log.id}>" in told
    town.world.env.backend.get_channel(town.world.log.id).overwrites.clear()
    await town.deliver(wait=timedelta(hours=1))
    assert town.world.texts(town.world.log)[-1].startswith("## Session")


async def test_what_discord_will_never_take_is_our_fault_and_is_not_tried_all_day(town: Town) -> None:
    town.world.env.inject_error("POST", f"/channels/{town.world.log.id}/messages", status=400, code=50035, times=None)
    await town.desk.session()
    for _ in range(4):
        await town.deliver(wait=15 * MINUTE)
    (told,) = town.world.texts(town.world.hosts)
    assert "That is a fault in the clerk" in told
    assert 1 <= len(town.world.mishaps) <= 2
    town.world.env.backend.faults.clear()
    await town.deliver(wait=timedelta(hours=1))
    assert {row.state for row in await town.outbox()} == {"done"}


async def test_without_a_hosts_channel_a_letter_waits_for_one_because_its_buttons_would_be_dead(town: Town) -> None:
    await town.settings(host_channel_id=None)
    await invited(town)
    await town.deliver()
    (told,) = town.sent_to(town.world.hana)
    assert "The hosts have no channel here yet." in told
    await town.settings(host_channel_id=town.world.hosts.id)
    async with town.desk.clerk.database.writing() as db:
        await outbox.unblock(db, town.desk.forum, None, town.desk.clock.now())
    await town.deliver()
    (letter,) = town.world.texts(town.world.hosts)
    assert letter.startswith("## A letter for you to send")


async def test_without_a_hosts_channel_what_needs_no_answer_goes_to_the_one_who_set_it_up(town: Town) -> None:
    _, invitation = await invited(town)
    await sent(town, invitation)
    await town.deliver()
    await town.settings(host_channel_id=None)
    await town.desk.bounced(invitation)
    await town.deliver()
    (told,) = town.sent_to(town.world.hana)
    assert told.startswith("## A letter did not arrive")


async def test_a_hosts_channel_that_is_gone_is_told_to_the_one_who_set_it_up(town: Town) -> None:
    town.world.env.backend.delete_channel(town.world.hosts.id)
    await invited(town)
    await town.deliver()
    (told,) = town.sent_to(town.world.hana)
    assert "The clerk cannot find the hosts’ channel any more" in told
    assert [row.state for row in await town.outbox(destination="hosts")] == ["blocked"]


async def test_a_host_who_takes_no_messages_leaves_the_letter_waiting(town: Town) -> None:
    await town.settings(host_channel_id=None)
    town.world.env.inject_error("POST", MESSAGES, status=403, code=50007, times=None)
    await invited(town)
    await town.deliver()
    assert [row.state for row in await town.outbox(destination="hosts")] == ["blocked"]
    assert [row.state for row in await town.outbox(destination="owner")] == ["done"]


async def test_before_discord_is_connected_everything_waits(town: Town) -> None:
    await town.desk.session()
    town.couriers = to_everywhere(town.desk.clerk, discord.Client(intents=discord.Intents.none()))
    assert await town.deliver() == 0
    assert {row.error for row in await town.outbox(state="waiting") if row.attempts} == {"Discord is not connected"}
    town.couriers = {}
    await town.deliver(wait=MINUTE)
    assert {row.state for row in await town.outbox()} == {"done"}


async def test_a_forum_without_a_log_or_a_chat_is_not_a_fault(town: Town) -> None:
    await town.settings(log_channel_id=None, chat_channel_id=None)
    _, invitation = await invited(town)
    await sent(town, invitation)
    await town.deliver()
    assert {row.state for row in await town.outbox()} == {"done"}
    assert len(town.world.texts(town.world.log)) == 1
    assert town.world.texts(town.world.chat) == []


# ------------------------------------------------------------------------------------------------ sessions


def events(town: Town) -> list[Any]:
    return list(town.world.env.backend.get_guild(town.world.guild.id).scheduled_events.values())


async def event_of(town: Town, session_id: int) -> int | None:
    async with town.desk.clerk.record.reading(town.desk.forum) as view:
        return (await view.db.get_one(models.Session, session_id)).event_id


async def cancel(town: Town, session_id: int) -> None:
    async with town.desk.clerk.record.transaction(town.desk.forum, by=HOST) as tx:
        tx.record(session.cancel(await tx.session(session_id), Reason.TOO_FEW_PEOPLE, **tx.mark(Via.HOST)))


async def move(town: Town, session_id: int, days: int) -> datetime:
    async with town.desk.clerk.record.transaction(town.desk.forum, by=HOST) as tx:
        now = await tx.session(session_id)
        starts = now.starts + timedelta(days=days)
        tx.record(session.move(now, starts, **tx.mark(Via.HOST)))
    return starts


async def test_a_session_has_one_card_that_follows_it(town: Town) -> None:
    session_id, invitation = await invited(town)
    await sent(town, invitation)
    await town.deliver()
    await town.desk.answered(invitation, Answer.DEPUTY)
    await move(town, session_id, 1)
    await town.deliver()
    (card,) = town.world.texts(town.world.chat)
    assert "Monday 12 October 2026, 7:00 pm UK time" in card
    assert "sending a deputy" in card
    await cancel(town, session_id)
    await town.deliver()
    (card,) = town.world.texts(town.world.chat)
    assert card.startswith("## Cancelled: Respite that works")
    assert "This session does not take place. Reason: too few people could come." in card


async def test_the_event_is_made_moved_and_cancelled_along(town: Town) -> None:
    session_id = await town.desk.session(title="R" * 200)
    await town.deliver()
    (event,) = events(town)
    assert await event_of(town, session_id) == event.id
    assert (len(event.name), event.entity_type, event.privacy_level) == (100, 3, 2)
    assert event.entity_metadata == {"location": "Discord"}
    starts = await move(town, session_id, 2)
    await town.deliver()
    assert datetime.fromisoformat(event.scheduled_start_time) == starts
    assert datetime.fromisoformat(event.scheduled_end_time) == starts + timedelta(minutes=90)
    await cancel(town, session_id)
    await town.deliver()
    assert [one.status for one in events(town)] == [4]


async def test_opening_begins_the_event_and_closing_ends_it(town: Town) -> None:
    session_id = await town.desk.session()
    await town.deliver()
    town.desk.clock.move_by(timedelta(days=40, hours=8))
    for step, status in ((session.open_session, 2), (None, 3)):
        async with town.desk.clerk.record.transaction(town.desk.forum, by=HOST) as tx:
            now, mark = await tx.session(session_id), tx.mark(Via.HOST)
            if step:
                tx.record(step(now, **mark))
            else:
                tx.record(session.hold(now, 14, **mark))
        await town.deliver()
        assert [one.status for one in events(town)] == [status]
        town.desk.clock.move_by(timedelta(hours=2))
    assert "Held, with 14 carers." in town.world.texts(town.world.chat)[0]


async def test_an_event_that_somebody_deleted_is_made_again_when_the_session_moves(town: Town) -> None:
    session_id = await town.desk.session()
    await town.deliver()
    town.world.env.backend.delete_scheduled_event(town.world.guild.id, events(town)[0].id)
    await move(town, session_id, 1)
    await town.deliver()
    (event,) = events(town)
    assert await event_of(town, session_id) == event.id


async def test_an_event_that_discord_began_by_the_old_time_is_replaced(town: Town) -> None:
    session_id = await town.desk.session()
    await town.deliver()
    events(town)[0].status = 2
    await move(town, session_id, 7)
    await town.deliver()
    assert sorted(one.status for one in events(town)) == [1, 3]


async def test_a_session_whose_time_has_come_gets_no_event_any_more(town: Town) -> None:
    await town.desk.session()
    await town.deliver(wait=timedelta(days=41))
    assert events(town) == []
    assert {row.state for row in await town.outbox()} == {"done"}


async def test_the_permission_for_events_is_named(town: Town) -> None:
    town.world.forbid_everywhere("create_events", "manage_events")
    first, second = await town.desk.session(), await town.desk.session(title="Breaks")
    await town.deliver()
    told = [text for text in town.world.texts(town.world.hosts) if "“Create Events”" in text]
    assert len(told) == 1
    assert len(await town.outbox(state="blocked")) == 2
    assert first != second


# ------------------------------------------------------------------------------------------------ agenda items


async def test_an_item_is_shown_without_its_author_and_can_be_supported(town: Town) -> None:
    number = await item(town, author_label="Cal")
    await town.deliver()
    message = town.world.chat.last_message
    assert message is not None
    text = town.world.markdown(message)
    assert "Cal" not in text
    assert "Raised by a carer." in text
    assert "## Bus passes for \\*young\\* carers" in text
    assert town.world.labels(message) == ["Me too"]
    assert f"fc:v1:metoo:{number}" in str([component.to_dict() for component in message.components])


async def test_an_item_is_shown_with_the_name_that_its_author_chose_to_show(town: Town) -> None:
    await item(town, shown="named", author_label="Cal")
    await town.deliver()
    assert "Raised by Cal." in town.world.texts(town.world.chat)[-1]


@on_both
async def test_the_card_follows_the_item_and_its_author_is_told_in_private(town: Town) -> None:
    number = await item(town)
    session_id = await town.desk.session()
    await town.deliver()
    async with town.desk.clerk.record.transaction(town.desk.forum, by=HOST) as tx:
        row: models.Item = await tx.own(models.Item, number, "item")
        row.state, row.reason = "declined", "This is for your *own* social worker; ring us."
        tx.record(
            agenda.decline(number, agenda.ItemState.RAISED, Reason.PERSONAL_CASE, row.reason, **tx.mark(Via.HOST))
        )
    await town.deliver()
    card = next(text for text in town.world.texts(town.world.chat) if "Agenda item" in text)
    assert "**Not taken**" in card
    assert "social worker" not in card
    (news,) = town.sent_to(town.world.cal)
    assert "is now **not taken**." in news
    assert "> This is for your *own* social worker; ring us." in news
    assert session_id


@pytest.mark.parametrize("how", ["takes no messages", "was erased"])
async def test_news_for_somebody_who_cannot_be_told_is_only_a_courtesy(town: Town, how: str) -> None:
    number = await item(town)
    await town.deliver()
    async with town.desk.clerk.record.transaction(town.desk.forum, by=HOST) as tx:
        row: models.Item = await tx.own(models.Item, number, "item")
        if how == "was erased":
            member = await tx.db.get_one(models.Member, row.author_id)
            member.user_id = None
        row.state = "deferred"
        tx.record(agenda.defer(number, agenda.ItemState.RAISED, Reason.NEEDS_MORE_TIME, **tx.mark(Via.HOST)))
    dm = town.world.cal.user.dm_channel.id
    town.world.env.inject_error("POST", f"/channels/{dm}/messages", status=403, code=50007)
    await town.deliver()
    assert {row.state for row in await town.outbox()} == {"done"}
    assert town.sent_to(town.world.cal) == []


async def test_a_withdrawn_item_keeps_its_number_and_loses_its_words(town: Town) -> None:
    number = await item(town)
    await town.deliver()
    async with town.desk.clerk.record.transaction(town.desk.forum, by=CAL) as tx:
        row: models.Item = await tx.own(models.Item, number, "item")
        row.state = "withdrawn"
        tx.notify(Notice(Destination.CHAT, Action.ITEM_CARD, number, f"item:{number}:card:withdrawn"))
    await town.deliver()
    (card,) = town.world.texts(town.world.chat)
    assert "Bus" not in card
    assert "9:15" not in card
    assert f"Agenda item {number}" in card


# ------------------------------------------------------------------------------------------------ letters for the hosts


async def test_a_letter_is_handed_to_the_hosts_as_a_file(town: Town) -> None:
    _, invitation = await invited(town)
    await town.deliver()
    message = town.world.hosts.last_message
    assert message is not None
    assert town.world.labels(message) == ["I have sent it", "It came back"]
    (file,) = message.attachments
    assert file.filename == "letter-1.txt"
    words = (await file.read()).decode()
    assert words.startswith("To: o4@body.example\nSubject: Invitation: Respite that works, 11 October 2026\n\nDear")
    async with town.desk.clerk.record.reading(town.desk.forum) as view:
        assert (await view.db.get_one(models.Letter, 1)).state == "handed"
    assert invitation


async def test_a_letter_that_is_not_wanted_any_more_is_not_handed_over(town: Town) -> None:
    session_id, _ = await invited(town)
    await cancel(town, session_id)
    await town.deliver()
    assert town.world.texts(town.world.hosts) == []
    async with town.desk.clerk.record.reading(town.desk.forum) as view:
        assert (await view.db.get_one(models.Letter, 1)).state == "not_needed"


async def test_a_bounce_is_told_with_what_to_do_about_it(town: Town) -> None:
    _, invitation = await invited(town)
    await sent(town, invitation)
    await town.desk.bounced(invitation)
    await town.deliver()
    told = town.world.texts(town.world.hosts)[-1]
    assert "did not arrive. We wrote to o4@body.example." in told
    assert "press the button: the letter goes out again" in told


async def test_the_hosts_are_asked_whether_anything_has_come(town: Town) -> None:
    _, invitation = await invited(town)
    await sent(town, invitation)
    await town.deliver()
    async with town.desk.clerk.record.transaction(town.desk.forum) as tx:
        tx.notify(Notice(Destination.HOSTS, Action.ASK_ABOUT_POST, invitation, f"invitation:{invitation}:post:x"))
    await town.deliver()
    message = town.world.hosts.last_message
    assert message is not None
    assert town.world.labels(message) == ["Nothing has come", "Note a reply"]
    await town.desk.answered(invitation)
    async with town.desk.clerk.record.transaction(town.desk.forum) as tx:
        tx.notify(Notice(Destination.HOSTS, Action.ASK_ABOUT_POST, invitation, f"invitation:{invitation}:post:y"))
    before = len(town.world.texts(town.world.hosts))
    await town.deliver()
    assert len(town.world.texts(town.world.hosts)) == before


@on_both
async def test_a_restart_changes_nothing(town: Town) -> None:
    await invited(town)
    await town.deliver()
    channels = (town.world.log, town.world.chat, town.world.hosts)
    before = [town.world.texts(channel) for channel in channels]
    await town.world.restart()
    assert await town.deliver(wait=timedelta(hours=1)) == 0
    assert [town.world.texts(channel) for channel in channels] == before
    async with town.desk.clerk.database.reading() as db:
        assert await outbox.next_moment(db) is None
        assert await posts.stuck(db, town.desk.forum) == []
    assert town.desk.clock.now() > datetime(2026, 9, 1, tzinfo=UTC)
