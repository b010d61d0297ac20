"""/engagement, as anyone uses it: figures, the record, thanks, the data."""

import csv
import io
import json
import re
import zipfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.cards.figures import bar, body_card, forum_card, role_card, thanks_card
from bot.cards.log import PAGE, ROOM, entry_text, fit, log_card
from bot.chat.card import Card, Link
from bot.chat.limits import CARD_PARTS, CARD_TEXT
from bot.chat.sheet import MORE, sheet
from bot.chat.text import size
from bot.public.period import PERIODS, since
from bot.public.said import Below, Said
from bot.public.sheet import Body, BodySheet, ForumSheet, Kind, RoleSheet
from bot.rules import correction, facts as f
from bot.rules.conduct import Conduct
from bot.rules.counts import Counts
from bot.rules.highlights import Streak, StreakKind, flag
from bot.rules.statistics import Figures, figures
from bot.rules.tally import Tally
from bot.rules.verify import verify
from bot.rules.wording import NEVER, Whom
from bot.rules.words import Answer, OrganisationKind, Presence, Reason, Via
from bot.ways import Ways
from db import ledger
from db.engine import Database
from tests.cogs.office import open_office
from tests.desk import HOST, MAIL, START, Desk, furnished
from tests.discord_world import Answer as Reply, World

pytestmark = pytest.mark.only_on("sqlite")

COG = "cogs.engagement"
HOSTILE = "@everyone **bold** [link](http://evil.example) <@1>"


@asynccontextmanager
async def told(database: Database, ways: Ways = MAIL) -> AsyncIterator[tuple[World, Desk]]:
    """Two ICBs and a council asked to one session: one came, one did not reply, our message to the third bounced."""
    async with open_office(database, COG, ways=ways) as (world, desk):
        await furnished(desk, history, f"{__name__} {ways}")
        yield world, desk


async def history(desk: Desk) -> None:
    kind, quiet = await desk.body("NHS Northshire ICB", "icb"), await desk.body("NHS Westmere ICB", "icb")
    council = await desk.body(f"Eastvale {HOSTILE} Council", "council")
    session = await desk.session(days=45)
    asked = [await desk.invited(session, await desk.official(body)) for body in (kind, quiet, council)]
    await desk.post()
    await desk.bounced(asked[2])
    await desk.days_pass(3)
    await desk.answered(asked[0])
    await desk.days_pass(43)
    await desk.attended(asked[0], Presence.CAME)


async def says(desk: Desk, invitation: int, text: str) -> None:
    async with desk.clerk.record.transaction(desk.forum, by=f.OFFICIAL) as tx:
        tx.record(f.StatementMade(invitation=invitation, text=await tx.enclose(text), **tx.mark(Via.LINK)))


def shown_to_all(answer: Reply, world: World) -> bool:
    return not any(message.ephemeral for message in world.messages(answer))


# ---------------------------------------------------------------- figures


async def test_a_stranger_reads_the_figures_of_the_whole_forum(database: Database) -> None:
    async with told(database) as (world, _):
        answer = await world.slash(world.stan, "engagement stats")
        words = world.words(answer)
        assert shown_to_all(answer, world)
        assert "All together: 1 of 2 invitations since 17 October 2025 has a recorded reply." in words
        assert "Invitations through this forum only." in words
        assert "1 not counted: 1 not delivered." in words
        assert "1 message of ours did not arrive." in words
        assert "We called 1 session since 17 October 2025 and did not cancel it." in words
        assert "As at 17 October 2026 · policy version 1 · record head " in words
        assert world.labels(answer) == ["On the public record"]


async def test_thanks_stand_first_and_bodies_by_name_never_by_figure(database: Database) -> None:
    async with told(database) as (world, _):
        words = world.words(await world.slash(world.stan, "engagement stats"))
        places = [
            words.index(part)
            for part in ("Thank you: the Director of Commissioning of NHS Northshire ICB came", "All together",
                         "Integrated care boards", "- NHS Northshire ICB: 1 of 1", "- NHS Westmere ICB: 0 of 1",
                         "Councils", "Eastvale", "What we did ourselves")
        ]  # fmt: skip
        assert places == sorted(places)
        assert "no invitation is counted yet" in words, "of a message that bounced nothing is said"


