"""An official's private page: through HTTP, as a browser asks and sends."""

import asyncio
import logging
import re
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from aiohttp import ClientSession
from sqlalchemy import select

from bot import desk_keys
from bot.desk.hosts import Matter
from bot.mail.draft import YOUR_ANSWERS
from bot.rules import facts as f, invitation as invitations, session as sessions
from bot.rules.words import Answer, Presence, Reason, State, Via
from bot.web.app import start_site
from db import models
from tests.bot.desk_office import Office
from tests.bot.test_web import HOSTILE, Parsed
from tests.desk import HOST, Desk
from tests.thorough import examples

NEEDED: dict[str, dict[str, str]] = {
    "deputy": {"deputy": "Head of Commissioning"},
    "other_date": {"dates": "Any Tuesday in November"},
    "in_writing": {"item_1": "We fund 40 places.", "general": "We will write again in May."},
    "redirected": {"instead": "The Head of Carers", "address": "carers@body.example"},
    "other_channel": {"channel": "Please come to our own meeting."},
}


@pytest.mark.parametrize("answer", list(Answer))
async def test_each_answer_is_one_entry_and_one_receipt(office: Office, answer: Answer) -> None:
    text = await office.done(answer=answer, **NEEDED.get(answer, {}))
    fact = await office.last()
    assert isinstance(fact, f.Responded)
    assert (fact.answer, fact.by, fact.via) == (answer, f.OFFICIAL, Via.LINK)
    assert "Your answer is on the record" in text
    assert (await office.desk.standing(1)).state is State.REPLIED
    (receipt,) = await office.letters()
    assert receipt.address == (await office.letters("invitation"))[0].address
    assert f"We recorded: {YOUR_ANSWERS[answer]}." in receipt.body


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("deputy", "Head of Commissioning"),
        ("in_writing", "Agenda item 1: We fund 40 places.\n\nWe will write again in May."),
    ],
)
async def test_what_is_marked_public_stands_on_the_record_as_it_was_typed(
    office: Office, answer: str, words: str
) -> None:
    await office.done(answer=answer, **NEEDED[answer])
    assert await office.detail() == words
    assert await office.pieces() == []


@pytest.mark.parametrize(
    ("answer", "matter"),
    [("redirected", Matter.REDIRECT), ("other_channel", Matter.OTHER_CHANNEL), ("other_date", Matter.OTHER_DATE)],
)
async def test_what_is_for_the_hosts_goes_to_their_tray_and_nowhere_else(
    office: Office, answer: str, matter: Matter
) -> None:
    page = await office.done(answer=answer, hosts="We need captions.", **NEEDED[answer])
    (piece,) = await office.pieces()
    assert (piece.source, piece.state, piece.invitation_id, piece.verdict) == ("desk", "waiting", 1, matter)
    assert all(words in piece.text for words in (*NEEDED[answer].values(), "We need captions."))
    assert await office.detail() is None
    async with office.site.get("/northshire/invitations/1") as response:
        public = await response.text() + page
    assert not [words for words in (*NEEDED[answer].values(), "We need captions.") if words in public]
    async with office.desk.clerk.database.reading() as db:
        told = (await db.execute(select(models.Outbox).where(models.Outbox.key == f"piece:{piece.id}"))).scalar_one()
    assert (told.destination, told.action, told.subject) == ("hosts", "tell_post", piece.id)


async def test_a_word_to_the_hosts_may_come_with_any_answer(office: Office) -> None:
    await office.done(answer="attending", hosts="Step-free access, please.")
    assert [(piece.verdict, piece.text) for piece in await office.pieces()] == [
        (Matter.WORD, "A word to the hosts\nStep-free access, please.")
    ]


async def test_a_text_too_long_for_the_hosts_card_is_kept_whole(office: Office) -> None:
    await office.done(answer="other_channel", channel="c" * 500, hosts="w" * 1_200)
    (piece,) = await office.pieces()
    assert piece.raw == piece.text.encode()


