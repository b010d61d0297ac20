"""Where a database file may lie: on this machine's own disk.

SQLite's write-ahead log shares memory between the processes that have the file open, which a
network file system cannot offer (sqlite.org/wal.html).
"""

import re
from pathlib import Path

NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "fuse.sshfs", "fuse.s3fs", "fuse.rclone", "fuse.glusterfs"}
)
MOUNTS = Path("/proc/mounts")


def network_kind(file: Path, mounts: str) -> str | None:
    """The kind of network file system `file` lies on, read from the text of /proc/mounts; None when it is local."""
    kinds: dict[Path, str] = {}
    for line in mounts.splitlines():
        _, point, kind, *_ = line.split()
        kinds[Path(_unescaped(point))] = kind  # a later mount on the same point hides the earlier one
    for place in file.parents:
        if place in kinds:
            return kinds[place] if kinds[place] in NETWORK else None
    return None


def network_kind_here(file: Path) -> str | None:
    """The same, for this machine; None where the system has no /proc/mounts to ask."""
    if not MOUNTS.exists():
        return None
    return network_kind(file.resolve(), MOUNTS.read_text(errors="replace"))


def _unescaped(point: str) -> str:
    # proc(5): space, tab, newline and backslash are written as octal.
    return re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), point)