async def test_only_me_is_shown_to_nobody_else(database: Database) -> None:
    async with told(database) as (world, _):
        for command in ("stats", "log", "thanks"):
            answer = await world.slash(world.stan, f"engagement {command}", only_me=True)
            assert all(message.ephemeral for message in world.messages(answer))
        assert world.texts(world.chat, world.cara) == []


async def test_a_body_is_found_by_its_name_or_its_number(database: Database) -> None:
    async with told(database) as (world, _):
        assert ("NHS Westmere ICB", "2") in await world.autocomplete(
            world.stan, "engagement stats", "organisation", "westm"
        )
        for typed in ("2", "NHS Westmere ICB", "westmere"):
            words = world.words(await world.slash(world.stan, "engagement stats", organisation=typed))
            assert words.startswith("## NHS Westmere ICB\nNHS Westmere ICB: 0 of 1 invitation")


async def test_a_chart_is_shown_with_words_that_say_the_same(database: Database) -> None:
    """Six roles of one body: enough for a picture of how long replies took, too few for one over time."""
    async with open_office(database, COG, ways=MAIL) as (world, desk):
        body, session = await desk.body(), await desk.session(days=45)
        asked = [await desk.invited(session, await desk.official(body, f"Director {n}")) for n in range(6)]
        await desk.post()
        await desk.days_pass(3)
        for invitation in asked[:4]:
            await desk.answered(invitation)
        await desk.days_pass(43)
        given: tuple[dict[str, Any], ...] = ({}, {"organisation": "1"}, {"kind": "icb"})
        for options in given:
            answer = await world.slash(world.stan, "engagement stats", **options)
            (picture,) = pictures(answer, world)
            assert picture["media"]["url"].endswith("/waiting.png")
            assert (
                "Replied within 5 working days: 4 of 6 (67 %, 95 % interval 29–91 %, small numbers)"
                in picture["description"]
            )
            assert "▰▰▰▰▰▰▰▱▱▱" in world.words(answer)
        assert not pictures(await world.slash(world.stan, "engagement stats", official="1"), world)


def pictures(answer: Reply, world: World) -> list[dict[str, Any]]:
    (message,) = world.messages(answer)
    parts = message.components[0]["components"]
    return [item for part in parts if part["type"] == 12 for item in part["items"]]


REFUSED: tuple[tuple[dict[str, Any], str], ...] = (
    ({"organisation": "Nowhere"}, "There is no organisation “Nowhere” in this forum."),
    ({"official": "Nobody"}, "There is no official “Nobody” in this forum."),
    ({"organisation": "1", "official": "2"}, "belongs to NHS Westmere ICB. Choose the official alone"),
    ({"organisation": "1", "kind": "council"}, "NHS Northshire ICB is not of that kind."),
    ({"official": "1", "kind": "council"}, "belongs to NHS Northshire ICB."),
)


async def test_a_choice_that_fits_nothing_gets_one_sentence(database: Database) -> None:
    async with told(database) as (world, _):
        for options, sentence in REFUSED:
            answer = await world.slash(world.stan, "engagement stats", **options)
            assert sentence in world.words(answer)
            assert all(message.ephemeral for message in world.messages(answer))


async def test_another_forums_body_is_as_good_as_none(database: Database) -> None:
    async with told(database) as (world, desk):
        east = await Desk.opened(database, guild=901, slug="eastvale", clock=desk.clock)
        theirs = await east.body("Southport Council", "council")
        official = await east.official(theirs)
        choices: tuple[dict[str, Any], ...] = ({"organisation": str(theirs)}, {"official": str(official)})
        for options in choices:
            assert "There is no" in world.words(await world.slash(world.stan, "engagement stats", **options))
        assert "There is no" in world.words(await world.slash(world.stan, "engagement log", organisation=str(theirs)))
        assert "Southport" not in world.words(await world.slash(world.stan, "engagement stats"))


