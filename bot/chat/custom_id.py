"""The address written on every button, menu and form: it says all that is needed to answer it months later.

    str(CustomId("metoo", 12))                "fc:v1:metoo:12"
    CustomId.parse("fc:v1:log:2:period=3m")   CustomId("log", 2, "period=3m")

The version changes when an old address would be misread; old versions are then parsed here for the life of the record.
"""

import re
from dataclasses import dataclass

from bot.chat.limits import CUSTOM_ID

_SHAPE = re.compile(r"fc:v1:([a-z][a-z0-9_-]*):(-?[0-9]+)(?::(.+))?", re.DOTALL)


@dataclass(frozen=True)
class CustomId:
    """Which door (`name`), about what (`subject`, a row's number), and whatever else it needs to know (`extra`)."""

    name: str
    subject: int = 0
    extra: str = ""

    def __post_init__(self) -> None:
        text = str(self)
        if len(text) > CUSTOM_ID or not _SHAPE.fullmatch(text):
            raise ValueError(f"{text!r} cannot be the address of a button, a menu or a form")

    def __str__(self) -> str:
        return f"fc:v1:{self.name}:{self.subject}" + (f":{self.extra}" if self.extra else "")

    @classmethod
    def parse(cls, text: str) -> "CustomId | None":
        found = _SHAPE.fullmatch(text) if len(text) <= CUSTOM_ID else None
        return cls(found[1], int(found[2]), found[3] or "") if found else None
