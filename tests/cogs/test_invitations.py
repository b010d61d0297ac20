"""/invitation, as hosts use it, and the buttons under what the clerk sends them."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from discord.ui import TextDisplay

from bot import letters
from bot.cards import invitation as cards
from bot.chat.card import Card
from bot.chat.limits import CARD_PARTS, CARD_TEXT
from bot.chat.sheet import MORE, sheet
from bot.couriers import to_everywhere
from bot.inviting import Asked
from bot.outbox import deliver
from bot.rules import facts as f
from bot.rules.wording import Whom
from bot.rules.words import Answer, Reason, State, Step, Via
from bot.sweep import sweep
from bot.ways import Ways
from cogs._asking import ChooseOfficials
from cogs._card import Option
from cogs._noting import NOTES
from db import models
from db.engine import Database
from tests.cogs.office import open_office, record, row, rows
from tests.desk import LONDON, Desk, furnished
from tests.discord_world import Answer as Said, World

pytestmark = pytest.mark.only_on("sqlite")

COG = "cogs.invitations"
NO_MAIL = Ways(site="https://carers.example")
ONLY_HOSTS = "Only this forum’s hosts can do that."
LONG = "Ŵ" * 200


async def officials(desk: Desk, *roles: str) -> list[int]:
    body = await desk.body()
    return [await desk.official(body, role) for role in roles or ("Chair",)]


async def on_the_way(desk: Desk) -> int:
    """An invitation whose letter has left."""
    (official,) = await officials(desk)
    invitation = await desk.invited(await desk.session(), official)
    await desk.sent(invitation)
    return invitation


async def send(world: World, session: int, official: int | None = None, **more: Any) -> Said:
    whom: dict[str, Any] = {"official": str(official)} if official else {}
    return await world.slash(world.hana, "invitation send", session=str(session), **whom, **more)


async def note(world: World, invitation: int, answer: str, **more: Any) -> Said:
    return await world.slash(world.hana, "invitation note", invitation=str(invitation), answer=answer, **more)


async def changes_nothing(world: World, desk: Desk, said: str, command: str, **options: Any) -> None:
    before, letters = await record(desk), len(await rows(desk, models.Letter))
    answer = await world.slash(world.hana, command, **options)
    assert answer.ephemeral
    assert said in bare(world.words(answer))
    assert await record(desk) == before
    assert len(await rows(desk, models.Letter)) == letters


# ---------------------------------------------------------------- sending


async def test_an_official_is_invited_and_the_host_reads_what_happens_next(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        (chair,) = await officials(desk)
        answer = await send(world, await desk.session(), chair, message="We look forward to meeting you.")
        said = world.words(answer)
        assert answer.ephemeral
        assert "The letter leaves within minutes." in said
        assert "We ask for a reply by Tuesday 15 September 2026." in said
        assert "short notice" not in said
        (invitation,) = await rows(desk, models.Invitation)
        (letter,) = await rows(desk, models.Letter)
        assert "We look forward to meeting you." in letter.body
        assert (letter.purpose, letter.state) == ("invitation", "waiting")
        assert (await desk.standing(invitation.id)).state is State.TO_SEND


async def test_letters_wait_for_office_hours_and_the_host_is_told(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        (chair,) = await officials(desk)
        session = await desk.session()
        desk.clock.move_to(datetime(2026, 9, 4, 21, 0, tzinfo=UTC))
        said = world.words(await send(world, session, chair))
        assert "The letter leaves on Monday 7 September 2026, 8:30 am UK time" in said
        assert "a reply by Monday 21 September 2026" in said


async def test_short_notice_is_said_at_once(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        (chair,) = await officials(desk)
        said = world.words(await send(world, await desk.session(days=7), chair))
        assert "This is short notice:** it will be labelled so, and never counted in any figure." in said


async def test_without_mail_the_letter_is_for_the_hosts_to_send(database: Database) -> None:
    async with open_office(database, COG, ways=NO_MAIL) as (world, desk):
        (chair,) = await officials(desk)
        said = world.words(await send(world, await desk.session(), chair))
        assert "in the hosts’ channel for you to send" in said
        assert "The clock starts when you say it is sent." in said


async def test_names_work_as_well_as_choices(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        await officials(desk)
        await desk.session()
        answer = await world.slash(world.hana, "invitation send", session="respite", official="chair northshire")
        assert "Invited to" in world.words(answer)
        await world.slash(world.hana, "invitation note", invitation="Chair", answer="attending")
        assert any(isinstance(fact, f.Responded) for fact in await record(desk))


async def test_who_cannot_be_invited_is_said_in_a_sentence(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        chair, mute = await officials(desk, "Chair", "Registrar")
        session = await desk.session()
        await send(world, session, chair)
        async with desk.clerk.record.transaction(desk.forum) as tx:
            (await tx.db.get_one(models.Official, mute)).email = None
        gone = await desk.official(await desk.body("NHS Old ICB"), "Director")
        async with desk.clerk.record.transaction(desk.forum) as tx:
            (await tx.db.get_one(models.Organisation, 2)).closed = date(2026, 9, 30)
        retired = await desk.official(await desk.body("Westmere Council", "council"), "Leader")
        async with desk.clerk.record.transaction(desk.forum) as tx:
            (await tx.db.get_one(models.Official, retired)).retired_at = tx.now
        for official, said in (
            (chair, "The Chair is already invited to that session."),
            (mute, "There is no e-mail address for the Registrar."),
            (gone, "NHS Old ICB closed on 30 September 2026, before that session."),
            (retired, "The Leader was retired from the directory."),
        ):
            await changes_nothing(world, desk, said, "invitation send", session=str(session), official=str(official))
        await changes_nothing(
            world,
            desk,
            "a letter takes 1,000",
            "invitation send",
            session=str(session),
            official=str(chair),
            message="x" * 1_001,
        )
        desk.clock.move_by(timedelta(days=60))
        said = "That session has already begun."
        other = await desk.official(1, "Vice Chair")
        await changes_nothing(world, desk, said, "invitation send", session=str(session), official=str(other))
        await changes_nothing(world, desk, "That session has already begun", "invitation send", session=str(session))


# ---------------------------------------------------------------- sending to many


async def test_many_are_chosen_from_a_menu_that_works_after_a_restart(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        numbers = await officials(desk, *(f"Role {n:02}" for n in range(30)))
        session = await desk.session()
        await send(world, session, numbers[0])
        shown = await send(world, session, message="Our *own* words")
        assert len(world.options(shown)) == 25
        assert "Already invited: The Role 00 of NHS Northshire ICB" in world.words(shown)
        await world.restart()
        second = await world.press(world.hana, shown, "Next")
        assert [label for label, _ in world.options(second)] == [f"Role {n}" for n in range(26, 30)]
        answer = await world.choose(world.hana, second, str(numbers[28]), str(numbers[29]))
        assert "The Role 28 of NHS Northshire ICB" in world.words(answer)
        assert "The letters leave within minutes." in world.words(answer)
        invited = await rows(desk, models.Invitation)
        assert [one.official_id for one in invited] == [numbers[0], numbers[28], numbers[29]]
        assert [one.message for one in invited] == ["", "Our *own* words", "Our *own* words"]
        assert len(await rows(desk, models.Letter)) == 3


async def test_who_is_already_invited_is_said_and_skipped(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        chair, vice, third = await officials(desk, "Chair", "Vice Chair", "Director")
        session = await desk.session()
        shown = await send(world, session)
        await world.choose(world.hana, shown, str(chair), str(third))
        answer = await world.choose(world.hana, shown, str(chair), str(vice))
        said = world.words(answer)
        assert "The Vice Chair of NHS Northshire ICB" in said
        assert "**Not invited**\n- The Chair is already invited to that session." in said
        assert len(await rows(desk, models.Invitation)) == 3
        before = await record(desk)
        again = await world.choose(world.hana, shown, str(chair), str(vice))
        assert "Nobody was invited" in world.words(again)
        assert await record(desk) == before
        await changes_nothing(
            world, desk, "There is nobody left in the directory", "invitation send", session=str(session)
        )


async def test_words_that_are_kept_no_more_stop_the_menu(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        (chair,) = await officials(desk)
        shown = await send(world, await desk.session(), message="Words")
        async with desk.clerk.record.transaction(desk.forum) as tx:
            await tx.db.delete((await rows(desk, models.Draft))[0])
        answer = await world.choose(world.hana, shown, str(chair))
        assert "The message typed with this menu is no longer kept." in world.words(answer)
        assert not await rows(desk, models.Invitation)


# ---------------------------------------------------------------- noting


async def test_a_reply_by_phone_is_noted_in_public_words_and_confirmed_by_letter(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        invitation = await furnished(desk, on_the_way)
        answer = await note(world, invitation, "deputy", detail="My deputy *will* come.", on="today")
        said = world.words(answer)
        assert "Thank you: the Chair of NHS Northshire ICB is sending a deputy to “Respite that works”" in said
        assert "They said: “My deputy *will* come”." in bare(said)
        assert "They are asked by letter whether this is right." in said
        fact = (await record(desk))[-1]
        assert isinstance(fact, f.Responded)
        assert (fact.answer, fact.on, fact.days_late) == (Answer.DEPUTY, date(2026, 9, 1), 0)
        letter = (await rows(desk, models.Letter))[-1]
        assert letter.purpose == "confirmation"
        assert "sending a deputy; “My deputy *will* come.”" in " ".join(letter.body.split())


NOTED = {
    "attending": f.Responded,
    "cannot_come": f.Responded,
    "other_date": f.Responded,
    "in_writing": f.Responded,
    "redirected": f.Responded,
    "other_channel": f.Responded,
    "not_our_remit": f.Responded,
    "acknowledged": f.Acknowledged,
    "asked_for_time": f.AskedForTime,
    "auto_replied": f.AutoReplied,
    "bounced": f.Bounced,
}


@pytest.mark.parametrize("what", NOTED)
async def test_everything_that_can_come_can_be_noted(database: Database, what: str) -> None:
    async with open_office(database, COG) as (world, desk):
        invitation = await furnished(desk, on_the_way)
        until = {"until": "Fri 18 Sep"} if what == "asked_for_time" else {}
        answer = await note(world, invitation, what, **until)
        assert "Noted" in world.words(answer)
        assert isinstance((await record(desk))[-1], NOTED[what])
        letters = [one.purpose for one in await rows(desk, models.Letter)]
        assert ("confirmation" in letters) == (NOTED[what] is f.Responded)


def test_every_answer_is_among_the_choices_and_there_are_not_too_many() -> None:
    assert set(Answer) <= set(NOTES)
    assert {*NOTED, "deputy"} == set(NOTES)
    assert len(NOTES) <= 25


async def test_more_time_than_the_terms_allow_is_cut_and_said(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        answer = await note(world, await furnished(desk, on_the_way), "asked_for_time", until="1 Nov 2026")
        assert "at most so far: Tuesday 13 October 2026, and not 1 November 2026." in world.words(answer)


async def test_a_reply_can_be_dated_back_to_the_day_it_came(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        invitation = await furnished(desk, on_the_way)
        desk.clock.move_by(timedelta(days=20))
        await note(world, invitation, "cannot_come", on="Mon 14 Sep")
        fact = (await record(desk))[-1]
        assert isinstance(fact, f.Responded)
        assert (fact.on, fact.days_late) == (date(2026, 9, 14), 0)


@pytest.mark.parametrize(
    ("answer", "more", "said"),
    [
        ("attending", {"detail": "They were silent before."}, "The record never says “silent” of anybody."),
        ("attending", {"detail": "Write to jo@icb.example"}, "E-mail addresses and @mentions are never shown"),
        ("attending", {"detail": "Ring 01632 960 983"}, "Telephone numbers are never shown"),
        ("attending", {"detail": "w" * 301}, "That has 301 characters; the record takes 300."),
        ("attending", {"on": "tomorrow"}, "has not come yet"),
        ("attending", {"on": "31 Aug"}, "A reply cannot be older than that."),
        ("attending", {"on": "31 April"}, "There is no 31 April."),
        ("attending", {"on": "soonish"}, "could not be read as part of a date"),
        ("attending", {"until": "18 Sep"}, "“Until” belongs to “asked for more time”."),
        ("asked_for_time", {}, "Until when did they ask?"),
        ("asked_for_time", {"until": "1 Aug 2026"}, "is in the past"),
        ("acknowledged", {"detail": "Received"}, "Only a reply has details on the record."),
        ("bounced", {"on": "today"}, "Only a reply is dated back."),
    ],
    ids=[
        "a word that is never said",
        "an address",
        "a telephone number",
        "too long",
        "a reply from tomorrow",
        "a reply from before the letter",
        "a day that is not",
        "no day",
        "until without more time",
        "more time without until",
        "more time until the past",
        "an acknowledgement with details",
        "a bounce dated back",
    ],
)
async def test_what_cannot_be_noted_changes_nothing(
    database: Database, answer: str, more: dict[str, str], said: str
) -> None:
    async with open_office(database, COG) as (world, desk):
        invitation = await furnished(desk, on_the_way)
        await changes_nothing(world, desk, said, "invitation note", invitation=str(invitation), answer=answer, **more)
        assert not [one for one in await rows(desk, models.Enclosure) if one.text and one.text in more.values()]


async def test_the_same_reply_twice_is_refused(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        invitation = await furnished(desk, on_the_way)
        await note(world, invitation, "attending")
        said = "That reply is already on the record, since 1 September 2026."
        await changes_nothing(world, desk, said, "invitation note", invitation=str(invitation), answer="attending")


async def test_without_an_address_a_reply_is_noted_all_the_same(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        invitation = await furnished(desk, on_the_way)
        async with desk.clerk.record.transaction(desk.forum) as tx:
            (await tx.db.get_one(models.Official, 1)).email = None
        answer = await note(world, invitation, "attending")
        assert "We cannot ask them whether this is right" in world.words(answer)
        assert (await desk.standing(invitation)).state is State.REPLIED


# ---------------------------------------------------------------- lists, holding back, sending again


async def test_the_list_shows_where_each_stands_in_pages(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        session = await desk.session(title=LONG)
        body = await desk.body(LONG)
        numbers = [await desk.invited(session, await desk.official(body, f"{n} {LONG}"[:200])) for n in range(8)]
        await desk.sent(*numbers)
        await desk.answered(numbers[0])
        first = await world.slash(world.hana, "invitation list", session=str(session))
        assert "8 invitations\n-# Page 1 of 2" in world.words(first)
        assert MORE not in world.words(first)
        second = await world.press(world.hana, first, "Next")
        assert "replied · invitation 1" in world.words(second)
        replied = await world.slash(world.hana, "invitation list", state="replied")
        assert "-# 1 invitation\n" in world.words(replied) + "\n"
        none = await world.slash(world.hana, "invitation list", state="bounced")
        assert "There are none of that kind" in world.words(none)


async def test_holding_back_twice_releases(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        invitation = await furnished(desk, on_the_way)
        options: dict[str, Any] = {"invitation": str(invitation), "reason": Reason.UNDER_DISCUSSION.value}
        first = await world.slash(world.hana, "invitation hold", **options)
        assert "Held back. The record gives the reason “we are still talking with them”." in world.words(first)
        assert (await desk.standing(invitation)).held_back
        second = await world.slash(world.hana, "invitation hold", **options)
        assert "Released" in world.words(second)
        assert not (await desk.standing(invitation)).held_back


async def test_to_the_same_address_the_letter_goes_again_and_the_clock_runs_on(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        invitation = await furnished(desk, on_the_way)
        reply_by = (await desk.standing(invitation)).reply_by
        desk.clock.move_by(timedelta(days=2))
        answer = await world.slash(world.hana, "invitation resend", invitation=str(invitation))
        assert "We ask for a reply by Tuesday 15 September 2026." in world.words(answer)
        said = "That letter has not left yet: it goes within minutes."
        await changes_nothing(world, desk, said, "invitation resend", invitation=str(invitation))
        await desk.sent(invitation)
        assert isinstance((await desk.history(invitation))[-1], f.SentAgain)
        assert (await desk.standing(invitation)).reply_by == reply_by


async def test_after_a_bounce_a_right_address_comes_first_and_the_clock_starts_anew(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        invitation = await furnished(desk, on_the_way)
        await desk.bounced(invitation)
        said = "Our message to that address did not arrive. Give the right one with /official edit"
        await changes_nothing(world, desk, said, "invitation resend", invitation=str(invitation))
        async with desk.clerk.record.transaction(desk.forum) as tx:
            (await tx.db.get_one(models.Official, 1)).email = "right@northshire.example"
        desk.clock.move_by(timedelta(days=2))
        answer = await world.slash(world.hana, "invitation resend", invitation=str(invitation))
        assert "We ask for a reply by Thursday 17 September 2026." in world.words(answer)
        await desk.sent(invitation)
        assert [type(fact) for fact in await desk.history(invitation)][-3:] == [f.Bounced, f.AddressReplaced, f.Sent]


async def test_a_letter_still_here_goes_to_the_address_of_now(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        (chair,) = await officials(desk)
        invitation = await desk.invited(await desk.session(), chair)
        async with desk.clerk.record.transaction(desk.forum) as tx:
            (await tx.db.get_one(models.Official, chair)).email = "right@northshire.example"
        await world.slash(world.hana, "invitation resend", invitation=str(invitation))
        letters = [(one.address == "right@northshire.example", one.state) for one in await rows(desk, models.Letter)]
        assert letters == [(False, "not_needed"), (True, "waiting")]
        assert not [fact for fact in await record(desk) if isinstance(fact, f.AddressReplaced)]


async def test_nothing_is_sent_again_to_who_has_replied_or_when_it_is_too_late(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        invitation = await furnished(desk, on_the_way)
        await desk.answered(invitation)
        said = "They have already replied, on 1 September 2026."
        await changes_nothing(world, desk, said, "invitation resend", invitation=str(invitation))
        other = await desk.invited(1, await desk.official(1, "Vice Chair"))
        await desk.sent(other)
        desk.clock.move_by(timedelta(days=60))
        said = "That session has already begun, so a letter would come too late."
        await changes_nothing(world, desk, said, "invitation resend", invitation=str(other))


# ---------------------------------------------------------------- the buttons in the hosts' channel


async def handed(world: World, desk: Desk) -> Any:
    """The hosts' newest message, after everything that waits was carried."""
    await deliver(desk.clerk, to_everywhere(desk.clerk, world.bot))
    await world.env.settle()
    return list(world.hosts.history())[-1]


