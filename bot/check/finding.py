"""One thing that was looked at: it is as it should be, or it is a fault, with what to do about it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """`todo` is said of a fault alone."""

    words: str
    todo: str = ""

    @property
    def good(self) -> bool:
        return not self.todo

    def __str__(self) -> str:
        return f"OK     {self.words}" if self.good else f"Fault: {self.words}\n       What to do: {self.todo}"


def from_sentences(text: str, otherwise: str) -> Finding:
    """A fault from an error's sentences: the first says what is wrong, the others, if any, what to do."""
    what, _, todo = text.partition(". ")
    return Finding(f"{what.rstrip('.')}.", todo or otherwise)
