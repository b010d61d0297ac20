"""A record that was audited, folded as it stood at the end of a day: nothing of it is held that can be read again."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from bot.rules import facts as f
from bot.rules.audit import Audit
from bot.rules.pledge_standing import pledge_standing
from bot.rules.recount import Folded, folded, until
from bot.rules.shelf import Book
from bot.rules.standing import Standing, standing


@dataclass(frozen=True)
class Stood:
    """The entries that stood then, read anew each time that they are asked for. Equal to `bot.rules.recount.until`."""

    book: Book
    audit: Audit
    as_at: date

    def __iter__(self) -> Iterator[f.Entry]:
        for entry in self.book:
            yield from self.of([entry])

    def of(self, history: list[f.Entry]) -> list[f.Entry]:
        return until(history, self.as_at, self.audit.terms)

    def folded(self) -> Folded:
        """Equal to `bot.rules.recount.fold` of these entries."""
        pledges = ((number, self.of(history)) for number, history in self.audit.pledges.items())
        return folded(self, Standings(self), {number: pledge_standing(of) for number, of in pledges if of})


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
        return bool(self._stood.of(self._stood.audit.invitations[number][:1]))
