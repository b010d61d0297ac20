"""A question from a carer's words to an answer, or to the next session; and the agenda that is published before it."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot import agenda, question_time, questions, verdicts
from bot.couriers.mail_courier import did_not_arrive
from bot.desk import submit
from bot.desk.done import Place
from bot.desk.hosts import Matter, tell_hosts
from bot.export import export_forum
from bot.figures import figures_of, folded_until
from bot.house import see_to
from bot.public.asked import every_question
from bot.rules import dispute as disputes, facts as f, recount, session as sessions
from bot.rules.agenda import worded
from bot.rules.answers import Answers
from bot.rules.counts import Counts
from bot.rules.errors import Refused
from bot.rules.figure_words import say_figures
from bot.rules.question import Question
from bot.rules.verify import verify
from bot.rules.words import Answer, Extent, Reason, Via, Way
from bot.sweep import sweep
from db import models
from db.engine import Database
from db.figures import Among
from tests.desk import CAL, CARA, HOST, Desk

SIX_WEEKS = 42
"""From Tuesday 1 September to Tuesday 13 October: the agenda is published on 29 September, ten working days before."""


async def raised(desk: Desk, title: str, *, body: int | None = None, session: int | None = None) -> int:
    async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
        row = await agenda.raise_item(tx, worded(title, ""), user_id=CARA, label=None, organisation=body)
        if session is not None:
            await agenda.accept(tx, row.id, session, body)
        return row.id


async def accepted(desk: Desk, item: int, session: int, body: int | None) -> None:
    async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
        await agenda.accept(tx, item, session, body)


async def asked(desk: Desk) -> Mapping[int, Question]:
    async with desk.clerk.record.reading(desk.forum) as view:
        return await questions.asked(view)


async def reads(desk: Desk) -> list[str]:
    async with desk.clerk.record.reading(desk.forum) as view:
        return [" ".join(filter(None, (one.stands, one.carried))) for one in await every_question(view)]


async def answers(desk: Desk) -> Answers:
    async with desk.clerk.record.reading(desk.forum) as view:
        return (await figures_of(view, Among(forum_id=desk.forum))).tally.answers


async def letters(desk: Desk, purpose: str) -> Sequence[models.Letter]:
    async with desk.clerk.database.reading() as db:
        query = select(models.Letter).where(models.Letter.purpose == purpose).order_by(models.Letter.id)
        return (await db.execute(query)).scalars().all()


async def until(desk: Desk, day: date) -> None:
    """Day by day, as the timetable would."""
    while desk.clock.now().date() < day:
        await desk.days_pass(1)


async def held(desk: Desk, session: int) -> None:
    async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
        tx.record(sessions.hold(await tx.session(session), 9, **tx.mark(Via.COMMAND)))


async def kinds(desk: Desk) -> list[str]:
    """The kinds of entry about agendas and questions, in order."""
    async with desk.clerk.record.reading(desk.forum) as view:
        found = [(await view.entry(seq)).fact for seq in range(1, await _length(desk) + 1)]
    return [fact.kind for fact in found if isinstance(fact, f.QuestionFact | f.AgendaPublished | f.AgendaChanged)]


async def _length(desk: Desk) -> int:
    async with desk.clerk.record.reading(desk.forum) as view:
        return len((await view.db.execute(select(models.Entry.seq))).all())


async def checked(desk: Desk, folder: Path) -> None:
    """The export verifies, and the database counts what the entries give."""
    verify(await export_forum(desk.clerk, desk.forum, folder))
    async with desk.clerk.record.reading(desk.forum) as view:
        today = view.terms.day(view.now)
        folded = recount.tallies(await folded_until(view, today), since=None, as_at=today)
        live = await figures_of(view, Among(forum_id=desk.forum))
    assert sum((one.answers for one in folded.values()), Answers()) == live.tally.answers


async def one_question(desk: Desk, *besides: str) -> tuple[int, int, int, int]:
    """An item accepted for a body, and one of its officials invited: item, body, session, invitation."""
    body, session = await desk.body(), await desk.session(days=SIX_WEEKS)
    item = await raised(desk, "Why is respite cancelled on the day?", body=body, session=session)
    for title in besides:
        await raised(desk, title, session=session)
    invitation = await desk.invited(session, await desk.official(body))
    return item, body, session, invitation


async def test_an_item_for_a_body_is_a_question_from_the_letter_on_and_is_answered_in_writing(
    database: Database, tmp_path: Path
) -> None:
    desk = await Desk.opened(database)
    item, body, _, invitation = await one_question(desk, "Something for nobody in particular")
    assert await asked(desk) == {}
    await desk.post()
    (letter,) = await letters(desk, "invitation")
    assert "By Tuesday 29 September 2026:\n- Why is respite cancelled on the day?" in letter.body
    assert "Also on the agenda:\n- Something for nobody in particular" in letter.body
    (one,) = (await asked(desk)).values()
    assert (one.item, one.organisation, one.answer_by) == (item, body, date(2026, 9, 29))
    assert await reads(desk) == ["Put on 1 September 2026 for an answer by 29 September 2026."]
    await desk.days_pass(3)
    place = Place(desk.forum, invitation)
    done = await submit.answer_question(desk.clerk, place, one.question, "From May on a replacement is sent.")
    again = await submit.answer_question(desk.clerk, place, one.question, "From May on a replacement is sent.")
    assert again.again
    assert again.entry == done.entry
    assert await reads(desk) == ["Put on 1 September 2026. Answered in writing on 4 September 2026."]
    # Whoever answers a question has answered the letter too.
    assert (await desk.standing(invitation)).answer is Answer.IN_WRITING
    await until(desk, date(2026, 10, 14))
    assert await answers(desk) == Answers(answered=1)
    assert await letters(desk, "questions") == []
    await checked(desk, tmp_path)


async def test_what_has_no_answer_is_reminded_once_said_neutrally_and_carried_over(
    database: Database, tmp_path: Path
) -> None:
    desk = await Desk.opened(database)
    item, body, session, invitation = await one_question(desk)
    await desk.post()
    await desk.answered(invitation, Answer.CANNOT_COME)
    await until(desk, date(2026, 9, 24))
    (letter,) = await letters(desk, "questions")
    assert (letter.sent_at is not None, letter.written_at.date()) == (True, date(2026, 9, 22))
    assert "Why is respite cancelled on the day?" in letter.body
    await until(desk, date(2026, 10, 1))
    late = "Put on 1 September 2026 for an answer by 29 September 2026. We have not recorded an answer yet."
    assert await reads(desk) == [late]
    assert (await answers(desk)).left_out == {Counts.OPEN: 1}
    await until(desk, date(2026, 10, 14))
    assert await answers(desk) == Answers(unanswered=1)
    following = await desk.session(days=60, title="The next one")
    await desk.days_pass(1)
    assert (await asked(desk))[1].carried == 0, "the session on whose agenda it stands is not over yet"
    await held(desk, session)
    await desk.days_pass(2)
    await see_to(desk.clerk, [question_time.keep_questions])
    assert await reads(desk) == [f"{late} Carried over once, first asked on 1 September 2026."]
    async with desk.clerk.database.reading() as db:
        row = await db.get_one(models.Item, item)
    assert (row.session_id, row.carried, row.state) == (following, 1, "accepted")
    colleague = await desk.invited(following, await desk.official(body, "Chair"))
    await desk.post()
    assert "Carried over once, first asked on 1 September 2026; asked for by 29 September 2026:" in " ".join(
        (await letters(desk, "invitation"))[-1].body.split()
    )
    assert (await asked(desk))[1].invitations == (invitation,), "its clock is the first one"
    await submit.answer_question(desk.clerk, Place(desk.forum, colleague), 1, "Sorry that this took so long.")
    (stands,) = await reads(desk)
    assert "working days after the date we asked for" in stands
    assert await answers(desk) == Answers(answered=1)
    await checked(desk, tmp_path)


async def test_a_letter_that_did_not_arrive_puts_no_question_and_the_next_one_starts_the_clock(
    database: Database, tmp_path: Path
) -> None:
    desk = await Desk.opened(database)
    _, body, session, invitation = await one_question(desk)
    await desk.post()
    await desk.bounced(invitation)
    assert await reads(desk) == ["Put on 1 September 2026. Our letter did not arrive. This is ours to fix."]
    await until(desk, date(2026, 9, 14))
    await desk.invited(session, await desk.official(body, "Chair"))
    await desk.post()
    assert await reads(desk) == ["Put on 14 September 2026 for an answer by 12 October 2026."]
    assert (await asked(desk))[1].first_on == date(2026, 9, 1)
    await checked(desk, tmp_path)


@pytest.mark.only_on("sqlite")
async def test_what_left_a_question_open_is_disputable_and_keeps_it_out_of_the_figures(
    database: Database, tmp_path: Path
) -> None:
    desk = await Desk.opened(database)
    _, _, session, invitation = await one_question(desk)
    await desk.post()
    await until(desk, date(2026, 10, 14))
    async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
        await questions.note(tx, 1, Extent.NOT_ADDRESSED, Way.IN_SESSION, "They spoke of the budget", session)
        seq = tx.head.seq
    assert await reads(desk) == [
        "Put on 1 September 2026. Spoken of in the session on 14 October 2026, 11 working days after the date we asked "
        "for; a host noted that it is still open."
    ]
    assert await answers(desk) == Answers(unanswered=1, not_addressed=1)
    async with desk.clerk.record.transaction(desk.forum, by=f.OFFICIAL) as tx:
        tx.record(disputes.dispute(await tx.history(invitation), seq, tx.terms, **tx.mark(Via.LINK)))
    assert (await answers(desk)).left_out == {Counts.DISPUTED: 1}
    async with desk.clerk.record.transaction(desk.forum, by=CAL) as tx:
        history = await tx.history(invitation)
        tx.record(disputes.decide(history, seq, upheld=True, alone=False, **tx.mark(Via.HOST)))
    assert (await asked(desk))[1].answer is None
    async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
        await questions.note(tx, 1, Extent.PARTLY, Way.IN_SESSION)
    assert await answers(desk) == Answers(answered=1, partly=1)
    async with desk.clerk.record.reading(desk.forum) as view:
        said = say_figures(await figures_of(view, Among(forum_id=desk.forum)), "All together")
    assert "Questions put: 1 of 1 question has a recorded answer. 1 of these in part." in said
    await checked(desk, tmp_path)


@pytest.mark.only_on("sqlite")
async def test_an_item_that_is_taken_back_is_no_longer_asked_and_one_put_off_goes_on(database: Database) -> None:
    desk = await Desk.opened(database)
    item, body, session, _ = await one_question(desk)
    other = await raised(desk, "Who pays for the night?", body=body, session=session)
    await desk.post()
    later = await desk.session(days=80, title="Later")
    async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
        await agenda.decline(tx, item, Reason.ALREADY_ANSWERED, "It was answered in March.")
    assert [one.withdrawn for one in (await asked(desk)).values()] == [True]
    assert await reads(desk) == ["Put on 1 September 2026. We no longer ask it."]
    with pytest.raises(Refused, match="no longer ask"):
        await submit.answer_question(desk.clerk, Place(desk.forum, 1), 1, "Too late.")
    await desk.invited(session, await desk.official(body, "Chair"))
    await desk.post()
    async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
        await agenda.defer(tx, other, Reason.NEEDS_MORE_TIME)
        await agenda.accept(tx, other, later, body)
    two = (await asked(desk))[2]
    assert (two.open, two.session, two.carried) == (True, later, 1)


@pytest.mark.only_on("sqlite")
async def test_no_reminder_goes_while_words_of_theirs_wait_nor_again_to_an_address_that_took_none(
    database: Database,
) -> None:
    desk = await Desk.opened(database)
    _, _, _, invitation = await one_question(desk)
    await desk.post()
    await desk.answered(invitation, Answer.ATTENDING)
    async with desk.clerk.record.transaction(desk.forum) as tx:
        piece = await tell_hosts(tx, invitation, Matter.WORD, "We will write next week.")
    await until(desk, date(2026, 9, 25))
    assert await letters(desk, "questions") == []
    async with desk.clerk.record.transaction(desk.forum) as tx:
        (await tx.db.get_one(models.Piece, piece)).state = "dealt"
    await see_to(desk.clerk, [question_time.keep_questions])
    await see_to(desk.clerk, [question_time.keep_questions])
    (letter,) = await letters(desk, "questions")
    async with desk.clerk.record.transaction(desk.forum) as tx:
        await did_not_arrive(tx, desk.clerk, letter.id)
    await until(desk, date(2026, 10, 14))
    assert len(await letters(desk, "questions")) == 1
    assert (await answers(desk)).left_out == {Counts.NOT_PROVEN: 1}, "nothing is counted that was not reminded"


@pytest.mark.only_on("sqlite")
async def test_who_takes_an_item_back_leaves_no_number_of_theirs_on_the_record(database: Database) -> None:
    desk = await Desk.opened(database)
    item, *_ = await one_question(desk)
    await desk.post()
    await until(desk, date(2026, 9, 29))
    await sweep(desk.clerk)
    async with desk.clerk.record.transaction(desk.forum, by=CARA) as tx:
        await agenda.withdraw(tx, item, user_id=CARA)
        made = [(entry.fact.kind, entry.fact.by) for entry in tx.pending]
    assert made == [("question_withdrawn", f.CLERK), ("agenda_changed", f.CLERK)]


async def test_what_carers_say_of_an_answer_is_counted_once_each_and_shown_from_five(database: Database) -> None:
    desk = await Desk.opened(database)
    _, _, _, invitation = await one_question(desk)
    await desk.post()
    place = Place(desk.forum, invitation)
    entry = (await submit.answer_question(desk.clerk, place, 1, "Our standard text.")).entry or 0

    async def says(user: int, said: Extent, answer: int = entry) -> verdicts.Verdicts:
        async with desk.clerk.record.transaction(desk.forum, by=user) as tx:
            return await verdicts.say(tx, 1, answer, said, user_id=user)

    for user in range(100, 104):
        counted = await says(user, Extent.NOT_ADDRESSED)
        assert not counted.shown
    assert (await says(100, Extent.PARTLY)).all == 4
    counted = await says(104, Extent.ANSWERED)
    assert (counted.shown, counted.answered, counted.partly, counted.not_addressed) == (True, 1, 1, 3)
    await submit.answer_question(desk.clerk, place, 1, "A proper answer.")
    with pytest.raises(Refused, match="answered again"):
        await says(105, Extent.ANSWERED)
    second = (await asked(desk))[1].answer_seq
    assert (await says(100, Extent.ANSWERED, second)).all == 1


@pytest.mark.only_on("sqlite")
async def test_an_agenda_is_published_by_itself_and_later_changes_are_one_letter(
    database: Database, tmp_path: Path
) -> None:
    desk = await Desk.opened(database)
    item, body, session, invitation = await one_question(desk)
    await desk.post()
    await desk.answered(invitation, Answer.ATTENDING)
    await until(desk, date(2026, 9, 28))
    assert "agenda_published" not in await kinds(desk)
    await desk.days_pass(1)
    await sweep(desk.clerk)
    assert (await kinds(desk))[-1] == "agenda_published"
    assert await letters(desk, "agenda") == [], "they were told all of it by the invitation"
    second = await raised(desk, "Who pays for the night?", body=body, session=session)
    third = await raised(desk, "For everybody", session=session)
    desk.clock.move_by(timedelta(minutes=30))
    async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
        await agenda.defer(tx, third, Reason.NEEDS_MORE_TIME)
    assert (await kinds(desk))[-3:] == ["agenda_changed"] * 3
    await sweep(desk.clerk)
    assert await letters(desk, "agenda") == []
    desk.clock.move_by(timedelta(minutes=61))
    for _ in range(3):
        await sweep(desk.clerk)
    (letter,) = await letters(desk, "agenda")
    assert letter.items == f"{item},{second}"
    await desk.post()
    assert (await asked(desk))[2].answer_by == date(2026, 10, 27)
    assert "What you told us stays on the record: you are coming." in letter.body
    await checked(desk, tmp_path)


@pytest.mark.only_on("sqlite")
async def test_a_weeks_outage_leaves_the_same_agenda_and_an_empty_one_waits(database: Database, tmp_path: Path) -> None:
    desk = await Desk.opened(database)
    body, session = await desk.body(), await desk.session(days=SIX_WEEKS)
    await desk.invited(session, await desk.official(body))
    await desk.post()
    desk.clock.move_by(timedelta(days=29))
    await sweep(desk.clerk)
    assert await kinds(desk) == []
    await raised(desk, "At last", body=body, session=session)
    await desk.days_pass(2)
    await sweep(desk.clerk)
    await desk.post()
    assert await kinds(desk) == ["agenda_published", "question_put"]
    assert len(await letters(desk, "agenda")) == 1
    await checked(desk, tmp_path)
