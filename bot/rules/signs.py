"""A text sign by sign."""

from collections.abc import Callable

MOST = 5_000
"""Signs that are remembered: far more than any text has, and nobody fills the memory by typing all there are."""


class Signs(dict[int, str | None]):
    """What becomes of each sign, for `str.translate`: worked out once for each, as there are few in a text.

    `of` gives what stands in its place, or None where nothing does.
    """

    def __init__(self, of: Callable[[str], str | None]) -> None:
        super().__init__()
        self._of = of

    def __missing__(self, code: int) -> str | None:
        found = self._of(chr(code))
        if len(self) < MOST:
            self[code] = found
        return found
