"""What an official states is read whole in every place, and what is hidden is in none of them; the record verifies."""

import csv
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot import criteria, declining, pledges, voting
from bot.desk.done import Place
from bot.desk.submit import answer_the_vote
from bot.export import export_forum
from bot.hiding import hide
from bot.past import as_at
from bot.public.declined import declined_now
from bot.rules import criteria as rules_of_criteria, facts as f, pledge as rules_of_pledges
from bot.rules.declining import Wish
from bot.rules.errors import Refused
from bot.rules.partnership import Partnership, after
from bot.rules.saying import say_short_date
from bot.rules.statement import LONGEST, make_statement
from bot.rules.verify import verify
from bot.rules.voting import Votes
from bot.rules.wording.partnership import REMOVED
from bot.rules.words import Answer, Ground, Reason, Via
from bot.view import entries
from db import ledger, models
from db.engine import Database
from tests.desk import HOST, Desk

pytestmark = pytest.mark.only_on("sqlite")

CARERS = range(31, 37)
HIDDEN = {
    *("planned", "pledge_made", "pledge_updated", "pledge_stated"),
    *("criteria_adopted", "body_declined", "body_answered"),
}
STATEMENT = "We were moving house.\n\nAsk Nurse Nobody of Ward 7 <b>instead</b>. " + "Ŵ" * (LONGEST - 70)
TOMBSTONE = "What this entry says was hidden by a host on {day}. Class: personal data."


async def _stated(database: Database) -> tuple[Desk, int, int]:
    """An invitation of which no reply is recorded, and the number of the entry with the statement about it."""
    desk = await Desk.opened(database)
    invitation = await desk.invited(await desk.session(days=90), await desk.official(await desk.body()))
    await desk.sent(invitation)
    await desk.days_pass(40)
    async with desk.clerk.record.transaction(desk.forum, by=f.OFFICIAL) as tx:
        text = await tx.enclose(STATEMENT)
        tx.record(make_statement(await tx.standing(invitation), STATEMENT, text, **tx.mark(Via.LINK)))
        return desk, invitation, tx.head.seq


async def _hidden(desk: Desk, seq: int, reason: Reason = Reason.PERSONAL_DATA) -> int:
    async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
        return await hide(tx, seq, reason)


def _read(export: Path) -> dict[str, str]:
    files = {file.relative_to(export).as_posix(): file for file in export.rglob("*") if file.is_file()}
    return {name: file.read_text(encoding="utf-8") for name, file in files.items()}


def _statements(export: Path) -> list[str]:
    with (export / "invitations.csv").open(encoding="utf-8-sig", newline="") as file:
        return [line["statements"] for line in csv.DictReader(file)]


async def test_a_statement_stands_whole_and_unedited_in_every_place(database: Database, tmp_path: Path) -> None:
    desk, invitation, seq = await _stated(database)
    export = await export_forum(desk.clerk, desk.forum, tmp_path)
    assert verify(export).erased == 0
    assert _statements(export) == [("Statement of NHS Northshire ICB: " + STATEMENT).replace("\n", "\r\n")]
    pages, shown = _read(export), STATEMENT.replace("<b>instead</b>", "&lt;b&gt;instead&lt;/b&gt;")
    for name, often in {
        f"invitations/{invitation}/index.html": 3,  # by itself, as an entry, and under the entry beside which it stands
        "organisations/1/index.html": 1,
        "log/1/index.html": 2,
    }.items():
        assert pages[name].count(shown) == often, name
        assert f"Entry {seq}" in pages[name]


async def test_what_is_hidden_is_in_no_file_and_the_export_verifies(database: Database, tmp_path: Path) -> None:
    desk, invitation, seq = await _stated(database)
    number = await _hidden(desk, seq)
    export = await export_forum(desk.clerk, desk.forum, tmp_path)
    assert verify(export).erased == 1
    pages = _read(export)
    assert [name for name, text in pages.items() if "Nurse" in text] == []
    tombstone = TOMBSTONE.format(day="11 October 2026")
    assert _statements(export) == [tombstone]
    assert pages[f"invitations/{invitation}/index.html"].count(tombstone) == 3
    assert "no longer counts" not in pages[f"invitations/{invitation}/index.html"]
    assert f"Entry {number}" in pages["corrections/index.html"]
    assert f"A host hid what entry {seq} says" in pages["corrections/index.html"]
    assert (await desk.standing(invitation)).no_reply_on is not None


