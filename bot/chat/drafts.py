"""Forms that were not taken, so that "Try again" can open them filled in.

In memory only: the words themselves stand in the answer to the person, so a restart loses a convenience, not a text.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

MOST = 200


@dataclass(frozen=True)
class Draft:
    user_id: int
    form: str
    subject: int
    extra: str
    answers: Mapping[str, str | list[str]]


class Drafts:
    def __init__(self) -> None:
        self._drafts: dict[int, Draft] = {}

    def keep(self, draft: Draft) -> int:
        """The number to find it by; the oldest drafts give way."""
        while len(self._drafts) >= MOST:
            del self._drafts[next(iter(self._drafts))]
        number = secrets.randbits(48)
        self._drafts[number] = draft
        return number

    def find(self, number: int, user_id: int) -> Draft | None:
        draft = self._drafts.get(number)
        return draft if draft and draft.user_id == user_id else None

    def forget(self, number: int) -> None:
        self._drafts.pop(number, None)

    def forget_all(self, user_id: int) -> None:
        for number in [number for number, draft in self._drafts.items() if draft.user_id == user_id]:
            del self._drafts[number]
