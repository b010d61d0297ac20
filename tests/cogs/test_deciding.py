"""/record dispute, /record hide, /forum pause, and the buttons under what the hosts are told to decide."""

from datetime import date, timedelta
from typing import Any

import pytest

from bot import disputes, pledges
from bot.cards.deciding import DisputeSheet, decision_card, dispute_card, hide_card
from bot.chat.limits import CARD_PARTS, CARD_TEXT
from bot.chat.sheet import sheet
from bot.rules import dispute as rules, facts as f, reply
from bot.rules.hiding import CLASSES
from bot.rules.statement import fitting, make_statement
from bot.rules.wording import Whom
from bot.rules.wording.about import TITLE_REMOVED
from bot.rules.words import Answer, State, Via
from bot.sweep import sweep
from cogs._deciding import Decide
from cogs._hiding import Hide
from db import models
from db.engine import Database
from tests.cogs.office import deliver, open_office, record, rows
from tests.desk import HOST, START, Desk, furnished

pytestmark = pytest.mark.only_on("sqlite")

PERSONAL_DATA: dict[str, Any] = {"class": "personal_data"}
COGS = ("cogs.record", "cogs.forum")
LONG = "Ŵ" * 2_000


async def silent(desk: Desk) -> tuple[int, int]:
    """An invitation without a reply, and the number of the entry that says so."""
    invitation = await desk.invited(await desk.session(days=90), await desk.official(await desk.body(), "Chair"))
    await desk.sent(invitation)
    await desk.days_pass(40)
    return invitation, next(n for n, fact in enumerate(await record(desk), 1) if isinstance(fact, f.NoReplyRecorded))


async def disputed(desk: Desk, seq: int) -> int:
    """The number of the entry by which the official disputed it."""
    async with desk.clerk.record.transaction(desk.forum, by=f.OFFICIAL) as tx:
        fact = (await tx.entry(seq)).fact
        assert isinstance(fact, f.InvitationFact)
        tx.record(rules.dispute(await tx.history(fact.invitation), seq, tx.terms, **tx.mark(Via.LINK)))
        return tx.head.seq


async def stated(desk: Desk, invitation: int, words: str) -> int:
    async with desk.clerk.record.transaction(desk.forum, by=f.OFFICIAL) as tx:
        text = fitting(words)
        fact = make_statement(await tx.standing(invitation), text, await tx.enclose(text), **tx.mark(Via.LINK))
        tx.record(fact)
        return tx.head.seq


async def test_the_hosts_are_told_of_a_dispute_and_decide_it_with_two_presses(database: Database) -> None:
    async with open_office(database, *COGS) as (world, desk):
        invitation, entry = await furnished(desk, silent)
        await deliver(world, desk)
        await disputed(desk, entry)
        await deliver(world, desk)
        card = world.hosts.history()[-1]
        said = world.text(card)
        assert f"NHS Northshire ICB disputes entry {entry}, which was made by the clerk:" in said
        assert "A decision is due by Friday 23 October 2026." in said.replace("**", "")
        assert world.labels(card) == ["The entry is wrong", "The entry stands"]
        [log] = [one for one in world.texts(world.log) if "disputes this entry. Decision due 23 October 2026." in one]
        assert "We have not recorded a reply" in log

        await world.restart()
        asked = await world.press(world.hana, card, "The entry is wrong")
        assert "This will stand under it:" in world.words(asked)
        assert (await desk.standing(invitation)).state is State.DISPUTED
        answer = await world.press(world.hana, asked, "Yes: the entry is wrong")
        words = world.words(answer)
        assert f"The dispute about entry {entry} was decided: the entry was wrong." in words
        assert "until you release it with /invitation hold" in words
        assert (await desk.standing(invitation)).state is State.WAITING
        await desk.days_pass(20)
        assert len([fact for fact in await record(desk) if isinstance(fact, f.NoReplyRecorded)]) == 1
        assert (await rows(desk, models.Letter))[-1].purpose == "correction"
        again = await world.press(world.hana, asked, "Yes: the entry is wrong")
        assert f"There is no open dispute about entry {entry}." in world.words(again)


async def test_an_entry_that_stands_stands_and_nobody_is_written_to(database: Database) -> None:
    async with open_office(database, *COGS) as (world, desk):
        invitation, entry = await furnished(desk, silent)
        await disputed(desk, entry)
        letters = len(await rows(desk, models.Letter))
        card = await world.slash(world.hana, "record dispute", entry=str(entry))
        asked = await world.press(world.hana, card, "The entry stands")
        await world.press(world.hana, asked, "Yes: the entry stands")
        assert (await desk.standing(invitation)).state is State.NO_REPLY
        assert len(await rows(desk, models.Letter)) == letters