async def test_a_hidden_reply_says_nothing_and_is_no_thanks_and_still_a_reply(
    database: Database, tmp_path: Path
) -> None:
    desk = await Desk.opened(database)
    invitation = await desk.invited(await desk.session(), await desk.official(await desk.body()))
    await desk.sent(invitation)
    await desk.answered(invitation, Answer.DEPUTY)
    async with desk.clerk.record.reading(desk.forum) as view:
        seq = next(e.seq for e in await view.history(invitation) if isinstance(e.fact, f.Responded))
    await _hidden(desk, seq)
    export = await export_forum(desk.clerk, desk.forum, tmp_path)
    pages = _read(export)
    assert not any("Thank you: the Director" in text for text in pages.values())
    assert TOMBSTONE.format(day="1 September 2026") in pages["log/1/index.html"]
    assert (await desk.standing(invitation)).answer is Answer.DEPUTY
    assert verify(export).figures


async def test_a_hidden_no_reply_is_not_repeated_above_it(database: Database, tmp_path: Path) -> None:
    desk = await Desk.opened(database)
    invitation = await desk.invited(
        await desk.session(title="About Jo Private"), await desk.official(await desk.body())
    )
    await desk.sent(invitation)
    await desk.days_pass(40)
    async with desk.clerk.record.reading(desk.forum) as view:
        seq = next(e.seq for e in await view.history(invitation) if isinstance(e.fact, f.NoReplyRecorded))
    async with desk.clerk.record.transaction(desk.forum) as tx:
        row = await tx.db.get_one(models.Session, 1)
        row.title = "A session"
    before = _read(await export_forum(desk.clerk, desk.forum, tmp_path / "before"))
    page = f"invitations/{invitation}/index.html"
    assert before[page].count("to come to “About Jo Private”") == 3
    await _hidden(desk, seq)
    after = _read(await export_forum(desk.clerk, desk.forum, tmp_path / "after"))
    assert "About Jo Private" not in after[page]
    assert "We have not recorded a reply." in after[page]


async def test_what_cannot_be_hidden_is_refused_and_erases_nothing(database: Database) -> None:
    desk, invitation, seq = await _stated(database)
    for number in (1, 2):
        with pytest.raises(Refused, match="cannot be hidden"):
            await _hidden(desk, number)
    await _hidden(desk, seq)
    with pytest.raises(Refused, match="hidden already"):
        await _hidden(desk, seq)
    async with database.reading() as db:
        kept = (await db.scalars(select(models.Enclosure.text))).all()
    assert kept.count(None) == 1
    assert [type(fact) for fact in await desk.history(invitation)][-2:] == [f.StatementMade, f.Hidden]


