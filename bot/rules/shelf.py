"""The entries of a record by what they are about: held, or, of a record too long for that, read again from its file.

    with Book(record) as book:
        invitations = book.shelf()

Of each line is kept where it begins and which line before it is about the same thing, and of the entries themselves
those that were asked for last. A line that was read once is not checked again.
"""

import json
from array import array
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType

from bot.rules import chain, facts as f

RECENT = 1_000
"""Of so many things on one shelf the entries stay at hand: more than are under way at once in most records."""


class Shelf(Mapping[int, list[f.Entry]]):
    """The entries about each thing of one sort, by its number and in order. All are held; none is to be changed."""

    def __init__(self) -> None:
        self._held: dict[int, list[f.Entry]] = {}

    def __getitem__(self, number: int) -> list[f.Entry]:
        return self._held[number]

    def __iter__(self) -> Iterator[int]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)

    def __contains__(self, number: object) -> bool:
        return number in self._held

    def add(self, number: int, entry: f.Entry) -> None:
        self._held.setdefault(number, []).append(entry)


class Book:
    """A record.jsonl that is read line by line; `places` is to be told where each line begins as it is read."""

    def __init__(self, record: Path) -> None:
        self.places = array("Q")
        self._file = record.open("rb")
        self._before = array("Q")

    def __enter__(self) -> "Book":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def shelf(self) -> Shelf:
        return _Reread(self)

    def __iter__(self) -> Iterator[f.Entry]:
        """Every entry that was read so far, in order."""
        for seq in range(1, len(self.places) + 1):
            yield self._entry(seq)

    def follows(self, seq: int, before: int) -> None:
        """Entry `seq` is about the same thing as entry `before`; 0 where it is the first."""
        self._before.extend([0] * (seq - len(self._before)))
        self._before[seq - 1] = before

    def back_from(self, seq: int) -> list[f.Entry]:
        """The entries about one thing, in order, from its last one."""
        found = []
        while seq:
            found.append(self._entry(seq))
            seq = self._before[seq - 1]
        return found[::-1]

    def _entry(self, seq: int) -> f.Entry:
        if self._file.tell() != (place := self.places[seq - 1]):
            self._file.seek(place)
        return f.Entry(seq, chain.read(json.loads(self._file.readline())))


class _Reread(Shelf):
    def __init__(self, book: Book) -> None:
        self._book = book
        self._last: dict[int, int] = {}
        self._recent: OrderedDict[int, list[f.Entry]] = OrderedDict()

    def __getitem__(self, number: int) -> list[f.Entry]:
        if number in self._recent:
            self._recent.move_to_end(number)
            return self._recent[number]
        return self._at_hand(number, self._book.back_from(self._last[number]))

    def __iter__(self) -> Iterator[int]:
        return iter(self._last)

    def __len__(self) -> int:
        return len(self._last)

    def __contains__(self, number: object) -> bool:
        return number in self._last

    def add(self, number: int, entry: f.Entry) -> None:
        self._book.follows(entry.seq, before := self._last.get(number, 0))
        self._last[number] = entry.seq
        if number in self._recent:
            self._recent[number].append(entry)
        elif not before:
            self._at_hand(number, [entry])

    def _at_hand(self, number: int, history: list[f.Entry]) -> list[f.Entry]:
        self._recent[number] = history
        if len(self._recent) > RECENT:
            self._recent.popitem(last=False)
        return history