async def test_more_time_moves_the_date_once(office: Office) -> None:
    reply_by = (await office.desk.standing(1)).reply_by
    assert reply_by == date(2026, 9, 15)
    text = await office.done(answer="more_time", until="Tue 22 Sept")
    fact = await office.last()
    assert isinstance(fact, f.AskedForTime)
    assert (fact.until, fact.by, fact.via) == (date(2026, 9, 22), f.OFFICIAL, Via.LINK)
    assert "We now ask for a reply by 22 September 2026." in text
    again = await office.done(answer="more_time", until="Tue 29 Sept")
    assert "already on the record" in again
    assert await office.last() == fact
    assert 'value="more_time"' not in again
    await office.done(answer="attending")


async def test_the_same_form_sent_twice_is_one_answer(office: Office) -> None:
    """Also where both arrive at once; it is a success each time."""
    for fields in ({"answer": "deputy", "hosts": "Captions."} | NEEDED["deputy"], {"answer": "cannot_come"}):
        pages = await asyncio.gather(*(office.done(**fields) for _ in range(2)))
        before = await office.written()
        pages += [await office.done(**fields)]
        assert sum("That is already on the record" in page for page in pages) == 2
        assert await office.written() == before
    replies = [fact for fact in await office.desk.history(1) if isinstance(fact, f.Responded)]
    assert [fact.answer for fact in replies] == [Answer.DEPUTY, Answer.CANNOT_COME]
    assert len(await office.pieces()) == 1
    assert len(await office.letters()) == 2


async def test_an_answer_can_be_changed_until_the_session_begins(office: Office) -> None:
    await office.done(answer="attending")
    await office.done(answer="cannot_come")
    await office.done(answer="attending")
    assert (await office.desk.standing(1)).answer is Answer.ATTENDING
    await office.desk.days_pass(46)
    assert 'name="answer"' not in await office.page()
    text = await office.refused(answer="cannot_come")
    assert "The session has begun, so your answer can no longer be changed here." in text
    assert "already on the record" in await office.done(answer="attending")
    await office.done("statement", statement="We were on the train.")


async def test_another_deputy_is_put_on_the_record_and_the_same_one_twice_is_not(office: Office) -> None:
    await office.done(answer="deputy", deputy="Head of Commissioning")
    assert "already on the record" not in await office.done(answer="deputy", deputy="Head of Carers")
    assert await office.detail() == "Head of Carers"
    assert "already on the record" in await office.done(answer="deputy", deputy="Head of Carers")
    assert await office.pieces() == []


async def test_new_words_after_the_session_began_reach_the_hosts(office: Office) -> None:
    await office.done(answer="deputy", deputy="Head of Commissioning")
    await office.desk.days_pass(46)
    page = await office.done(answer="deputy", deputy="Head of Carers")
    assert "That is already on the record" in page
    assert "has reached them" in page
    assert [(piece.verdict, piece.text) for piece in await office.pieces()] == [(Matter.ADDITION, "Head of Carers")]
    assert await office.detail() == "Head of Commissioning"


@pytest.mark.only_on("sqlite")
async def test_each_field_says_who_will_read_it(office: Office) -> None:
    """Also where the record has the answer already, and takes no second one."""
    hosts, public = "For the hosts only, never published.", "Public."
    assert await _readers(office) == {
        **dict.fromkeys(("deputy", "until", "item_1", "general", "statement"), public),
        **dict.fromkeys(("dates", "instead", "address", "channel", "hosts", "wrong", "objection", "stop"), hosts),
    }
    await office.done(answer="deputy", deputy="Head of Commissioning")
    after = await _readers(office)
    assert (after["deputy"], after["item_1"], after["grounds"]) == (hosts, public, hosts)