async def test_whoever_made_the_entry_does_not_decide_once_there_is_another_host(database: Database) -> None:
    async with open_office(database, *COGS) as (world, desk):
        invitation = await desk.invited(await desk.session(), await desk.official(await desk.body(), "Chair"))
        await desk.sent(invitation)
        async with desk.clerk.record.transaction(desk.forum, by=world.hana.id) as tx:
            tx.record(reply.respond(await tx.standing(invitation), Answer.CANNOT_COME, tx.terms, **tx.mark(Via.HOST)))
        entry = len(await record(desk))
        await disputed(desk, entry)
        card = await world.slash(world.hana, "record dispute", entry=str(entry))
        refused = await world.press(world.hana, card, "The entry stands")
        assert f"You made entry {entry} yourself, so another host decides." in world.words(refused)
        assert (await desk.standing(invitation)).state is State.DISPUTED


async def test_the_only_host_decides_alone(database: Database) -> None:
    async with open_office(database, *COGS) as (_, desk):
        invitation = await desk.invited(await desk.session(), await desk.official(await desk.body(), "Chair"))
        await desk.sent(invitation)
        await desk.answered(invitation)
        entry = len(await record(desk))
        await disputed(desk, entry)
        async with desk.clerk.record.reading(desk.forum) as view:
            assert await disputes.alone(view, "member:1")
            assert not await disputes.alone(view, "member:2")
        async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
            await disputes.decide(tx, desk.clerk.ways, entry, upheld=False)
        assert (await desk.standing(invitation)).state is State.REPLIED


async def test_the_hosts_hear_again_two_days_before_it_is_due_and_once_only(database: Database) -> None:
    async with open_office(database, *COGS) as (_, desk):
        _, entry = await furnished(desk, silent)
        number = await disputed(desk, entry)
        await desk.days_pass(5)
        told = [one.key for one in await rows(desk, models.Outbox, action="tell_dispute")]
        assert told == [f"dispute:{number}"]
        await desk.days_pass(30)
        told = [one.key for one in await rows(desk, models.Outbox, action="tell_dispute")]
        assert told == [f"dispute:{number}", f"dispute:{number}:soon"]


async def test_a_decided_dispute_is_not_told_any_more(database: Database) -> None:
    async with open_office(database, *COGS) as (world, desk):
        _, entry = await furnished(desk, silent)
        await deliver(world, desk)
        before = len(world.hosts.history())
        await disputed(desk, entry)
        card = await world.slash(world.hana, "record dispute", entry=str(entry))
        asked = await world.press(world.hana, card, "The entry stands")
        await world.press(world.hana, asked, "Yes: the entry stands")
        await deliver(world, desk)
        assert len(world.hosts.history()) == before


async def test_open_disputes_are_offered_and_nothing_else(database: Database) -> None:
    async with open_office(database, *COGS) as (world, desk):
        _, entry = await furnished(desk, silent)
        assert await world.autocomplete(world.hana, "record dispute", "entry", "") == []
        answer = await world.slash(world.hana, "record dispute", entry=str(entry))
        assert f"There is no open dispute about entry {entry}." in world.words(answer)
        await disputed(desk, entry)
        ((_, value),) = await world.autocomplete(world.hana, "record dispute", "entry", "")
        assert value == str(entry)
        answer = await world.slash(world.hana, "record dispute", entry="1")
        assert "Entry 1 is not about an invitation" in world.words(answer)


async def test_what_is_hidden_is_gone_from_every_post_and_its_text_for_good(database: Database) -> None:
    async with open_office(database, *COGS) as (world, desk):
        invitation, entry = await furnished(desk, silent)
        number = await stated(desk, invitation, "Ask Nurse Nobody of Ward 7 instead.")
        await deliver(world, desk)
        assert sum("Nurse Nobody" in one for one in world.texts(world.log)) == 2
        asked = await world.slash(world.hana, "record hide", entry=str(number), **PERSONAL_DATA)
        assert "Ask Nurse Nobody of Ward 7 instead." in world.words(asked)
        await world.restart()
        done = await world.press(world.hana, asked, "Hide it")
        assert f"A host hid what entry {number} says" in world.words(done)
        await deliver(world, desk)
        posts = world.texts(world.log)
        assert not any("Nurse Nobody" in words for words in posts)
        tombstone = "What this entry says was hidden by a host on 11 October 2026. Class: personal data."
        assert sum(tombstone in words for words in posts) == 2, "the statement, and the entry beside which it stood"
        texts = [row.text for row in await rows(desk, models.Enclosure)]
        assert not any("Nurse Nobody" in (text or "") for text in texts)
        assert (await desk.standing(invitation)).no_reply_on is not None, f"entry {entry} counts as before"
        again = await world.press(world.hana, asked, "Hide it")
        assert f"Entry {number} is hidden already." in world.words(again)