async def test_a_letter_is_sent_when_a_host_says_so_and_only_once(database: Database) -> None:
    async with open_office(database, COG, ways=NO_MAIL) as (world, desk):
        (chair,) = await officials(desk)
        await send(world, await desk.session(), chair)
        card = await handed(world, desk)
        answer = await world.press(world.hana, card, "It came back")
        assert "Press “I have sent it” first." in world.words(answer)
        await world.restart()
        answer = await world.press(world.hana, card, "I have sent it")
        assert "Noted: the invitation to the Chair of NHS Northshire ICB was sent." in world.words(answer)
        assert "We ask for a reply by 15 September 2026." in world.words(answer)
        before = await record(desk)
        assert isinstance(before[-1], f.Sent)
        again = await world.press(world.hana, card, "I have sent it")
        assert "That letter is already on the record as sent." in world.words(again)
        stranger = await world.press(world.olga, card, "I have sent it")
        assert ONLY_HOSTS in bare(world.words(stranger))
        assert await record(desk) == before

        answer = await world.press(world.hana, card, "It came back")
        assert "did not arrive" in world.words(answer)
        again = await world.press(world.hana, card, "It came back")
        assert "It is already on the record that our message did not arrive." in world.words(again)
        assert len([fact for fact in await record(desk) if isinstance(fact, f.Bounced)]) == 1