async def _readers(office: Office) -> dict[str, str]:
    text = await office.page()
    return dict(re.findall(r'id="(\w+)-hint"><span class="who">([^<]*)</span>', text))


LONG = "x" * 5_000
MISTAKES: list[tuple[dict[str, Any], str, str]] = [
    ({}, "answer-attending", "Please choose an answer."),
    ({"answer": "maybe"}, "answer-attending", "Please choose an answer."),
    ({"answer": ["attending", "cannot_come"]}, "answer-attending", "Please choose one answer only."),
    ({"answer": "deputy"}, "deputy", "Please say in which role the deputy comes, such as Head of Commissioning."),
    ({"answer": "deputy", "deputy": " \u200b\u202e "}, "deputy", "Please say in which role the deputy comes"),
    ({"answer": "deputy", "deputy": "Ann, ann@body.example"}, "deputy", "e-mail addresses are never shown"),
    ({"answer": "deputy", "deputy": "Head, 01632 960 123"}, "deputy", "telephone numbers are never shown"),
    ({"answer": "deputy", "deputy": "y" * 121}, "deputy", "That has 121 characters; there is room for 120."),
    ({"answer": "other_date"}, "dates", "Please say which dates or times would suit you."),
    ({"answer": "more_time"}, "until", "Please say by which date you will answer."),
    ({"answer": "more_time", "until": "soon"}, "until", "could not be read as part of a date"),
    ({"answer": "more_time", "until": "1 September 2026"}, "until", "That is today."),
    ({"answer": "more_time", "until": "31 August 2026"}, "until", "is in the past"),
    ({"answer": "more_time", "until": "2 September 2026"}, "answer-attending", "You have until 15 September 2026"),
    ({"answer": "in_writing"}, "item_1", "There are no words in the answer yet."),
    ({"answer": "in_writing", "item_1": LONG}, "item_1", "That has 5,000 characters; there is room for 1,200."),
    ({"answer": "in_writing", "general": LONG}, "general", "That has 5,000 characters; there is room for 1,200."),
    ({"answer": "redirected"}, "instead", "Please say whom we should ask instead: a role or a name."),
    ({"answer": "other_channel"}, "channel", "Please say how we should reach you."),
    ({"answer": "attending", "hosts": LONG}, "hosts", "That has 5,000 characters; there is room for 1,200."),
    ({"answer": "attending", "deputy": "Head"}, "deputy", "You chose another answer, and wrote something here."),
    ({"form": "statement"}, "statement", "There are no words in the statement yet."),
    ({"form": "statement", "statement": "…!"}, "statement", "There are no words in that statement."),
    ({"form": "statement", "statement": LONG}, "statement", "That has 5,000 characters; there is room for 1,200."),
    ({"form": "statement", "statement": "Write to a@b.example"}, "statement", "e-mail addresses are never shown"),
    ({"form": "correction"}, "wrong", "Please say what is wrong."),
    ({"form": "dispute"}, "apart", "Please choose the entry that you dispute."),
    ({"form": "dispute", "entry": "1", "grounds": "No."}, "apart", "Entry 1 cannot be disputed here."),
    ({"form": "dispute", "entry": "first", "grounds": "No."}, "apart", "That is not the number of an entry."),
]


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize(("fields", "target", "words"), MISTAKES)
async def test_each_mistake_is_one_plain_sentence_that_leads_to_its_field(
    office: Office, fields: dict[str, Any], target: str, words: str
) -> None:
    page = Parsed(await office.refused(**fields))
    assert "Nothing was sent yet" in page.text
    assert words in page.text
    ids = {attrs["id"] for _, attrs in page.tags if "id" in attrs}
    links = [attrs["href"] for _, attrs in page.all("a") if attrs.get("href", "").startswith("#")]
    assert f"#{target}" in links
    assert {link[1:] for link in links} <= ids
    assert page.all("title")
    marked = [attrs for _, attrs in page.all("input", "textarea") if attrs.get("aria-invalid")]
    assert all(set(attrs["aria-describedby"].split()) <= ids for attrs in marked)


