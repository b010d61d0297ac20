"""The parts of a mail, split by a loop with limits, so that no mail can make it slow or deep.

What is inside an attached mail (message/rfc822) is not opened: a forwarded bounce is not a bounce (MAIL-NOTES §2.1).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bot.mail.parse.decode import decode_bytes, decode_transfer
from bot.mail.parse.head import Head, split_head

LARGEST = 5_000_000
DEEPEST = 30
MOST_PARTS = 200
LARGEST_TEXT = 200_000
LARGEST_CALENDAR = 2_000_000
MOST_TRIES = 20_000

_GUESS = re.compile(
    rb"^(--[^\r\n]{4,100}?)[ \t]*\r?\nContent-(?:Type|Description|Transfer-Encoding):", re.MULTILINE | re.IGNORECASE
)


@dataclass(frozen=True)
class Part:
    """One leaf of the tree. `body` is as it was transferred."""

    head: Head
    body: bytes
    under: str = ""  # the media type of the multipart around it

    @property
    def kind(self) -> str:
        return self.head.kind

    @property
    def name(self) -> str:
        """The file name it was given; empty where there is none."""
        return self.head.parameter("content-disposition", "filename") or self.head.parameter("content-type", "name")

    @property
    def attached(self) -> bool:
        return self.head.raw("content-disposition").lower().startswith("attachment")

    def data(self, most: int = LARGEST_TEXT) -> bytes:
        return decode_transfer(self.body[:most], self.head.raw("content-transfer-encoding"))

    def text(self, most: int = LARGEST_TEXT) -> str:
        return decode_bytes(self.data(most), self.head.parameter("content-type", "charset")).replace("\r\n", "\n")


@dataclass(frozen=True)
class Mail:
    """A mail taken apart: its own header, and its leaves in their order."""

    head: Head
    body: bytes
    parts: tuple[Part, ...]
    cut: bool  # more of it than the limits allow to read


@dataclass
class _Walk:
    leaves: list[Part] = field(default_factory=list)
    cut: bool = False

    def down(self, head: Head, body: bytes, depth: int, under: str) -> None:
        pieces = split_body(head, body, MOST_PARTS) if head.kind.startswith("multipart/") else []
        if not pieces or depth >= DEEPEST:
            self.cut = self.cut or bool(pieces)
            self.leaves.append(Part(head, body, under))
            return
        for piece in pieces:
            if len(self.leaves) >= MOST_PARTS:
                self.cut = True
                return
            self.down(*split_head(piece), depth + 1, head.kind)


def read(raw: bytes) -> Mail:
    """Take a mail apart. Only the first 5 MB are looked at."""
    head, body = split_head(raw[:LARGEST])
    walk = _Walk(cut=len(raw) > LARGEST)
    walk.down(head, body, 0, "")
    return Mail(head, body, tuple(walk.leaves), walk.cut)


def split_body(head: Head, body: bytes, most: int) -> list[bytes]:
    """What stands between the boundary lines; empty where there is not one.

    Where the declared boundary is nowhere in the body, the line above the first part's header is taken for it.
    """
    boundary = head.parameter("content-type", "boundary").encode("utf-8", "replace").rstrip()
    marks = _boundary_lines(body, b"--" + boundary, most) if boundary else []
    if not marks and (guess := _GUESS.search(body[:20_000])):
        marks = _boundary_lines(body, guess[1], most)
    if not marks:
        return []
    ends = [start for start, _, _ in marks[1:]] + [len(body)]
    pieces = [body[after:end] for (_, after, last), end in zip(marks, ends, strict=True) if not last]
    return [piece[:-2] if piece.endswith(b"\r\n") else piece.removesuffix(b"\n") for piece in pieces]


def _boundary_lines(body: bytes, mark: bytes, most: int) -> list[tuple[int, int, bool]]:
    """Start, end, and whether it is the closing one, of each line that is exactly the boundary."""
    found: list[tuple[int, int, bool]] = []
    at = body.find(mark)
    for _ in range(MOST_TRIES):
        if at < 0 or len(found) > most:
            break
        end = body.find(b"\n", at)
        end = len(body) if end < 0 else end + 1
        rest = body[at + len(mark) : min(end, at + len(mark) + 80)].strip()
        if (at == 0 or body[at - 1 : at] == b"\n") and rest in (b"", b"--"):
            found.append((at, end, rest == b"--"))
            if rest == b"--":
                break
        at = body.find(mark, end)
    return found