async def test_a_kind_is_counted_alone(database: Database) -> None:
    async with told(database) as (world, _):
        words = world.words(await world.slash(world.stan, "engagement stats", kind="icb", period="all"))
        assert "Integrated care boards together: 1 of 2 invitations has a recorded reply." in words
        assert "Councils" not in words
        assert "What we did ourselves" not in words, "the forum does not act by kind of body"


async def test_a_period_leaves_out_what_was_sent_before_it(database: Database) -> None:
    async with told(database) as (world, desk):
        desk.clock.move_by(timedelta(days=100))
        words = world.words(await world.slash(world.stan, "engagement stats", period="3m"))
        assert "All together: not invited since 25 October 2026." in words
        assert "1 of 2" in world.words(await world.slash(world.stan, "engagement stats", period="12m"))


async def test_an_officials_statement_stands_whole_beside_the_figures(database: Database) -> None:
    async with told(database) as (world, desk):
        statement = "We were moving house.\nNow we are here. " + "Ŵ" * 1_100
        await says(desk, 2, statement)
        choices: tuple[dict[str, Any], ...] = ({"official": "2"}, {"organisation": "2"})
        for options in choices:
            answer = await world.slash(world.stan, "engagement stats", **options)
            words = world.words(answer)
            assert "We were moving house." in words
            assert "Ŵ" * 1_100 in words
            assert words.index("0 of 1 invitation") < words.index("We were moving house.")
            assert MORE not in words


async def test_a_statement_that_was_removed_leaves_its_place(database: Database) -> None:
    async with told(database) as (world, desk):
        await says(desk, 2, "We were moving house.")
        async with desk.clerk.record.reading(desk.forum) as view:
            made = next(e.fact for e in await view.history(2) if isinstance(e.fact, f.StatementMade))
        async with database.writing() as db:
            await ledger.erase(db, desk.forum, made.text, desk.clock.now())
        assert "removed on request" in world.words(await world.slash(world.stan, "engagement stats", official="2"))


async def test_names_typed_by_people_are_only_words(database: Database) -> None:
    async with told(database) as (world, _):
        for command in ("stats", "log"):
            answer = await world.slash(world.stan, f"engagement {command}", organisation="3")
            raw = "".join(world.markdown(message) for message in world.messages(answer))
            assert "**bold**" not in raw
            assert not re.search(r"(?<!\\)\]\(", raw)
            assert "<@1>" not in raw
            assert "@everyone" not in raw


@pytest.mark.parametrize("site", ["https://carers.example", None], ids=["with a site", "without a site"])
async def test_the_public_page_is_linked_where_there_is_one(database: Database, site: str | None) -> None:
    async with told(database, replace(MAIL, site=site)) as (world, _):
        pages: dict[str, dict[str, Any]] = {
            "": {},
            "/organisations/1": {"organisation": "1"},
            "/organisations/2": {"official": "2"},
        }
        for path, options in pages.items():
            answer = await world.slash(world.stan, "engagement stats", **options)
            links = [part["url"] for part in _buttons(world, answer) if "url" in part]
            assert links == ([f"{site}/northshire{path}"] if site else [])


def _buttons(world: World, answer: Reply) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []

    def walk(part: Any) -> None:
        if part.get("type") == 2:
            found.append(part)
        for child in part.get("components", []):
            walk(child)

    for message in world.messages(answer):
        for part in message.components:
            walk(part)
    return found


# ---------------------------------------------------------------- the record


async def test_the_record_is_read_newest_first_with_thanks_before_all_else_of_a_day(database: Database) -> None:
    async with told(database) as (world, desk):
        await says(desk, 2, "We were moving house.")
        words = world.words(await world.slash(world.stan, "engagement log"))
        assert (
            words.index("Thank you:")
            < words.index("Statement of NHS Westmere ICB")
            < words.index("We have not recorded")
        )
        assert "17 October 2026" in words
        assert "Page 1 of 3" in words
        assert "policy version 1" in words