async def test_a_letter_that_is_wanted_no_more_is_not_recorded(database: Database) -> None:
    async with open_office(database, COG, ways=NO_MAIL) as (world, desk):
        (chair,) = await officials(desk)
        await send(world, await desk.session(), chair)
        card = await handed(world, desk)
        await desk.answered(1)
        before = await record(desk)
        answer = await world.press(world.hana, card, "I have sent it")
        assert "That letter was no longer needed" in world.words(answer)
        again = await world.press(world.hana, card, "I have sent it")
        assert "Please do not send it." in world.words(again)
        assert await record(desk) == before


async def test_a_letter_of_before_says_nothing_about_the_address_of_today(database: Database) -> None:
    async with open_office(database, COG, ways=NO_MAIL) as (world, desk):
        (chair,) = await officials(desk)
        await send(world, await desk.session(), chair)
        card = await handed(world, desk)
        await world.press(world.hana, card, "I have sent it")
        async with desk.clerk.record.transaction(desk.forum) as tx:
            (await tx.db.get_one(models.Official, chair)).email = "right@northshire.example"
        await world.slash(world.hana, "invitation resend", invitation="1")
        answer = await world.press(world.hana, card, "It came back")
        assert "We have written again since then" in world.words(answer)


async def nothing_came(desk: Desk) -> None:
    """Everything but F7 holds."""
    (chair,) = await officials(desk)
    await desk.invited(await desk.session(days=60), chair)
    while not await rows(desk, models.Outbox, action="ask_about_post"):
        for letter in await rows(desk, models.Letter, state="waiting"):
            async with desk.clerk.record.transaction(desk.forum) as tx:
                await letters.left(tx, desk.clerk.ways, letter.id, Via.HOST)
        desk.clock.move_by(timedelta(days=1))
        await sweep(desk.clerk)


