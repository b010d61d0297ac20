"""Is what is kept beside the record, to find things quickly, what the record gives?

Of the record only what is looked at is read, from the file that was held to its hashes just now: it may be longer than
what fits into memory.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.rules import facts as f
from bot.rules.pledge_standing import PledgeStanding
from bot.rules.session import session_standing
from bot.rules.standing import Standing
from bot.rules.stood import Stood
from bot.rules.wording import plural
from bot.transaction import columns, pledge_columns
from bot.view import View
from db import audit, papers, pledges

CHUNK = 500


class Differs(Exception):
    """The first difference, in words."""


async def compare(view: View, stood: Stood) -> str:
    """What was compared, in words. Raises `Differs`."""
    folded = stood.folded()
    invitations = plural(await _standings(view, folded.standings), "invitation")
    sessions = plural(await _sessions(view, stood.audit.sessions), "session")
    return f"{invitations}, {plural(await _pledges(view, folded.pledges), 'pledge')} and {sessions}"


async def _standings(view: View, folded: Mapping[int, Standing]) -> int:
    """A few rows at a time, beside the numbers on the record: of both the lowest first."""
    numbers, last = iter(sorted(folded)), 0
    while rows := await audit.standings_after(view.db, view.forum.id, last, CHUNK):
        for row in rows:
            last, number = row.invitation_id, next(numbers, None)
            _kept(number, last)
            wanted = columns(folded[last], view)
            same(f"invitation {last}", {name: getattr(row, name) for name in wanted}, wanted)
    _kept(next(numbers, None), None)
    return len(folded)


def _kept(on_record: int | None, row: int | None) -> None:
    """The next invitation on the record, and the next one that is kept, are the same."""
    if on_record is not None and (row is None or on_record < row):
        raise Differs(f"where invitation {on_record} stands was not kept.")
    if on_record != row:
        raise Differs(f"invitation {row} is kept, and the record knows none of that number.")


async def _pledges(view: View, folded: Mapping[int, PledgeStanding]) -> int:
    rows = {row.id: row for row in await pledges.of_forum(view.db, view.forum.id)}
    for number in _in_both("pledge", folded, rows):
        wanted = pledge_columns(folded[number], view)
        same(f"pledge {number}", {name: getattr(rows[number], name) for name in wanted}, wanted)
    return len(rows)


async def _sessions(view: View, histories: Mapping[int, Sequence[f.Entry]]) -> int:
    rows = {row.id: row for row in await papers.sessions(view.db, view.forum.id)}
    for number in _in_both("session", histories, rows):
        now, row = session_standing(histories[number]), rows[number]
        wanted = {"state": now.state.value, "starts_at": now.starts, "ends_at": now.ends}
        same(f"session {number}", {name: getattr(row, name) for name in wanted}, wanted)
    return len(rows)


def _in_both(what: str, on_record: Mapping[int, object], in_papers: Mapping[int, object]) -> Iterator[int]:
    for number in sorted(on_record.keys() | in_papers.keys()):
        if number not in in_papers or number not in on_record:
            where = "in the papers" if number in in_papers else "on the record"
            raise Differs(f"{what} {number} stands {where} alone.")
        yield number


def same(what: str, kept: Mapping[str, Any], wanted: Mapping[str, Any]) -> None:
    for name, value in wanted.items():
        if kept[name] != value:
            raise Differs(f"{what}: {name} is kept as {_shown(kept[name])}, and the record gives {_shown(value)}.")


def _shown(value: object) -> str:
    return "nothing" if value is None else str(value)