async def test_a_title_that_is_hidden_goes_from_every_card_and_from_discords_calendar(database: Database) -> None:
    async with open_office(database, *COGS) as (world, desk):
        session = await desk.session(title="What Nurse Nobody did")
        official = await desk.official(await desk.body())
        await desk.invited(session, official)
        await desk.post()
        await desk.invited(session, await desk.official(await desk.body("Northshire Trust"), "Chief Nurse"))
        async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
            due = tx.terms.day(tx.now) + timedelta(days=60)
            await pledges.add(tx, desk.clerk.ways, pledges.Promise(official, "Nurse Nobody will ring.", due, session))
        await deliver(world, desk)
        kinds = [fact.kind for fact in await record(desk)]
        for kind in ("planned", "pledge_made"):
            asked = await world.slash(world.hana, "record hide", entry=str(kinds.index(kind) + 1), **PERSONAL_DATA)
            assert "Nurse Nobody" in world.words(asked)
            assert ("still waits for a reply" in world.words(asked)) is (kind == "planned")
            await world.press(world.hana, asked, "Hide it")
        await deliver(world, desk)
        said = "\n".join(text for channel in (world.chat, world.log, world.hosts) for text in world.texts(channel))
        assert "Nurse Nobody" not in said
        assert said.count("What this entry says was hidden by a host") == 2
        assert "We asked the Director of Commissioning of NHS Northshire ICB" in said
        assert "to come to a session whose title was removed." in said
        (event,) = await world.bot.guilds[0].fetch_scheduled_events()
        assert event.name == TITLE_REMOVED
        letters = await rows(desk, models.Letter, state="waiting")
        assert [TITLE_REMOVED in letter.subject for letter in letters] == [True, False]
        assert "Nurse Nobody did" not in "\n".join(f"{letter.subject}\n{letter.body}" for letter in letters)


@pytest.mark.parametrize("what", ["1", "2"], ids=["the terms", "the calendar"])
async def test_what_cannot_be_hidden_is_refused_before_anything_is_asked(database: Database, what: str) -> None:
    async with open_office(database, *COGS) as (world, _):
        answer = await world.slash(world.hana, "record hide", entry=what, **(PERSONAL_DATA | {"class": "safety"}))
        assert f"Entry {what} cannot be hidden." in world.words(answer)
        assert world.labels(answer) == []


async def test_a_pause_is_read_back_and_declared_after_a_yes(database: Database) -> None:
    async with open_office(database, *COGS) as (world, desk):
        body = await desk.body("Westmere Council", "council")
        invitation = await desk.invited(await desk.session(days=90), await desk.official(body, "Leader"))
        await desk.sent(invitation)
        options: dict[str, Any] = {
            "why": "pre_election",
            "first": "Mon 7 Sep",
            "last": "18 September",
            "organisation": "Westmere",
        }
        asked = await world.slash(world.hana, "forum pause", **options)
        said = world.words(asked).replace("**", "")
        assert "From Monday 7 September 2026\nto Friday 18 September 2026, both included, for Westmere Council." in said
        assert "The reason that everybody reads: the period before an election." in said
        assert "The dates of 1 invitation move accordingly." in said
        assert (await desk.standing(invitation)).reply_by == date(2026, 9, 15)
        await world.restart()
        done = await world.press(world.hana, asked, "Yes, declare it")
        assert "The dates of 1 invitation move accordingly." in world.words(done)
        assert (await desk.standing(invitation)).reply_by == date(2026, 9, 29)
        await deliver(world, desk)
        assert any("stands still for Westmere Council" in one for one in world.texts(world.log))
        again = await world.slash(world.hana, "forum pause", **options)
        assert "already on the record" in world.words(again)


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("Fri 18 Sep", "Mon 7 Sep", "cannot come before its first"),
        ("7 September 2026", "7 March 2027", "at most 120 days"),
        ("soon", "7 March 2027", "Please type"),
    ],
    ids=["backwards", "too long", "no date"],
)
async def test_a_pause_that_cannot_be_is_refused_in_a_sentence(
    database: Database, first: str, last: str, said: str
) -> None:
    async with open_office(database, *COGS) as (world, desk):
        before = await record(desk)
        answer = await world.slash(world.hana, "forum pause", why="closure", first=first, last=last)
        assert said in world.words(answer)
        assert world.labels(answer) == []
        assert await record(desk) == before