async def asked_about_the_post(world: World, desk: Desk) -> Any:
    """The question to the hosts."""
    await furnished(desk, nothing_came)
    return await handed(world, desk)


async def test_the_hosts_say_that_nothing_has_come_before_that_is_published(database: Database) -> None:
    async with open_office(database, COG, ways=NO_MAIL) as (world, desk):
        card = await asked_about_the_post(world, desk)
        assert world.labels(card) == ["Nothing has come", "Note a reply"]
        answer = await world.press(world.hana, card, "Nothing has come")
        assert "your post is read up to" in world.words(answer)
        forum = await row(desk, models.Forum, desk.forum)
        assert forum.heard_until == desk.clock.now()
        again = await world.press(world.hana, card, "Nothing has come")
        assert "That is noted already" in world.words(again)
        await sweep(desk.clerk)
        assert (await desk.standing(1)).state is State.NO_REPLY
        moved_on = await world.press(world.hana, card, "Nothing has come")
        assert "Nothing waits for this any more" in world.words(moved_on)


async def test_a_reply_is_noted_by_the_form_under_the_question(database: Database) -> None:
    async with open_office(database, COG, ways=NO_MAIL) as (world, desk):
        card = await asked_about_the_post(world, desk)
        await world.restart()
        form = await world.press(world.hana, card, "Note a reply")
        refused = await world.submit(world.hana, form, answer=["attending"], detail="They never must.")
        assert "The record never says “must” of anybody." in bare(world.words(refused))
        again = await world.press(world.hana, refused, "Try again")
        assert world.filled(again)["detail"] == "They never must."
        answer = await world.submit(world.hana, again, answer=["cannot_come"], detail="They are away that day.")
        assert "told us they could not come" in world.words(answer)
        assert (await desk.standing(1)).answer is Answer.CANNOT_COME
        stranger = await world.press(world.olga, card, "Note a reply")
        assert ONLY_HOSTS in bare(world.words(stranger))