@pytest.mark.only_on("sqlite")
async def test_what_was_typed_is_kept_with_the_mistake(office: Office) -> None:
    typed = {"instead": "", "address": "a@b.example", "hosts": f"  {HOSTILE}\nsecond line"}
    page = Parsed(await office.refused(answer="redirected", **typed))
    assert not page.all("script")
    inputs = {attrs["id"]: attrs for _, attrs in page.all("input") if "id" in attrs}
    assert inputs["address"]["value"] == "a@b.example"
    assert "checked" in inputs["answer-redirected"]
    assert len([attrs for attrs in inputs.values() if "checked" in attrs]) == 1
    assert f"{HOSTILE}\nsecond line" in "".join(page.words)


@pytest.mark.only_on("sqlite")
async def test_nothing_is_chosen_beforehand(office: Office) -> None:
    for _ in range(2):
        page = Parsed(await office.page())
        assert not [attrs for _, attrs in page.all("input") if "checked" in attrs]
        await office.done(answer="attending")


async def test_the_page_says_who_asks_what_when_and_until_when(office: Office) -> None:
    page = Parsed(await office.page()).text
    for words in (
        "Northshire Carers’ Forum, a forum run by unpaid carers, invites Ada Fell",
        "Friday 16 October 2026, 7:00 pm UK time, until 8:30 pm",
        "Please answer by Tuesday 15 September 2026",
        "Short breaks (agenda item 1)",
        "We asked Ada Fell",
        "Put on the record: the clerk, by e-mail.",
        "on this page; you can also complain to the Information Commissioner",
    ):
        assert words in page


@pytest.mark.only_on("sqlite")
async def test_what_people_typed_is_shown_and_never_obeyed(office: Office) -> None:
    await office.done("statement", statement=HOSTILE)
    page = await office.page()
    assert "<script" not in page
    assert str(7777 * 7777) not in page
    assert "<script>alert(" in Parsed(page).text


@pytest.mark.only_on("sqlite")
async def test_to_look_records_nothing(office: Office) -> None:
    """Mail scanners press every link, some of them with every verb but POST, and with what they find in the page."""
    before = await office.written()
    address = f"/r/{office.token}"
    for number in range(examples(100)):
        queries = ("", f"?done=answer&entry={number}", "?answer=attending&form=answer")
        async with office.site.get(address + queries[number % 3]) as response:
            assert response.status == 200
        async with office.site.head(address) as response:
            assert (response.status, await response.read()) == (200, b"")
        async with office.site.options(address) as response:
            assert response.status == 405
    for verb in ("PUT", "DELETE", "PATCH", "PROPFIND"):
        async with office.site.request(verb, address, data={"form": "answer", "answer": "attending"}) as response:
            assert response.status == 405
    assert await office.written() == before


@pytest.mark.only_on("sqlite")
async def test_a_made_up_address_makes_the_page_say_nothing_that_is_not_so(office: Office) -> None:
    plain = await office.page()
    await office.desk.body("Eastvale Council", "council")
    for query in (
        {"done": "answer"},
        {"done": "answer", "entry": "1"},
        {"done": "answer", "entry": "99"},
        {"done": "answer", "entry": "x"},
        {"done": "objection"},
        {"done": "stop", "piece": "1"},
        {"done": "<b>"},
    ):
        assert await office.page(**query) == plain