async def test_pages_turn_before_and_after_a_restart(database: Database) -> None:
    async with told(database) as (world, desk):
        await says(desk, 2, "We were moving house.")
        first = await world.slash(world.stan, "engagement log", organisation="2", period="all")
        assert "Page 1 of 2" in world.words(first)
        await world.restart()
        second = await world.press(world.stan, first, "Next")
        words = world.words(second)
        assert "Page 2 of 2" in words
        assert "NHS Northshire ICB" not in words
        back = await world.press(world.cara, second, "Previous")
        assert world.words(back) == world.words(first)


async def test_a_correction_is_shown_with_its_entry(database: Database) -> None:
    async with told(database) as (world, desk):
        async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
            history = await tx.history(1)
            seq = next(e.seq for e in history if isinstance(e.fact, f.Attended))
            mark = tx.mark(Via.HOST)
            tx.record(correction.correct(history, seq, answer=None, presence=None, reason=Reason.OUR_MISTAKE, **mark))
        words = world.words(await world.slash(world.stan, "engagement log", session="1"))
        assert f"Entry {seq}, 17 October 2026, no longer counts" in words
        assert "came → not so; it no longer counts. Reason: our mistake." in words
        stats = world.words(await world.slash(world.stan, "engagement stats"))
        assert "came to" not in stats.split("All together")[0], "nobody is thanked for what was not so"


async def test_a_reply_that_came_after_all_stands_below_the_silence(database: Database) -> None:
    async with told(database) as (world, desk):
        await desk.answered(2, Answer.IN_WRITING)
        async with desk.clerk.record.reading(desk.forum) as view:
            seq = next(e.seq for e in await view.history(2) if isinstance(e.fact, f.NoReplyRecorded))
        found = world.words(await world.slash(world.stan, "engagement log", organisation="2"))
        below = found.split(f"Entry {seq},")[1]
        assert "answered in writing" in below.split("Entry ")[1]
        assert "working days after the date we asked for" in below