# ---------------------------------------------------------------- who may, and what fits


COMMANDS: dict[str, dict[str, Any]] = {
    "invitation send": {"session": "1", "official": "1"},
    "invitation note": {"invitation": "1", "answer": "attending"},
    "invitation list": {},
    "invitation hold": {"invitation": "1", "reason": "pause"},
    "invitation resend": {"invitation": "1"},
}


@pytest.mark.parametrize("command", COMMANDS)
async def test_only_hosts_invite(database: Database, command: str) -> None:
    async with open_office(database, COG) as (world, desk):
        await furnished(desk, on_the_way)
        before = await record(desk)
        answer = await world.slash(world.cal, command, **COMMANDS[command])
        assert answer.ephemeral
        assert ONLY_HOSTS in bare(world.words(answer))
        assert await record(desk) == before


async def test_another_forums_invitation_is_as_good_as_none(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        other = await Desk.opened(database, guild=901, slug="westmere", clock=desk.clock)
        theirs = await on_the_way(other)
        for command in ("note", "hold", "resend"):
            more: dict[str, Any] = {"note": {"answer": "attending"}, "hold": {"reason": "pause"}}.get(command, {})
            answer = await world.slash(world.hana, f"invitation {command}", invitation=str(theirs), **more)
            assert "There is no invitation" in world.words(answer)
        session = await world.slash(world.hana, "invitation send", session="1")
        assert "There is no session" in world.words(session)
        mine = await desk.session()
        shown = await send(world, mine, (await officials(desk))[0])
        assert "Invited to" in world.words(shown)


def longest() -> list[Card]:
    whom = Whom(LONG, LONG, LONG)
    now = datetime(2026, 9, 30, 21, tzinfo=UTC)
    asked = [Asked(1_000_000, whom, now + timedelta(days=3), date(2026, 9, 30), True, False)] * 25
    menu = ChooseOfficials.of([Option(str(n), LONG, LONG) for n in range(25)], 1_000_000, "1000000")
    listed = cards.InvitationSheet(
        1_000_000, whom, LONG, date(2026, 9, 30), State.MORE_TIME, Answer.OTHER_CHANNEL, date(2026, 9, 30),
        date(2026, 9, 30), date(2026, 9, 30), Step.SECOND_REMINDER, date(2026, 9, 30), True, True,
    )  # fmt: skip
    return [
        cards.asked_card(LONG, asked, (), now, LONDON),
        cards.asked_card(LONG, (), [LONG] * 25, now, LONDON),
        cards.asked_card(LONG, asked[:12], [LONG] * 13, now, LONDON),
        cards.again_card(asked[:12], [whom] * 13, now, LONDON),
        cards.list_card([listed] * 6, 1_000_000),
        cards.menu_card(LONG, menu, [whom] * 200, LONG * 5),
        cards.noted_card(1_000_000, LONG * 8, [LONG] * 2),
    ]


@pytest.mark.parametrize("number", range(7))
def test_the_longest_cards_fit(number: int) -> None:
    view = sheet(longest()[number])
    assert view.content_length() <= CARD_TEXT
    assert view.total_children_count <= CARD_PARTS
    assert MORE not in [item.content for item in view.walk_children() if isinstance(item, TextDisplay)]


def bare(words: str) -> str:
    """As it is read, without the backslashes."""
    return words.replace("\\", "")