@pytest.mark.only_on("sqlite")
async def test_a_wrong_or_expired_key_learns_nothing_and_changes_nothing(office: Office) -> None:
    before, answers = await office.written(), set()
    async with office.site.get("/nowhere") as response:
        answers.add(await response.text())
    wrong = ("x" * 32, office.token[:-1], office.token + "a", "a/b", "%00", "é", "x" * 5_000, office.token + "/")
    for token in wrong:
        async with office.site.get(f"/r/{token}") as response:
            assert response.status == 404
            answers.add(await response.text())
    async with office.site.post("/r/wrong", data={"form": "answer", "answer": "attending"}) as response:
        assert response.status == 404
        answers.add(await response.text())
    office.desk.clock.move_by(desk_keys.LASTS)
    async with office.site.post(f"/r/{office.token}", data={"form": "answer", "answer": "attending"}) as response:
        assert response.status == 404
        answers.add(await response.text())
    assert len(answers) == 1, "one page for all of them"
    assert await office.written() == before


async def test_a_key_opens_its_own_invitation_only(office: Office) -> None:
    other = await Desk.opened(office.desk.clerk.database, guild=901, slug="eastvale", clock=office.desk.clock)
    theirs = await other.invited(await other.session(title="Theirs"), await other.official(await other.body()))
    async with other.clerk.record.transaction(other.forum) as tx:
        token = desk_keys.mint(tx, theirs)
    await office.done(answer="attending")
    async with office.site.post(f"/r/{token}", data={"form": "answer", "answer": "cannot_come"}) as response:
        assert "Theirs" in await response.text()
    assert (await office.desk.standing(1)).answer is Answer.ATTENDING
    assert (await other.standing(theirs)).answer is Answer.CANNOT_COME


@pytest.mark.only_on("sqlite")
async def test_who_tries_many_keys_has_to_wait_and_others_have_not(office: Office) -> None:
    near, far = {"X-Forwarded-For": "192.0.2.1, 203.0.113.9"}, {"X-Forwarded-For": "203.0.113.9, 192.0.2.1"}
    statuses = []
    for number in range(25):
        async with office.site.get(f"/r/guess{number}", headers=near) as response:
            statuses.append(response.status)
    assert statuses == [404] * 20 + [429] * 5
    async with office.site.get(f"/r/{office.token}", headers=near) as response:
        assert response.status == 429
        assert "Please wait a few minutes" in await response.text()
    async with office.site.get(f"/r/{office.token}", headers=far) as response:
        assert response.status == 200
    office.desk.clock.move_by(timedelta(seconds=31))
    async with office.site.get(f"/r/{office.token}", headers=near) as response:
        assert response.status == 200


@pytest.mark.only_on("sqlite")
async def test_a_key_that_writes_without_end_has_to_wait(office: Office) -> None:
    statuses = []
    for _ in range(33):
        async with office.site.post(f"/r/{office.token}", data={"form": "stop"}, allow_redirects=False) as response:
            statuses.append(response.status)
    assert statuses == [303] * 30 + [429] * 3
    office.desk.clock.move_by(timedelta(minutes=2))
    await office.done(answer="not_our_remit")