async def test_an_empty_record_is_said_kindly(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        await desk.session()
        desk.clock.move_by(timedelta(days=200))
        words = world.words(await world.slash(world.stan, "engagement log", period="3m"))
        assert "Nothing fits that choice yet." in words


# ---------------------------------------------------------------- thanks


async def test_until_anybody_is_reliable_those_who_came_or_answered_in_time_are_thanked(database: Database) -> None:
    async with told(database) as (world, _):
        answer = await world.slash(world.stan, "engagement thanks")
        words = world.words(answer)
        assert shown_to_all(answer, world)
        assert "Nobody can be named for replying reliably yet: that takes at least ten invitations that count." in words
        assert "came to" in words
        assert "NHS Westmere ICB" not in words


async def test_before_the_first_reply_nobody_is_blamed(database: Database) -> None:
    async with open_office(database, COG) as (world, _):
        words = world.words(await world.slash(world.stan, "engagement thanks", period="all"))
        assert "The first thanks will stand here." in words


# ---------------------------------------------------------------- the data


async def _sent(world: World, answer: Reply) -> dict[str, bytes]:
    files = [file for message in world.messages(answer) for file in message.attachments]
    return {file.filename: await file.read() for file in files}


async def test_the_data_comes_as_files_to_the_person_alone(database: Database, tmp_path: Path) -> None:
    async with told(database) as (world, _):
        sent: dict[str, bytes] = {}
        for form in ("csv", "json", "record"):
            answer = await world.slash(world.stan, "engagement export", format=form)
            assert all(message.ephemeral for message in world.messages(answer))
            sent |= await _sent(world, answer)
        assert sorted(sent) == [
            *("northshire-data-dictionary.csv", "northshire-feedback.csv", "northshire-figures.json"),
            "northshire-invitations.csv",
            *("northshire-organisations.csv", "northshire-pledges.csv", "northshire-record.zip"),
        ]
        rows = list(csv.DictReader(io.StringIO(sent["northshire-invitations.csv"].decode("utf-8-sig"))))
        assert [row["counts"] for row in rows] == ["answered", "unanswered", "bounced"]
        assert json.loads(sent["northshire-figures.json"])["forum"]["response"]["k"] == 1
        zipfile.ZipFile(io.BytesIO(sent["northshire-record.zip"])).extractall(tmp_path)
        assert verify(tmp_path).figures


async def test_what_is_too_large_is_a_link(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.export.parcel.MARGIN", 2**40)
    async with told(database) as (world, _):
        answer = await world.slash(world.stan, "engagement export", format="record")
        assert "That is more than Discord takes in one message." in world.words(answer)
        assert await _sent(world, answer) == {}
        assert [button["url"] for button in _buttons(world, answer)] == ["https://carers.example/northshire"]


# ---------------------------------------------------------------- cards at their worst


LONG = "Ŵ*_~|`[]<>" * 20
DAY = date(2026, 11, 3)


def counted(k: int, n: int, left_out: int = 0) -> Figures:
    tally = Tally(
        answered=k,
        on_time=k,
        unanswered=n - k,
        left_out={Counts.BOUNCED: left_out} if left_out else {},
        times={key: many for key, many in (((4, True), k), ((30, False), n - k)) if many},
    )
    return figures(tally, since=DAY - timedelta(days=365), as_at=DAY, policy_version=1, head="a" * 64)


def body(number: int, name: str = LONG, figures: Figures | None = None) -> Body:
    return Body(number, name, OrganisationKind.COUNCIL, figures or counted(19, 24, 3))


def said(seq: int = 99_999, text: str = LONG * 6, below: int = 3) -> Said:
    fact = f.Opened(session=1, at=START, by=f.CLERK, via=Via.HOST)
    return Said(seq, DAY, text, fact, below=tuple(Below(seq + n, text) for n in range(below)))


def whole(card: Card) -> None:
    view = sheet(card)
    texts = [item.content for item in view.walk_children() if hasattr(item, "content")]
    assert sum(map(size, texts)) <= CARD_TEXT
    assert sum(1 for _ in view.walk_children()) <= CARD_PARTS


def test_every_card_fits_at_its_worst() -> None:
    many = [body(number) for number in range(400)]
    kinds = [Kind(kind, counted(1_900, 2_400), many) for kind in OrganisationKind]
    forum = ForumSheet(
        figures=counted(1_900, 2_400, 800),
        kinds=kinds,
        thanked=many,
        latest=[said(), said(), said()],
        conduct=Conduct(sessions_called=10**6, sessions_cancelled=10**6, invitations_sent=10**6, short_notice=10**6),
    )
    statements = [said(below=0, text="x*" * 600) for _ in range(30)]
    role = RoleSheet(
        id=1,
        whom=Whom(LONG, LONG, LONG),
        organisation_id=1,
        figures=counted(1, 30),
        streak=Streak(StreakKind.NONE, 29),
        statements=statements,
    )
    url = "https://carers.example/" + "x" * 400
    for card in (
        forum_card(LONG, forum, url),
        body_card(BodySheet(body=many[0], latest=[said(), said()], statements=statements), url),
        role_card(role, url),
        thanks_card(LONG, many, [], "source", url),
        thanks_card(LONG, [], [said()] * 5, "source", url),
        log_card(LONG, [said()] * PAGE, "source", url),
    ):
        whole(card)


def test_a_page_of_the_log_shows_every_entry_whatever_its_length() -> None:
    entries = [said(seq, text=f"{seq} " + "long words " * 200) for seq in range(1, PAGE + 1)]
    card = log_card("Northshire", entries, "source", None)
    assert [str(block).startswith(f"**Entry {n},") for n, block in enumerate(card.blocks, 1)] == [True] * PAGE
    assert "Some entries are cut here." in card.footer
    short = [said(seq, text="Short.", below=0) for seq in range(1, PAGE + 1)]
    assert "cut" not in log_card("Northshire", short, "source", None).footer


@pytest.mark.parametrize(
    ("sizes", "room", "left"),
    [
        ([10, 20, 30], 60, [10, 20, 30]),
        ([10, 20, 31], 60, [10, 20, 30]),
        ([100, 10, 100], 60, [25, 10, 25]),
        ([100, 100, 100], 60, [20, 20, 20]),
        ([], 60, []),
    ],
)
def test_only_the_longest_give_way(sizes: list[int], room: int, left: list[int]) -> None:
    assert [size(text) for text in fit(["x" * n for n in sizes], room)] == left
    assert ROOM < CARD_TEXT


def test_what_does_not_fit_of_a_kind_is_counted() -> None:
    forum = ForumSheet(
        figures=counted(3, 4),
        kinds=[Kind(OrganisationKind.COUNCIL, counted(3, 4), [body(n, f"Council {n:03}") for n in range(300)])],
        thanked=[],
        latest=[],
        conduct=Conduct(),
    )
    words = "\n".join(str(block) for block in forum_card("Northshire", forum, None).blocks)
    shown = words.count("\n- Council ")
    assert f"And {300 - shown} more bodies: choose “kind” or “organisation” to see them." in words
    assert words.rstrip().endswith("No minutes of ours were due."), "what we did ourselves is never cut off"


@pytest.mark.parametrize(
    ("k", "n", "marks"),
    [(0, 4, None), (4, 4, None), (0, 5, "▱" * 10), (5, 5, "▰" * 10), (7, 9, "▰" * 8 + "▱" * 2)],
)
def test_a_picture_is_drawn_from_five_on(k: int, n: int, marks: str | None) -> None:
    assert bar(counted(k, n)) == marks


def test_a_good_streak_stands_before_the_figures_and_the_other_after_them() -> None:
    role = RoleSheet(
        id=1,
        whom=Whom("Leader", "Westmere Council"),
        organisation_id=1,
        figures=counted(4, 4),
        streak=Streak(StreakKind.GOOD, 4),
        statements=[],
    )
    assert str(role_card(role, None).blocks[0]).startswith("Thank you. Each of the last 4 invitations")
    other = replace(role, streak=Streak(StreakKind.NONE, 4), figures=counted(0, 4))
    assert str(role_card(other, None).blocks[1]).startswith("For the last 4 invitations counted")
    short = replace(role, streak=Streak(StreakKind.GOOD, 2))
    assert len(role_card(short, None).blocks) == 1


def test_what_chance_does_not_explain_is_said_on_the_bodys_card() -> None:
    own, peers = counted(2, 25), counted(90, 125)
    flagged = replace(body(1, "Westmere", own), flag=flag(own.tally, peers.tally))
    words = "\n".join(map(str, body_card(BodySheet(body=flagged, latest=[], statements=[]), None).blocks))
    assert "is lower than chance explains" in words
    assert "The figures do not say why." in words


def test_no_card_says_what_the_record_never_says() -> None:
    entry = entry_text(said(text="The session opened."))
    cards = [
        thanks_card("Northshire", [], [], "", None),
        thanks_card("Northshire", [body(1, "Westmere")], [], "", None),
    ]
    words = " ".join([entry, *(str(block) for card in cards for block in card.blocks)]).lower()
    assert [word for word in NEVER if f" {word} " in f" {words} "] == []


@pytest.mark.parametrize(
    ("period", "today", "first"),
    [
        ("3m", date(2026, 11, 3), date(2026, 8, 3)),
        ("3m", date(2026, 5, 31), date(2026, 2, 28)),
        ("3m", date(2028, 5, 31), date(2028, 2, 29)),
        ("3m", date(2026, 2, 15), date(2025, 11, 15)),
        ("12m", date(2028, 2, 29), date(2027, 2, 28)),
        ("12m", date(2026, 12, 31), date(2025, 12, 31)),
        ("all", date(2026, 11, 3), None),
    ],
)
def test_a_period_begins_on_the_same_day_of_the_month(period: str, today: date, first: date | None) -> None:
    assert since(period, today) == first
    assert len(PERIODS) == 3


def test_a_link_is_a_button() -> None:
    assert log_card("Northshire", [], "", "https://x.example").buttons == (
        Link("On the public record", "https://x.example"),
    )
