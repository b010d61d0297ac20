"""The entries of a record by what they are about: held, or, of a record too long for that, read again from its file.

    with Book(record) as book:
        invitations = book.shelf()

Of each line is kept where it begins and which line before it is about the same thing, and of the entries themselves
those that were asked for last. A line that was read once is not checked again.
"""

import json
import re
from array import array
from collections import OrderedDict
from collections.abc import Collection, Iterator, Mapping
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

    def first(self, number: int) -> int:
        """The number of the first entry about it."""
        return self._held[number][0].seq


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

    def __len__(self) -> int:
        return len(self.places)

    def __getitem__(self, seq: int) -> f.Entry:
        return f.Entry(seq, chain.read(json.loads(self._line(seq))))

    def of_kinds(self, kinds: Collection[str], length: int) -> Iterator[f.Entry]:
        """The entries of these kinds among the first `length`, in order; of the others only the bytes are read."""
        # Within a text the quotes would be escaped, so no line of these kinds is missed.
        sign = re.compile(b"|".join(f'"kind":"{re.escape(kind)}"'.encode() for kind in kinds))
        for seq in range(1, length + 1):
            if sign.search(line := self._line(seq)) and (body := json.loads(line))["kind"] in kinds:
                yield f.Entry(seq, chain.read(body))

    def follows(self, seq: int, before: int) -> None:
        """Entry `seq` is about the same thing as entry `before`; 0 where it is the first."""
        self._before.extend([0] * (seq - len(self._before)))
        self._before[seq - 1] = before

    def back_from(self, seq: int) -> list[f.Entry]:
        """The entries about one thing, in order, from its last one."""
        found = []
        while seq:
            found.append(self[seq])
            seq = self._before[seq - 1]
        return found[::-1]

    def first_of(self, seq: int) -> int:
        """The number of the first entry about the same thing."""
        while before := self._before[seq - 1]:
            seq = before
        return seq

    def _line(self, seq: int) -> bytes:
        if self._file.tell() != (place := self.places[seq - 1]):
            self._file.seek(place)
        return self._file.readline()


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

    def first(self, number: int) -> int:
        return self._book.first_of(self._last[number])

    def _at_hand(self, number: int, history: list[f.Entry]) -> list[f.Entry]:
        self._recent[number] = history
        if len(self._recent) > RECENT:
            self._recent.popitem(last=False)
        return history