@pytest.mark.only_on("sqlite")
async def test_a_key_stands_in_no_log(
    office: Office, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(*_: object) -> None:
        raise RuntimeError

    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr("bot.web.desk.sheet", fails)
    runner = await start_site(office.desk.clerk, "127.0.0.1", 0)
    host, port = runner.addresses[0][:2]
    async with ClientSession() as browser, browser.get(f"http://{host}:{port}/r/{office.token}") as response:
        assert response.status == 500
        assert "reference" in await response.text()
    await runner.cleanup()
    assert "in /r/…" in caplog.text
    assert office.token not in caplog.text


async def test_the_page_is_kept_by_nobody_and_its_forms_go_nowhere_else(office: Office) -> None:
    async with office.site.get(f"/r/{office.token}") as response:
        headers, page = response.headers, Parsed(await response.text())
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Robots-Tag"].startswith("noindex")
    assert "form-action 'self'" in headers["Content-Security-Policy"]
    assert headers["Content-Security-Policy"].startswith("default-src 'none'; style-src 'self'")
    assert "Set-Cookie" not in headers
    assert {"name": "robots", "content": "noindex, nofollow, noarchive"} in [attrs for _, attrs in page.all("meta")]
    assert all(attrs["method"] == "post" and "action" not in attrs for _, attrs in page.all("form"))
    assert not page.all("script", "iframe", "img", "object")
    assert office.token not in "".join(page.words) + str(page.tags)
    async with office.site.get("/northshire") as response:
        assert "form-action 'none'" in response.headers["Content-Security-Policy"]


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"", "application/x-www-form-urlencoded", 400),
        (b"form=else", "application/x-www-form-urlencoded", 400),
        (b"form=answer&form=stop", "application/x-www-form-urlencoded", 400),
        (b"a=1&" * 200, "application/x-www-form-urlencoded", 400),
        (b"form=answer&hosts=" + b"x" * 2**21, "application/x-www-form-urlencoded", 400),
        (b"{}", "application/json", 415),
        (b"--x--", "multipart/form-data; boundary=x", 415),
        (b"form=answer&answer=attending&hosts=%ff%00%c0", "application/x-www-form-urlencoded", 303),
    ],
)
async def test_whatever_is_sent_gets_a_page_in_plain_words(office: Office, body: bytes, kind: str, status: int) -> None:
    address, headers = f"/r/{office.token}", {"Content-Type": kind}
    async with office.site.post(address, data=BytesIO(body), headers=headers, allow_redirects=False) as response:
        assert response.status == status
        if status != 303:
            assert "Nothing was changed." in await response.text()


async def test_a_statement_stands_as_it_was_written_and_once(office: Office) -> None:
    words = f"Two lines,\r\n\r\n  and {HOSTILE}"
    page = await office.done("statement", statement=words)
    assert "Your statement is on the record" in page
    fact = await office.last()
    assert isinstance(fact, f.StatementMade)
    assert (fact.by, fact.via) == (f.OFFICIAL, Via.LINK)
    async with office.desk.clerk.record.reading(office.desk.forum) as view:
        kept = (await view.texts([fact.text]))[fact.text]
    assert kept == words.replace("\r\n", "\n").replace("\u202e", ""), "only what nobody can see is taken out"
    before = await office.written()
    assert "already on the record" in await office.done("statement", statement=words)
    assert await office.written() == before
    assert len(await office.letters()) == 1


async def test_a_dispute_is_public_and_its_grounds_are_not(office: Office) -> None:
    await office.desk.answered(1, Answer.CANNOT_COME)
    seq = await _seq(office, f.Responded)
    page = await office.page()
    assert f'value="{seq}"' in page
    page = await office.done("dispute", entry=str(seq), grounds="We said that we would come.")
    fact = await office.last()
    assert isinstance(fact, f.Disputed)
    assert (fact.entry, fact.by, fact.via) == (seq, f.OFFICIAL, Via.LINK)
    assert f"disputes entry {seq}. Decision due" in Parsed(page).text
    (piece,) = await office.pieces()
    assert (piece.verdict, piece.text) == (Matter.DISPUTE, f"Entry {seq}: We said that we would come.")
    before = await office.written()
    again = await office.done("dispute", entry=str(seq), grounds="We said that we would come.")
    assert "disputed already" in again
    assert await office.written() == before
    async with office.site.get("/northshire/invitations/1") as response:
        assert "We said that we would come." not in await response.text() + again


async def test_the_grounds_are_asked_for(office: Office) -> None:
    await office.desk.answered(1, Answer.CANNOT_COME)
    seq = await _seq(office, f.Responded)
    page = Parsed(await office.refused("dispute", entry=str(seq)))
    assert "Please say what is wrong with the entry" in page.text
    chosen = [attrs["value"] for _, attrs in page.all("input") if "checked" in attrs]
    assert chosen == [str(seq)]
    assert [attrs for _, attrs in page.all("details") if "open" in attrs]


