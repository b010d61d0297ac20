"""What every test may ask for: `database`, a fresh one, migrated and empty, on each kind in turn."""

import asyncio
import gc
import itertools
import shutil
import tempfile
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import hypothesis
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from db import sqlite_driver
from db.engine import Database
from db.migrate import upgrade
from tests import at_once
from tests.postgres import CannotStart, Postgres, running
from tests.thorough import THOROUGH, examples

# How long an example takes says something of the machine and nothing of the claim.
hypothesis.settings.register_profile("forum-clerk", deadline=None, max_examples=examples(100))
hypothesis.settings.load_profile("forum-clerk")

KINDS = ("sqlite", "postgres")
MEMORY = Path("/dev/shm")
ROOM = 2**30
NEW = "CREATE DATABASE test TEMPLATE template STRATEGY file_copy"

_engines: dict[tuple[str, object], tuple[AsyncEngine, AsyncEngine]] = {}
"""Those of a database, for each address and driver in this process: an engine remembers the statements it has compiled,
and a fifth of the time of a test through the command tree went into compiling the same ones again. Connections are
never kept."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database",
        choices=(*KINDS, "both", "some"),
        default="both" if THOROUGH else "some",
        help="which kinds database tests run on; some: on SQLite, and on PostgreSQL too where they say so",
    )


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "only_on(kind): this claim is about one kind of database")
    config.addinivalue_line("markers", "on_both: at a desk too on both kinds, for a difference between them would show")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest first, so that no worker waits at the end for another's story; what needs PostgreSQL where the
    second of two workers begins, so that one server is enough."""
    items.sort(key=lambda item: "stories" not in item.path.parts)
    served, rest = list(filter(_is_served, items)), list(itertools.filterfalse(_is_served, items))
    half = len(items) // 2 + 1
    items[:] = [*rest[:half], *served, *rest[half:]]


def _is_served(item: pytest.Item) -> bool:
    asks, case = getattr(item, "fixturenames", ()), getattr(item, "callspec", None)
    return "postgres" in asks or (case is not None and case.params.get("database_kind") == "postgres")


def pytest_collection() -> None:
    gc.disable()


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """What has been imported stays until the end: the garbage collector need not look through it again and again.

    Through what the tests leave it looks more seldom: a twentieth of their time went into that.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(5_000, 20, 50)
    gc.enable()


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    """A process that ends need not look for what else it could free."""
    gc.freeze()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "database_kind" not in metafunc.fixturenames:
        return
    chosen, item = metafunc.config.getoption("--database"), metafunc.definition
    only = item.get_closest_marker("only_on")
    kinds: tuple[str, ...] = KINDS
    if only is not None:
        kinds = only.args
    elif chosen == "some" and not item.get_closest_marker("on_both"):
        kinds = ("sqlite",)
    if chosen in KINDS:
        kinds = tuple(kind for kind in kinds if kind == chosen)
    metafunc.parametrize("database_kind", kinds)


@pytest.fixture(scope="session")
def scratch() -> Iterator[Path]:
    """Where databases live: in memory where there is room, as a new database on a busy disk may take a second."""
    roomy = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM
    with tempfile.TemporaryDirectory(prefix="clerk-", dir=MEMORY if roomy else None) as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def sqlite_template(scratch: Path) -> Path:
    """An SQLite file at the newest revision, to be copied: migrating takes longer than most tests."""
    file = scratch / "template.db"
    _run(upgrade(f"sqlite+aiosqlite:///{file}"))
    return file


@pytest.fixture(scope="session")
def postgres(scratch: Path) -> Iterator[Postgres]:
    """A server with a database "template", at the newest revision, to be cloned."""
    try:
        with running(scratch) as server:
            server.say("CREATE DATABASE template")
            _run(upgrade(server.url("template")))
            yield server
    except CannotStart as error:
        pytest.skip(f"PostgreSQL cannot be started on this machine: {error}")


@pytest.fixture
def database_url(database_kind: str, scratch: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a fresh database, for tests that open it themselves."""
    if database_kind == "sqlite":
        folder = scratch / "test"
        folder.mkdir()
        shutil.copyfile(request.getfixturevalue("sqlite_template"), folder / "clerk.db")
        yield f"sqlite+aiosqlite:///{folder}/clerk.db"
        shutil.rmtree(folder)
    else:
        server: Postgres = request.getfixturevalue("postgres")
        server.say("DROP DATABASE IF EXISTS test WITH (FORCE)", NEW)
        yield server.url("test")


@pytest.fixture
def sqlite_connect() -> Callable[..., sqlite_driver.Connection]:
    """How `database` is opened on SQLite."""
    return at_once.connect


@pytest.fixture
async def database(
    database_url: str, sqlite_connect: Callable[..., sqlite_driver.Connection]
) -> AsyncIterator[Database]:
    """A fresh database, open."""
    opened = _database(database_url, sqlite_connect)
    yield opened
    await opened.dispose()


@pytest.fixture
def sqlite_anew(scratch: Path, sqlite_template: Path) -> Iterator[Callable[[], Database]]:
    """For claims that are tried with many examples: a fresh database on SQLite at each call, in place of the last."""
    folder = scratch / "anew"

    def anew() -> Database:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        shutil.copyfile(sqlite_template, folder / "clerk.db")
        return _database(f"sqlite+aiosqlite:///{folder}/clerk.db", at_once.connect)

    yield anew
    shutil.rmtree(folder, ignore_errors=True)


def _database(url: str, sqlite_connect: Callable[..., sqlite_driver.Connection]) -> Database:
    if (url, sqlite_connect) not in _engines:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sqlite_driver, "connect", sqlite_connect)
            made = Database.at(url)
        _engines[url, sqlite_connect] = made.engine, made.reader
    return Database(*_engines[url, sqlite_connect])


def _run(work: Coroutine[None, None, None]) -> None:
    # In a thread of its own, because pytest-asyncio may be holding this one's event loop.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, work).result()
