"""A record that was audited, folded as it stood at the end of a day: nothing of it is held that can be read again."""

from bisect import bisect
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from bot.rules import facts as f
from bot.rules.audit import Audit
from bot.rules.pledge_standing import pledge_standing
from bot.rules.recount import Folded, folded
from bot.rules.shelf import Book
from bot.rules.standing import Standing, standing


@dataclass(frozen=True)
class Stood:
    """The first `length` entries, each read anew when it is asked for."""

    book: Book
    audit: Audit
    length: int

    @classmethod
    def at(cls, book: Book, audit: Audit, as_at: date) -> "Stood":
        """As at the end of that day. No line is older than the one before it, so what stood then comes first. Equal to
        `bot.rules.recount.until`."""
        day = audit.terms.day
        return cls(book, audit, bisect(range(1, len(book) + 1), as_at, key=lambda seq: day(book[seq].fact.at)))

    def of_kinds(self, kinds: Collection[str]) -> Iterator[f.Entry]:
        return self.book.of_kinds(kinds, self.length)

    def of(self, history: list[f.Entry]) -> list[f.Entry]:
        return [entry for entry in history if entry.seq <= self.length]

    def folded(self) -> Folded:
        """Equal to `bot.rules.recount.fold` of these entries."""
        pledges = ((number, self.of(history)) for number, history in self.audit.pledges.items())
        promised = {number: pledge_standing(of) for number, of in pledges if of}
        return folded(self, Standings(self), promised, length=self.length)


class Standings(Mapping[int, Standing]):
    """By invitation, each folded anew when it is asked for."""

    def __init__(self, stood: Stood) -> None:
        self._stood = stood

    def __getitem__(self, number: int) -> Standing:
        if not self._there(number):
            raise KeyError(number)
        return standing(self._stood.of(self._stood.audit.history(number)))

    def __iter__(self) -> Iterator[int]:
        return (number for number in self._stood.audit.invitations if self._there(number))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _there(self, number: int) -> bool:
        invitations = self._stood.audit.invitations
        return number in invitations and invitations.first(number) <= self._stood.length