async def _seq(office: Office, kind: type[f.Fact]) -> int:
    async with office.desk.clerk.record.reading(office.desk.forum) as view:
        return next(entry.seq for entry in await view.history(1) if isinstance(entry.fact, kind))


@pytest.mark.parametrize(
    ("form", "fields", "matter"),
    [
        ("correction", {"wrong": "I left in May."}, Matter.CORRECTION),
        ("stop", {"stop": "Too many."}, Matter.STOP),
        ("stop", {}, Matter.STOP),
        ("objection", {"objection": "I am not public."}, Matter.OBJECTION),
    ],
)
async def test_what_is_not_for_the_record_is_for_the_hosts(
    office: Office, form: str, fields: dict[str, str], matter: Matter
) -> None:
    entries = (await office.written())[0]
    first, second = await office.done(form, **fields), await office.done(form, **fields)
    assert (await office.written())[0] == entries, "nothing on the record"
    (piece,) = await office.pieces()
    assert piece.verdict == matter
    assert all(words in piece.text for words in fields.values())
    assert all('id="done"' in page for page in (first, second))
    assert await office.letters() == []


async def test_who_objects_to_their_name_is_shown_by_role_alone(office: Office) -> None:
    assert "Do not show my name" in await office.page()
    await office.done("objection")
    async with office.desk.clerk.database.reading() as db:
        (holder,) = (await db.execute(select(models.Holder))).scalars()
    assert holder.objected_at == office.desk.clock.now()
    page = await office.page()
    assert "Do not show my name" not in page
    assert "Ada Fell" not in page


async def test_a_withdrawn_invitation_has_a_page_and_no_form_for_an_answer(office: Office) -> None:
    async with office.desk.clerk.record.transaction(office.desk.forum, by=HOST) as tx:
        tx.record(invitations.withdraw(await tx.standing(1), Reason.OUR_MISTAKE, **tx.mark(Via.COMMAND)))
    page = await office.page()
    assert "We have withdrawn this invitation." in page
    assert 'name="answer"' not in page
    assert 'name="statement"' not in page
    assert "We have withdrawn this invitation" in await office.refused(answer="attending")
    assert "That invitation was withdrawn" in await office.refused("statement", statement="But why?")
    await office.done("correction", wrong="We never had it.")


async def test_a_cancelled_session_has_a_page_where_a_statement_can_still_be_made(office: Office) -> None:
    async with office.desk.clerk.record.transaction(office.desk.forum, by=HOST) as tx:
        tx.record(sessions.cancel(await tx.session(1), Reason.TOO_FEW_PEOPLE, **tx.mark(Via.COMMAND)))
    page = await office.page()
    assert "We have cancelled this session." in page
    assert 'name="answer"' not in page
    assert "We have cancelled this session" in await office.refused(answer="attending")
    await office.done("statement", statement="A pity.")


async def test_after_the_session_a_first_answer_is_still_taken_and_attendance_can_be_disputed(office: Office) -> None:
    await office.desk.days_pass(46)
    await office.desk.attended(1, Presence.DID_NOT_COME)
    page = await office.page()
    assert "We could not come" in page
    assert 'value="attending"' not in page
    assert 'value="deputy"' not in page
    assert "can no longer be given" in await office.refused(answer="attending")
    await office.done("dispute", entry=str(await _seq(office, f.Attended)), grounds="We were there.")
    text = await office.done(answer="in_writing", general="Sorry, here it is.")
    fact = await office.last()
    assert isinstance(fact, f.Responded)
    assert fact.days_late > 0
    assert "after the date we asked for" in text


async def test_a_letter_without_an_address_needs_no_receipt(office: Office) -> None:
    async with office.desk.clerk.record.transaction(office.desk.forum, by=HOST) as tx:
        (official,) = (await tx.db.execute(select(models.Official))).scalars()
        official.email = None
    page = await office.done(answer="attending")
    assert await office.letters() == []
    assert "A receipt goes" not in page
