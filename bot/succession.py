"""The bodies of a forum's directory as `bot.rules.succession` reads them, and what to say where one is not there."""

from collections.abc import Collection, Iterable
from datetime import date

from bot.chat.text import clip
from bot.rules.saying import say_short_date
from bot.rules.succession import Body, before, existed, standing_in
from bot.rules.succession_words import say_instead
from bot.rules.words import OrganisationKind
from db import models

NAMED = 3
"""Bodies named in one sentence."""

NAME = 80
"""Characters of a name in it: enough for every integrated care board."""


def ruled(row: models.Organisation) -> Body:
    return Body(
        id=row.id,
        kind=OrganisationKind(row.kind),
        code=row.code,
        opened=row.opened,
        closed=row.closed,
        successors=tuple(row.successors.split()),
    )


def there(row: models.Organisation, day: date) -> bool:
    """Whether the body existed on that day, so far as the directory knows."""
    return existed(ruled(row), day)


def not_there(row: models.Organisation, day: date, directory: Collection[models.Organisation], *, name: str) -> str:
    """Why a body cannot be invited to a session on a day on which it does not exist, and who can; plain text."""
    bodies = [ruled(one) for one in directory]
    if row.closed is not None and row.closed < day:
        why = f"{name} closed on {say_short_date(row.closed)}, before that session."
        others = standing_in(bodies, row.id, day)
        return f"{why} {_instead(others, directory) or 'Invite who came after it.'}"
    why = f"{name} opens on {say_short_date(row.opened)}, after that session." if row.opened else ""
    there_then = [number for number in before(bodies, row.id) if any(existed(b, day) for b in bodies if b.id == number)]
    instead = _instead(there_then, directory) or "Invite the body that it comes from."
    return f"{why or f'{name} does not exist yet on the day of that session.'} {instead}"


def _instead(numbers: Iterable[int], directory: Collection[models.Organisation]) -> str:
    names = sorted(clip(one.name, NAME) for one in directory if one.id in set(numbers))
    return say_instead(names[:NAMED]) if names else ""