async def test_a_no_declares_nothing(database: Database) -> None:
    async with open_office(database, *COGS) as (world, desk):
        before = await record(desk)
        asked = await world.slash(world.hana, "forum pause", why="emergency", first="7 Sep", last="9 Sep")
        assert "for every body that we invite" in world.words(asked)
        assert "No pause was declared" in world.words(await world.press(world.hana, asked, "No"))
        assert await record(desk) == before


async def _dark(desk: Desk) -> list[int]:
    """Three invitations to one role, each without a word."""
    official = await desk.official(await desk.body(), "Chair")
    asked = [await desk.invited(await desk.session(days=90 + n, title=f"Session {n}"), official) for n in range(3)]
    await desk.sent(*asked)
    await desk.days_pass(40)
    return asked


async def test_an_address_that_nobody_answers_from_is_confirmed_by_another_route_first(database: Database) -> None:
    async with open_office(database, *COGS) as (world, desk):
        asked = await furnished(desk, _dark)
        assert not any(isinstance(fact, f.NoReplyRecorded) for fact in await record(desk))
        await deliver(world, desk)
        card = next(one for one in world.hosts.history() if "Does our post reach anybody there?" in world.text(one))
        assert "No person has ever answered from the address that we have for the Chair" in world.text(card)
        answer = await world.press(world.hana, card, "I have confirmed this address by another route")
        assert "is confirmed by another route" in world.words(answer)
        again = await world.press(world.hana, card, "I have confirmed this address by another route")
        assert "has been confirmed already" in world.words(again)
        await desk.days_pass(3)
        assert [(await desk.standing(one)).state for one in asked] == [State.NO_REPLY] * 3


async def test_the_hosts_are_asked_about_an_address_once_a_week(database: Database) -> None:
    async with open_office(database, *COGS) as (_, desk):
        [first, *_] = await furnished(desk, _dark)
        for _ in range(3):
            await sweep(desk.clerk)
        told = [one for one in await rows(desk, models.Outbox, action="ask_about_address") if one.subject == first]
        days = len({one.key for one in told})
        assert len(told) == days <= 3
        await desk.days_pass(7)
        told = [one for one in await rows(desk, models.Outbox, action="ask_about_address") if one.subject == first]
        assert len(told) == days + 1


@pytest.mark.parametrize("command", ["record dispute", "record hide", "forum pause"])
async def test_only_hosts_may(database: Database, command: str) -> None:
    options: dict[str, Any] = {
        "record dispute": {"entry": "1"},
        "record hide": {"entry": "1", "class": "safety"},
        "forum pause": {"why": "closure", "first": "7 Sep", "last": "9 Sep"},
    }[command]
    async with open_office(database, *COGS) as (world, desk):
        before = await record(desk)
        answer = await world.slash(world.cal, command, **options)
        assert "Only this forum’s hosts can do that." in world.words(answer)
        assert await record(desk) == before


TITLED = f.Planned(
    session=1, starts=START, ends=START, title=f.Enclosed("0" * 64), at=START, by="member:1", via=Via.HOST
)


def test_the_longest_cards_fit() -> None:
    whom = Whom(LONG[:100], LONG[:100])
    shown = DisputeSheet(1_000_000, LONG, whom, "the official", date(2026, 9, 30), date(2026, 9, 1))
    press = Hide.on(1_000_000, max((one.value for one in CLASSES), key=len))
    cards = (
        dispute_card(shown, 1_000_000),
        decision_card(1_000_000, LONG, LONG, Decide.on(1_000_000, "stands")),
        hide_card(f.Entry(1_000_000, TITLED), LONG, CLASSES[0], press),
    )
    for card in cards:
        view = sheet(card)
        assert view.content_length() <= CARD_TEXT
        assert view.total_children_count <= CARD_PARTS
