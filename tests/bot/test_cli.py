"""The command line: each command does its work, says what is wrong in sentences, and ends with the right status."""

import argparse
import asyncio
import importlib
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from sqlalchemy import text

from bot import cli
from bot.cli import demo as demo_command
from bot.config import keys_of
from bot.lock import only_one
from db.engine import Database
from db.migrate import upgrade
from tests.bot.fake_discord import APPLICATION, FakeDiscord, fake_discord
from tests.bot.test_check import unguarded
from tests.desk import Desk

ROOT = Path(__file__).parents[2]
CSV = "Kind,Organisation,Role,Email\nicb,NHS Westmere ICB,Chair,chair@icb.example\nicb,,Nobody,x\n"

Said = pytest.CaptureFixture[str]
Work = Callable[[Database], Coroutine[Any, Any, object]]


@pytest.fixture(autouse=True)
def _nothing_around(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for part, keys in keys_of().items():
        for key in keys:
            monkeypatch.delenv(f"FORUM_CLERK_{part}__{key}".upper(), raising=False)


@pytest.fixture
def config(database_url: str, tmp_path: Path) -> Path:
    """For a database that is there and empty."""
    file = tmp_path / "settings.toml"
    file.write_text(f'[database]\nurl = "{database_url}"\n[web]\nbase_url = "https://carers.example"\n')
    return file


def in_database(url: str, work: Work) -> None:
    async def do() -> None:
        database = Database.at(url)
        try:
            await work(database)
        finally:
            await database.dispose()

    asyncio.run(do())


async def founded(database: Database) -> None:
    desk = await Desk.opened(database)
    invitation = await desk.invited(await desk.session(), await desk.official(await desk.body()))
    await desk.sent(invitation)
    await desk.answered(invitation)


def run(*arguments: object) -> int:
    return cli.main([str(one) for one in arguments])


# ---------------------------------------------------------------- all commands


def test_every_command_of_the_interface_is_there_and_explains_itself(capsys: Said) -> None:
    for name in ("run", "demo", "check", "export", "verify", "import", "backup", "restore"):
        with pytest.raises(SystemExit) as ended:
            run(name, "--help")
        assert ended.value.code == 0
        assert f"forum-clerk {name}" in capsys.readouterr().out
    assert len(cli.COMMANDS) == 8


def test_it_runs_as_a_module_and_by_its_name() -> None:
    found = subprocess.run(
        [sys.executable, "-m", "bot", "verify", "nowhere"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (found.returncode, found.stdout) == (1, "This does not verify. nowhere is not there.\n")
    assert 'forum-clerk = "bot.__main__:main"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "command",
    [
        ["run"],
        ["export", "out"],
        ["backup", "copy"],
        ["restore", "copy"],
        ["import", __file__, "--forum", "northshire"],
    ],
    ids=lambda command: command[0],
)
def test_mistakes_in_the_configuration_are_sentences(command: list[str], tmp_path: Path, capsys: Said) -> None:
    (tmp_path / "config.toml").write_text('[discord]\ntokn = "hunter2"\n[web]\nport = "many"\n')
    assert run(*command) == 2
    said = capsys.readouterr()
    assert "[discord] tokn: there is no such key. Did you mean token?" in said.err
    assert "[web] port: 'many' is not a number." in said.err
    assert "hunter2" not in said.err + said.out
    assert "Traceback" not in said.err


def test_without_a_configuration_the_way_to_one_is_shown(capsys: Said) -> None:
    assert run("run") == 2
    said = capsys.readouterr().err.splitlines()
    assert said[1].startswith("[discord] token: the clerk needs the token of your Discord bot")
    assert said[2].startswith("There is no config.toml in this folder: copy config.example.toml to it")


@pytest.mark.parametrize(
    "command",
    [["export", "out"], ["backup", "copy"], ["import", "bodies.csv", "--forum", "northshire"]],
    ids=lambda command: command[0],
)
def test_without_a_database_nothing_is_made(command: list[str], tmp_path: Path, capsys: Said) -> None:
    (tmp_path / "bodies.csv").write_text(CSV)
    assert run(*command) == 1
    assert "There is no database at forum-clerk.db" in capsys.readouterr().err
    assert [file.name for file in tmp_path.iterdir()] == ["bodies.csv"]


def test_a_database_of_another_version_is_left_alone(database_url: str, config: Path, capsys: Said) -> None:
    async def age(database: Database) -> None:
        async with database.writing() as db:
            await db.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    in_database(database_url, age)
    assert run("export", "out", "--config", config) == 1
    assert "not that of this version" in capsys.readouterr().err


def test_a_bug_shows_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what a person can mend is a sentence."""

    def broken(args: argparse.Namespace) -> int:
        raise ZeroDivisionError

    monkeypatch.setattr("bot.cli.verify.main", broken)
    with pytest.raises(ZeroDivisionError):
        run("verify", "x")


# ---------------------------------------------------------------- export and verify


def test_an_export_verifies_until_one_byte_is_changed(database_url: str, config: Path, capsys: Said) -> None:
    in_database(database_url, founded)
    assert run("export", "out", "--config", config) == 0
    assert "out/northshire is written." in capsys.readouterr().out
    assert run("verify", "out/northshire") == 0
    assert capsys.readouterr().out.startswith("This verifies: ")
    record = Path("out/northshire/record.jsonl")
    lines = record.read_bytes().splitlines(keepends=True)
    record.write_bytes(b"".join([lines[0], lines[1].replace(b"2026", b"2025", 1), *lines[2:]]))
    assert run("verify", "out/northshire") == 1
    assert "Line 2" in capsys.readouterr().out


def test_one_forum_is_exported_by_its_name_and_another_is_not_there(
    database_url: str, config: Path, capsys: Said
) -> None:
    async def two(database: Database) -> None:
        await Desk.opened(database)
        await Desk.opened(database, guild=901, slug="eastvale")

    in_database(database_url, two)
    assert run("export", "out", "--forum", "eastvale", "--config", config) == 0
    assert [folder.name for folder in Path("out").iterdir()] == ["eastvale"]
    assert run("export", "out", "--forum", "westmere", "--config", config) == 1
    assert capsys.readouterr().err == ("There is no forum called “westmere” here. There are: northshire, eastvale.\n")


# ---------------------------------------------------------------- import


def test_a_file_is_taken_in_and_twice_changes_nothing(
    database_url: str, config: Path, tmp_path: Path, capsys: Said
) -> None:
    in_database(database_url, founded)
    file = tmp_path / "bodies.csv"
    file.write_bytes(CSV.encode("utf-8-sig"))
    assert run("import", file, "--forum", "northshire", "--config", config) == 0
    said = capsys.readouterr().out
    assert "Line 3: " in said
    assert said.splitlines()[-1].endswith("1 line not taken.")
    assert run("import", file, "--forum", "northshire", "--config", config) == 0
    assert " 0 added, 0 changed, " in capsys.readouterr().out


def test_a_file_of_which_nothing_could_be_taken_is_a_fault(
    database_url: str, config: Path, tmp_path: Path, capsys: Said
) -> None:
    in_database(database_url, founded)
    file = tmp_path / "bodies.csv"
    file.write_text("Kind,Organisation,Role\nicb,,Nobody\n")
    assert run("import", file, "--forum", "northshire", "--config", config) == 1
    assert run("import", "nowhere.csv", "--forum", "northshire", "--config", config) == 1
    assert capsys.readouterr().err == "nowhere.csv: No such file or directory.\n"


# ---------------------------------------------------------------- backup and restore


@pytest.mark.only_on("sqlite")
def test_a_copy_brings_everything_back(database_url: str, config: Path, capsys: Said) -> None:
    in_database(database_url, founded)
    assert run("backup", "copy.db", "--config", config) == 0
    assert run("backup", "copy.db", "--config", config) == 1
    assert "already there" in capsys.readouterr().err

    async def write(database: Database) -> None:
        async with database.writing() as db:
            await db.execute(text("UPDATE forum SET name = 'Another'"))

    in_database(database_url, write)
    assert run("restore", "copy.db", "--config", config) == 1
    assert "(add --force to replace it)" in capsys.readouterr().err
    assert run("restore", "copy.db", "--force", "--config", config) == 0
    assert run("check", "--record", "--config", config) == 0
    assert "Northshire Carers’ Forum: " in capsys.readouterr().out


@pytest.mark.only_on("sqlite")
def test_nothing_is_put_back_under_a_clerk_that_runs(database_url: str, config: Path, capsys: Said) -> None:
    in_database(database_url, founded)
    assert run("backup", "copy.db", "--config", config) == 0

    async def meanwhile(database: Database) -> None:
        async with only_one(database):
            status = await asyncio.to_thread(run, "restore", "copy.db", "--force", "--config", config)
            assert status == 1

    in_database(database_url, meanwhile)
    assert "A clerk is already running on this database." in capsys.readouterr().err


# ---------------------------------------------------------------- check


def test_check_names_every_mistake_of_the_configuration(tmp_path: Path, capsys: Said) -> None:
    (tmp_path / "config.toml").write_text('[discord]\ntokn = "hunter2"\n[web]\nport = "many"\n')
    assert run("check") == 1
    said = capsys.readouterr().out
    assert said.count("Fault: ") == said.count("What to do: ") == 2
    assert "hunter2" not in said


def test_check_of_the_record_finds_a_changed_line(database_url: str, config: Path, capsys: Said) -> None:
    in_database(database_url, founded)
    assert run("check", "--record", "--config", config) == 0
    assert capsys.readouterr().out.endswith("All is well.\n")

    async def tamper(database: Database) -> None:
        await unguarded(database)
        async with database.writing() as db:
            await db.execute(text("UPDATE ledger SET body = replace(body, '\"attending\"', '\"deputy\"')"))
        await upgrade(database)  # which puts the guards back

    in_database(database_url, tamper)
    assert run("check", "--record", "--config", config) == 1
    assert "was changed: its hash is not that of its words." in capsys.readouterr().out


# ---------------------------------------------------------------- demo


def test_the_demo_is_handed_its_arguments(monkeypatch: pytest.MonkeyPatch) -> None:
    class Demo:
        @staticmethod
        def main(args: argparse.Namespace) -> int:
            assert (args.play, args.out) == (True, Path("out"))
            return 7

    monkeypatch.setattr(importlib, "import_module", lambda name: Demo)
    assert demo_command.main(argparse.Namespace(play=True, out=Path("out"))) == 7


def test_the_demo_without_its_packages_says_what_to_install(monkeypatch: pytest.MonkeyPatch, capsys: Said) -> None:
    real = importlib.import_module

    def absent(name: str) -> object:
        if name == "bot.demo":
            raise ModuleNotFoundError("No module named 'simcord'", name="simcord")
        return real(name)

    monkeypatch.setattr(importlib, "import_module", absent)
    assert run("demo") == 1
    assert "pip install 'forum-clerk[demo]'" in capsys.readouterr().err


# ---------------------------------------------------------------- run


DRIVER = """
import sys
import discord
import yarl
discord.http.Route.BASE = sys.argv[1]
discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(sys.argv[2])
from bot.cli import main
sys.exit(main(sys.argv[3:]))
"""


async def started(there: FakeDiscord, config: Path, **environment: str) -> asyncio.subprocess.Process:
    """`forum-clerk run` as a process of its own, which takes that Discord for the real one."""
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", DRIVER, there.base, there.socket, "run", "--config", str(config)),
        cwd=ROOT,
        env={**os.environ, "FORUM_CLERK_LOG__FORMAT": "json", **environment},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def well(port: int, process: asyncio.subprocess.Process) -> str:
    """What /healthz says once it says 200."""
    async with asyncio.timeout(60), aiohttp.ClientSession() as web:
        while process.returncode is None:
            try:
                async with web.get(f"http://127.0.0.1:{port}/healthz") as answer:
                    if answer.status == 200:
                        return await answer.text()
            except aiohttp.ClientError:
                pass
            await asyncio.sleep(0.1)  # another process, another clock
    raise AssertionError((await process.communicate())[1].decode())


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


async def test_the_clerk_connects_is_well_and_ends_when_asked(database_url: str, config: Path) -> None:
    async with fake_discord() as there:
        port = free_port()
        process = await started(there, config, FORUM_CLERK_DISCORD__TOKEN="right", FORUM_CLERK_WEB__PORT=str(port))
        try:
            assert await well(port, process) == "well\n"
            assert there.calls.count(f"PUT /applications/{APPLICATION}/commands") == 1
            assert there.calls.count("IDENTIFY") == 1
            process.send_signal(signal.SIGTERM)
            _, said = await process.communicate()
        finally:
            if process.returncode is None:
                process.kill()
                await process.communicate()
    assert process.returncode == 0, said.decode()
    lines = [json.loads(line) for line in said.decode().splitlines()]
    assert [line["message"] for line in lines if line["logger"] == "bot.supervise"] == [
        "stopping timetable",
        "stopping the public page",
        "stopping Discord",
        "stopping health",
        "stopping lock",
    ]
    assert not [line for line in lines if line["level"] == "error"]


def test_a_second_clerk_does_not_start(
    database_url: str, config: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    monkeypatch.setenv("FORUM_CLERK_DISCORD__TOKEN", "right")
    monkeypatch.setattr("bot.logs.begin", lambda *_: None)

    async def meanwhile(database: Database) -> None:
        async with only_one(database):
            assert await asyncio.to_thread(run, "run", "--config", config) == 1

    in_database(database_url, meanwhile)
    assert capsys.readouterr().err == "A clerk is already running on this database. Stop that one first.\n"


@pytest.mark.only_on("sqlite")
async def test_a_refused_token_ends_the_clerk_with_a_sentence(database_url: str, config: Path) -> None:
    async with fake_discord() as there:
        process = await started(there, config, FORUM_CLERK_DISCORD__TOKEN="hunter2")
        async with asyncio.timeout(60):
            _, said = await process.communicate()
    assert process.returncode == 1
    assert said.decode().splitlines()[-1].startswith("Discord does not accept the token.")
    assert b"hunter2" not in said
    assert b"Traceback" not in said
