"""`forum-clerk demo --play`: the story to its end, and what it leaves behind, for anybody to look through."""

import re
import shutil
from pathlib import Path

from bot.demo.stage import FORUM, Stage, open_stage
from bot.demo.story import STORY
from bot.demo.winter import the_next_session_comes_round
from bot.export import export_forum
from bot.rules.verify import Fault, Verified, verify
from db.engine import Database
from db.migrate import upgrade

OURS = ("transcript.txt", "letters", "export", "forum-clerk.db", "forum-clerk.db-shm", "forum-clerk.db-wal")


async def play(out: Path) -> int:
    """Play every chapter; write transcript, letters, database and export into `out`. 0 when all of it verifies."""
    url = f"sqlite+aiosqlite:///{cleared(out) / 'forum-clerk.db'}"
    await upgrade(url)
    database = Database.at(url)
    try:
        async with open_stage(database) as stage:
            for number, chapter in enumerate((*STORY, the_next_session_comes_round), 1):
                print(f"{number}. {(chapter.__doc__ or '').strip()}")
                await chapter(stage)
            folder = await export_forum(stage.clerk, FORUM, out / "export")
        write(stage, out)
        noted = head_in(stage.post.letters[0].body)
    finally:
        await database.dispose()
    return show(out, folder, noted)


def cleared(out: Path) -> Path:
    """The folder, made if need be, without what an earlier play left in it; nothing else is touched."""
    out.mkdir(parents=True, exist_ok=True)
    for name in OURS:
        shutil.rmtree(out / name, ignore_errors=True)
        (out / name).unlink(missing_ok=True)
    return out.resolve()


def write(stage: Stage, out: Path) -> None:
    """The transcript as one text, and each letter as it would have been sent."""
    (out / "transcript.txt").write_text("\n".join(stage.transcript) + "\n", encoding="utf-8")
    (out / "letters").mkdir()
    for posted in stage.post.letters:
        (out / "letters" / f"{posted.letter:02}-{posted.to.replace('@', '-at-')}.eml").write_bytes(posted.raw)


def head_in(letter: str) -> str:
    """How far the record went when the letter was written, as its reader may have kept it."""
    found = re.search(r"head ([0-9a-f]{32})", " ".join(letter.split()))
    assert found, "every letter says so"
    return found[1]


def show(out: Path, folder: Path, noted: str) -> int:
    """Check the export, change one byte of a copy of it, and see that this is found out."""
    found = verify(folder, noted)
    assert found.noted, "else it does not verify"
    print(f"\nThe public export verifies: {found.entries} entries, and every figure worked out again.")
    print(f"The head that the first letter carried is still that of entry {found.noted.seq}: nobody rewrote the past.")
    changed = _one_byte_changed(folder, out / "changed")
    print(f"With one byte changed it does not: {changed}")
    print(f"\nIn {out}: transcript.txt, letters/, forum-clerk.db, and the public record in {folder}")
    print(f"Look at {folder / 'index.html'} in a browser, and check it yourself: forum-clerk verify {folder}")
    return 0 if isinstance(changed, Fault) else 1


def _one_byte_changed(folder: Path, copy: Path) -> Fault | Verified:
    shutil.copytree(folder, copy, dirs_exist_ok=True)
    record = copy / "record.jsonl"
    data = bytearray(record.read_bytes())
    place = data.index(b"responded") + 3
    data[place] ^= 1
    record.write_bytes(data)
    try:
        return verify(copy)
    except Fault as fault:
        return fault
    finally:
        shutil.rmtree(copy)
