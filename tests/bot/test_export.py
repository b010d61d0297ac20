"""The public record as files: complete, safe, checkable, and without anybody's private things."""

import csv
import hashlib
import io
import json
import re
import zipfile
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath

import pytest
from sqlalchemy import select

from bot.clerk import Clerk
from bot.export import export_forum, folder
from bot.export.parcel import FORMATS, MARGIN, parcel
from bot.export.spreadsheet import cell, row
from bot.public.files import FILES
from bot.rules import facts as f
from bot.rules.agenda import worded
from bot.rules.verify import Fault, verify
from bot.rules.words import Answer, Presence, Via
from bot.ways import Ways
from db import ledger, models
from db.engine import Database
from tests.chronicled import whole
from tests.desk import CARA, HOST, Desk, remembered
from tests.rules.chronicle import Chronicle

pytestmark = pytest.mark.only_on("sqlite")
"""Both databases where the export's queries differ; the rest is about what is made of their answers."""

TITLE = "Bus passes for young carers"
SECRETS = {
    "an item’s details": "My son cannot travel alone",
    "a carer’s name": "Cara Quill",
    "a carer’s Discord id": str(10**17 + CARA),
    "a host’s Discord id": str(10**17 + HOST),
    "the server’s id": str(10**17 + 900),
    "an official’s e-mail address": "@body.example",
    "the name of an official who is not to be named": "Jo Secret",
    "where carers meet": "The back room of the library",
    "the link of the meeting": "https://meet.example/secret",
    "a host’s own words to an official": "Please bring the unpublished letter",
}


@pytest.fixture
async def desk(database: Database) -> Desk:
    """As `_furnished`; made once and copied after that."""
    return await remembered(database, __name__, _furnished)


async def _furnished(database: Database) -> Desk:
    """A forum in which everything that must stay private has a name that can be looked for."""
    desk = await Desk.opened(database, guild=10**17 + 900)
    icb = await desk.body("NHS Northshire ICB", "icb")
    council = await desk.body('=HYPERLINK("http://evil.example";"Westmere") Council', "council")
    await desk.body("Nobody asked", "charity")
    session = await desk.session(days=45, title="Respite <b>that works</b>")
    async with desk.clerk.record.transaction(desk.forum, by=10**17 + HOST) as tx:
        row = await tx.db.get_one(models.Session, session)
        row.place, row.link = SECRETS["where carers meet"], SECRETS["the link of the meeting"]
    await _raise(desk, session)
    director = await desk.official(icb, name=SECRETS["the name of an official who is not to be named"])
    member = await desk.official(council, "Cabinet Member", elected=True, name="Ada Fell")
    answers, waits = await desk.invited(session, director), await desk.invited(session, member)
    async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
        for number in (answers, waits):
            invitation = await tx.db.get_one(models.Invitation, number)
            invitation.message = SECRETS["a host’s own words to an official"]
            official = await tx.db.get_one(models.Official, invitation.official_id)
            holder = (
                await tx.db.execute(select(models.Holder).where(models.Holder.official_id == official.id))
            ).scalar_one()
            invitation.holder_id = holder.id
    await desk.post()
    await desk.days_pass(3)
    await desk.answered(answers, Answer.ATTENDING)
    await desk.days_pass(43)
    await desk.attended(answers, Presence.CAME)
    async with desk.clerk.record.transaction(desk.forum, by=f.OFFICIAL) as tx:
        text = await tx.enclose("We were moving house.\nWe will come <script>alert(1)</script> next time.")
        tx.record(f.StatementMade(invitation=waits, text=text, **tx.mark(Via.LINK)))
    return desk


async def _raise(desk: Desk, session: int) -> None:
    words = worded(TITLE, SECRETS["an item’s details"])
    async with desk.clerk.record.transaction(desk.forum, by=10**17 + CARA) as tx:
        member = await tx.db.scalar(select(models.Member.id).where(models.Member.user_id == 10**17 + CARA))
        item = models.Item(
            forum_id=desk.forum,
            author_id=member,
            shown="named",
            author_label=SECRETS["a carer’s name"],
            title=words.title,
            details=words.details,
            state="accepted",
            session_id=session,
            raised_at=tx.now,
        )
        tx.db.add(item)
        await tx.db.flush()
        tx.record(f.ItemAccepted(item=item.id, session=session, organisation=None, **tx.mark(Via.COMMAND)))


def _files(export: Path) -> dict[str, bytes]:
    return {file.relative_to(export).as_posix(): file.read_bytes() for file in export.rglob("*") if file.is_file()}