async def _told_of_somebody(database: Database) -> tuple[Desk, dict[str, int]]:
    """Words about somebody beside every kind of entry that is about no invitation; by kind, the number of the last."""
    desk = await Desk.opened(database)
    session = await desk.session(days=80, title="What Marigold did")
    council = await desk.body("Northshire Council", "council")
    invitation = await desk.invited(session, await desk.official(council, "Leader"))
    other = await desk.official(await desk.body("Westmere NHS Trust", "nhs_trust"))
    await desk.post()
    async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
        promise = pledges.Promise(other, "Marigold will ring.", tx.terms.day(tx.now) + timedelta(days=90))
        row, _ = await pledges.add(tx, desk.clerk.ways, promise)
        await pledges.say(tx, row.id, pledges.Word(None, "Marigold is away."), Via.COMMAND)
        await pledges.take_back(tx, row.id, Reason.OUR_MISTAKE)
    async with desk.clerk.record.transaction(desk.forum, by=f.OFFICIAL) as tx:
        text = await tx.enclose("Marigold never said so.")
        tx.record(rules_of_pledges.make_statement(await tx.pledge(row.id), text, **tx.mark(Via.LINK)))
    async with desk.clerk.record.transaction(desk.forum, by=CARERS[0]) as tx:
        await criteria.propose(tx, "Sessions start on time", None, user_id=CARERS[0])
        await criteria.propose(tx, "Marigold lets everybody speak", None, user_id=CARERS[0])
        await criteria.propose(tx, "Somebody who can decide comes", None, user_id=CARERS[0])
        wish = Wish((Ground.SAFETY,), "Marigold shouted.", "Marigold says sorry.")
        await declining.propose(tx, council, wish, user_id=CARERS[0])
        for motion in range(1, 5):
            for carer in CARERS:
                await voting.cast(tx, motion, user_id=carer, in_favour=True)
    await desk.days_pass(8)
    await answer_the_vote(desk.clerk, Place(desk.forum, invitation), "Marigold has left us.")
    await desk.days_pass(16)
    async with desk.clerk.record.reading(desk.forum) as view:
        kinds = [kind for kind in f.every_kind() if kind in HIDDEN]
        seen = entries(await ledger.of_kinds(view.db, view.forum.id, kinds))
    numbers = {entry.fact.kind: entry.seq for entry in seen}
    versions = [entry.seq for entry in seen if isinstance(entry.fact, f.CriteriaAdopted)]
    return desk, numbers | {"criteria_adopted": versions[1]}


async def test_no_words_about_somebody_are_left_once_their_entries_are_hidden(
    database: Database, tmp_path: Path
) -> None:
    desk, numbers = await _told_of_somebody(database)
    assert set(numbers) == HIDDEN
    before = await export_forum(desk.clerk, desk.forum, tmp_path / "before")
    assert len([name for name, text in _read(before).items() if "Marigold" in text]) > 5
    day, hidden = desk.clock.now().date(), {seq: await _hidden(desk, seq) for seq in numbers.values()}
    async with database.reading() as db:
        kept = " ".join(filter(None, (await db.scalars(select(models.Enclosure.text))).all()))
        cards = (
            await db.execute(select(models.Motion.text, models.Motion.conditions).order_by(models.Motion.id))
        ).all()
        edited = set(await db.scalars(select(models.Outbox.subject).where(models.Outbox.action == "edit_entry")))
    assert "Marigold" not in kept
    assert [text for text, _ in cards] == ["Sessions start on time", REMOVED, "Somebody who can decide comes", None]
    assert cards[-1].conditions is None
    assert edited >= {*hidden, numbers["criteria_adopted"] + 1}, "a later version that has the same words, too"
    export = await export_forum(desk.clerk, desk.forum, tmp_path / "after")
    assert verify(export).figures
    pages = _read(export)
    assert [name for name, text in pages.items() if "Marigold" in text] == []
    log = "".join(text for name, text in pages.items() if name.startswith("log/"))
    assert log.count(TOMBSTONE.format(day=say_short_date(day))) >= len(hidden)
    adopted = (
        f"version 3 of their criteria, by which each session is rated: 1. “Sessions start on time”; 2. “{REMOVED}”"
    )
    assert adopted in log
    assert all(f"A host hid what entry {seq} says." in pages["corrections/index.html"] for seq in hidden)
    async with desk.clerk.record.reading(desk.forum) as view:
        then = await as_at(view, day - timedelta(days=1))
        (declined,) = await declined_now(then)
    assert (declined.text, declined.hidden) == (TOMBSTONE.format(day=say_short_date(day)), True)


async def test_a_version_that_brought_no_words_of_its_own_is_refused(database: Database) -> None:
    desk = await Desk.opened(database)
    async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
        text, mark = await tx.enclose("Sessions start on time"), tx.mark(Via.TIMETABLE)
        first = rules_of_criteria.adopt(1, text, None, Partnership(), Votes(5, 0), tx.terms.policy, **mark)
        tx.record(first)
        tx.record(
            rules_of_criteria.adopt(2, None, 1, after(Partnership(), first), Votes(5, 0), tx.terms.policy, **mark)
        )
        seq = tx.head.seq
    with pytest.raises(Refused, match=f"Entry {seq} brought no words of its own"):
        await _hidden(desk, seq)