@pytest.mark.only_on("sqlite", "postgres")
async def test_an_export_is_complete_and_verifies(desk: Desk, tmp_path: Path) -> None:
    export = await export_forum(desk.clerk, desk.forum, tmp_path)
    assert export == tmp_path / "northshire"
    files = _files(export)
    assert files.keys() == {
        *(*FILES, "pages.sha256", "robots.txt", "style.css"),
        "pledges/index.html",
        *(
            "index.html",
            "method/index.html",
            "agenda/index.html",
            "corrections/index.html",
            "log/index.html",
            "log/1/index.html",
        ),
        *("organisations/index.html", *(f"organisations/{n}/index.html" for n in (1, 2, 3))),
        *("sessions/index.html", "sessions/1/index.html", "invitations/1/index.html", "invitations/2/index.html"),
    }
    found = verify(export)
    assert (found.figures, found.erased, found.files) == (True, 0, len(files) - 1)
    checked = [line.split("  ") for line in files["pages.sha256"].decode().splitlines()]
    assert [hashlib.sha256(files[name]).hexdigest() for _, name in checked] == [digest for digest, _ in checked]
    async with desk.clerk.database.reading() as db:
        head = await ledger.head(db, desk.forum)
    assert (found.entries, found.head) == (head.seq, head.hash)


async def test_no_byte_of_any_exported_file_can_be_changed(desk: Desk, tmp_path: Path) -> None:
    export = await export_forum(desk.clerk, desk.forum, tmp_path)
    for name, body in _files(export).items():
        for position in {0, len(body) // 3, len(body) // 2, len(body) - 1}:
            changed = bytearray(body)
            changed[position] ^= 1 << position % 8
            (export / name).write_bytes(changed)
            with pytest.raises(Fault) as fault:
                verify(export)
            line = f"Line {body.count(bytes([10]), 0, position) + 1}"
            assert (line if name == "record.jsonl" else name) in str(fault.value)
        (export / name).write_bytes(body)
    assert verify(export).figures


async def test_nothing_private_is_in_any_file(desk: Desk, tmp_path: Path) -> None:
    for name, body in _files(await export_forum(desk.clerk, desk.forum, tmp_path)).items():
        for what, words in SECRETS.items():
            assert words not in body.decode(), f"{what} stands in {name}"


async def test_what_carers_asked_stands_on_pages_and_in_no_data(desk: Desk, tmp_path: Path) -> None:
    files = _files(await export_forum(desk.clerk, desk.forum, tmp_path))
    holding = {name for name, body in files.items() if TITLE in body.decode()}
    assert {"agenda/index.html", "sessions/1/index.html"} <= holding
    assert all(name.endswith(".html") for name in holding)


async def test_the_names_that_may_be_shown_are_shown(desk: Desk, tmp_path: Path) -> None:
    files = _files(await export_forum(desk.clerk, desk.forum, tmp_path))
    assert "Ada Fell" in files["invitations/2/index.html"].decode()
    assert "Agenda item 1" in files["sessions/1/index.html"].decode()


async def test_a_statement_stands_unedited_in_record_and_pages(desk: Desk, tmp_path: Path) -> None:
    files = _files(await export_forum(desk.clerk, desk.forum, tmp_path))
    said = "We were moving house.\nWe will come <script>alert(1)</script> next time."
    texts = [
        kept["text"] for line in files["record.jsonl"].splitlines() for kept in json.loads(line)["enclosed"].values()
    ]
    assert said in texts
    for page in ("invitations/2/index.html", "organisations/2/index.html"):
        assert (
            "We were moving house.\nWe will come &lt;script&gt;alert(1)&lt;/script&gt; next time."
            in files[page].decode()
        )


async def test_an_erased_text_is_gone_from_every_file_and_leaves_its_mark(desk: Desk, tmp_path: Path) -> None:
    async with desk.clerk.record.reading(desk.forum) as view:
        made = next(e for e in await view.history(2) if isinstance(e.fact, f.StatementMade))
    assert isinstance(made.fact, f.StatementMade)
    async with desk.clerk.database.writing() as db:
        await ledger.erase(db, desk.forum, made.fact.text, desk.clock.now())
    export = await export_forum(desk.clerk, desk.forum, tmp_path)
    files = _files(export)
    assert not any(b"moving house" in body for body in files.values())
    assert "removed on request" in files["invitations/2/index.html"].decode()
    assert "a text was removed" in files["corrections/index.html"].decode()
    assert verify(export).erased == 1


async def test_exporting_again_takes_the_place_of_the_old_export(desk: Desk, tmp_path: Path) -> None:
    export = await export_forum(desk.clerk, desk.forum, tmp_path)
    before = _files(export)
    (export / "left-behind.html").write_text("old")
    assert _files(await export_forum(desk.clerk, desk.forum, tmp_path)) == before
    await desk.body("Eastvale Council", "council")
    assert _files(await export_forum(desk.clerk, desk.forum, tmp_path)) != before
    assert [file.name for file in tmp_path.iterdir()] == ["northshire"], "nothing half-finished is left"


async def test_an_export_that_fails_leaves_the_old_one(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _files(await export_forum(desk.clerk, desk.forum, tmp_path))

    def breaks(*_: object, **__: object) -> str:
        raise OSError("no room")

    for what in ("render", "_put_in_place"):
        with monkeypatch.context() as broken:
            broken.setattr(folder, what, breaks)
            with pytest.raises(OSError, match="no room"):
                await export_forum(desk.clerk, desk.forum, tmp_path)
        assert _files(tmp_path / "northshire") == before
        assert [file.name for file in tmp_path.iterdir()] == ["northshire"]


async def test_a_new_export_that_cannot_be_put_in_place_gives_the_old_one_back(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _files(await export_forum(desk.clerk, desk.forum, tmp_path))
    rename = Path.rename

    def only_the_old_one(self: Path, target: Path) -> Path:
        if self.name.startswith(".") and not self.name.endswith(".old"):
            raise OSError("not to be moved")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", only_the_old_one)
    with pytest.raises(OSError, match="not to be moved"):
        await export_forum(desk.clerk, desk.forum, tmp_path)
    assert _files(tmp_path / "northshire") == before
    assert [file.name for file in tmp_path.iterdir()] == ["northshire"]


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.anchors: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.found += [given[name] or "" for name in ("href", "src") if name in given]
        self.anchors |= {given["id"] or ""} if "id" in given else set()


def read(page: bytes) -> _Links:
    links = _Links()
    links.feed(page.decode())
    return links


async def test_every_link_leads_to_a_file_of_the_export(desk: Desk, tmp_path: Path) -> None:
    files = _files(await export_forum(desk.clerk, desk.forum, tmp_path))
    pages = {name: read(body) for name, body in files.items() if name.endswith(".html")}
    for name, page in pages.items():
        for link in page.found:
            place, _, anchor = link.partition("#")
            target = normpath(join(dirname(name), place)) if place else name
            assert target in files, f"{name} leads to {link}"
            assert not anchor or anchor in pages[target].anchors, f"{name} leads to {link}"


@pytest.mark.only_on("sqlite", "postgres")
async def test_the_tables_say_what_the_figures_say(desk: Desk, tmp_path: Path) -> None:
    export = await export_forum(desk.clerk, desk.forum, tmp_path)
    figures = json.loads((export / "figures.json").read_text())
    bodies = _table(export / "organisations.csv")
    assert {row["organisation"]: int(row["counted"]) for row in bodies} == {
        number: of["counted"] for number, of in figures["organisations"].items()
    }
    assert [(row["response_k"], row["response_n"], row["left_out_open"]) for row in bodies] == [
        ("1", "1", "0"), ("0", "1", "0"), ("0", "0", "0"),
    ]  # fmt: skip
    invitations = _table(export / "invitations.csv")
    assert [(row["counts"], row["answer"], row["on_time"], row["present"]) for row in invitations] == [
        ("answered", "attending", "yes", "yes"), ("unanswered", "", "", ""),
    ]  # fmt: skip
    assert sum(row["counts"] in ("answered", "unanswered") for row in invitations) == figures["forum"]["counted"]


def _table(file: Path) -> list[dict[str, str]]:
    raw = file.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf"), "Excel reads UTF-8 only where it is marked"
    assert b"\r\n" in raw
    assert not re.search(rb"[^\r]\n", raw)
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


async def test_no_cell_is_a_formula(desk: Desk, tmp_path: Path) -> None:
    export = await export_forum(desk.clerk, desk.forum, tmp_path)
    for name in ("organisations.csv", "invitations.csv"):
        cells = [cell for row in _table(export / name) for cell in row.values()]
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
        assert '\'=HYPERLINK("http://evil.example";"Westmere") Council' in cells


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("Westmere", "Westmere"), ("=1+1", "'=1+1"), ("+44 20", "'+44 20"), ("-2", "'-2"), ("@SUM(A1)", "'@SUM(A1)"),
        ("\tcmd", "'\tcmd"), ("\rcmd", "'\rcmd"), ("  =1", "'  =1"), ("＝1", "'＝1"), ("", ""), (None, ""),
        (True, "yes"), (False, "no"), (-2, "-2"), (0, "0"),
    ],
    ids=repr,
)  # fmt: skip
def test_a_cell_shows_what_it_is(value: object, shown: str) -> None:
    assert cell(value) == shown


def test_a_line_of_a_table_keeps_what_is_in_its_cells() -> None:
    assert row(["a,b", 'say "no"', "two\nlines", 3]) == '"a,b","say ""no""","two\nlines",3\r\n'


@pytest.mark.only_on("sqlite", "postgres")
async def test_a_record_is_written_a_piece_at_a_time(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.export.data.CHUNK", 7)
    monkeypatch.setattr("bot.export.tables.CHUNK", 2)
    told = Chronicle.of_chance(4, days=30)
    export = await export_forum(await whole(database, told), 1, tmp_path)
    assert (export / "record.jsonl").read_bytes().splitlines(keepends=True) == told.lines()
    assert verify(export).entries == len(told.entries)
    assert [row["invitation"] for row in _table(export / "invitations.csv")] == [str(n) for n in told.session_of]


async def test_two_forums_have_an_export_each(database: Database, tmp_path: Path) -> None:
    north = await Desk.opened(database)
    east = await Desk.opened(database, guild=901, slug="eastvale", clock=north.clock)
    await north.body("NHS Northshire ICB")
    await east.body("Eastvale Council", "council")
    for desk in (north, east):
        export = await export_forum(desk.clerk, desk.forum, tmp_path)
        assert verify(export).entries == 3
    assert b"Eastvale Council" not in b"".join(_files(tmp_path / "northshire").values())
    assert sorted(file.name for file in tmp_path.iterdir()) == ["eastvale", "northshire"]


async def test_a_forum_with_nothing_in_it_can_be_exported(database: Database, tmp_path: Path) -> None:
    desk = await Desk.opened(database)
    assert verify(await export_forum(desk.clerk, desk.forum, tmp_path)).entries == 2


async def test_in_discord_the_record_comes_packed_and_verifies(desk: Desk, tmp_path: Path) -> None:
    made = await parcel(desk.clerk, desk.forum, "record", limit=10_000_000)
    [packed] = made.files
    assert packed.name == "northshire-record.zip"
    zipfile.ZipFile(packed.open()).extractall(tmp_path)
    assert sorted(_files(tmp_path)) == ["figures.json", "head.json", "record.jsonl"]
    assert verify(tmp_path).files == 2


async def test_in_discord_the_tables_and_figures_are_those_of_the_export(desk: Desk, tmp_path: Path) -> None:
    files = _files(await export_forum(desk.clerk, desk.forum, tmp_path))
    sent: dict[str, bytes] = {}
    for form in ("csv", "json"):
        made = await parcel(desk.clerk, desk.forum, form, limit=10_000_000)
        sent |= {file.name.removeprefix("northshire-"): file.body for file in made.files}
    tables_and_figures = (
        *("invitations.csv", "organisations.csv", "pledges.csv", "feedback.csv"),
        *("data-dictionary.csv", "figures.json"),
    )
    assert sent == {name: files[name] for name in tables_and_figures}


@pytest.mark.parametrize("form", sorted(FORMATS))
@pytest.mark.parametrize("site", ["https://carers.example", None], ids=["with a site", "without a site"])
async def test_what_is_too_large_for_discord_is_a_link_or_a_sentence(
    database: Database, form: str, site: str | None
) -> None:
    desk = await Desk.opened(database, ways=Ways(site=site))
    made = await parcel(desk.clerk, desk.forum, form, limit=MARGIN + 300)
    assert made.files == ()
    assert made.words.startswith("That is more than Discord takes in one message.")
    assert made.page == (f"{site}/northshire" if site else None)
    assert ("forum-clerk export" in made.words) is (site is None)


async def test_a_clerk_without_a_site_can_export(database: Database, tmp_path: Path) -> None:
    desk = await Desk.opened(database, ways=Ways())
    await desk.invited(await desk.session(), await desk.official(await desk.body()))
    clerk: Clerk = desk.clerk
    desk.clock.move_by(timedelta(days=1))
    assert verify(await export_forum(clerk, desk.forum, tmp_path)).figures
