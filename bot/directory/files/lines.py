"""What a directory file says, line by line, before anything is compared with the forum's own directory.

Codes are stable names with a prefix that says who gave them out: `ods:QKS` (NHS Organisation Data Service),
`gss:E10000016` (Office for National Statistics), `la:KEN` (local authority code), `parliament`,
`parliament:seat:4074` and `parliament:member:172` (UK Parliament Members API).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.rules.words import OrganisationKind

KINDS = tuple(kind.value for kind in OrganisationKind)


@dataclass(frozen=True)
class OrganisationLine:
    """A public body, as the file describes it.

    `line` is the physical line on which a table's row begins, or an item's number in JSON, from 1.
    `opened` and `closed` are the first and the last day on which the body existed. Several `successors` mean that
    its work was split between them (RECORD-RULES §1: a body that came out of a split never inherits a silence).
    `other_codes` are further codes of the same body, kept so that other lists can find it.
    """

    line: int
    name: str
    kind: str
    code: str | None = None
    website: str | None = None
    opened: date | None = None
    closed: date | None = None
    successors: tuple[str, ...] = ()
    other_codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class OfficialLine:
    """A public role and, if the file says so, who holds it.

    `organisation` is the name or the code of the body. `code` stands for the role or seat and outlives its holders;
    `holder_code` stands for the person. No name means that the file names no holder, or that the seat is vacant.
    """

    line: int
    role: str
    organisation: str
    name: str | None = None
    email: str | None = None
    public_source: str | None = None
    code: str | None = None
    holder_code: str | None = None
    elected: bool = False


@dataclass(frozen=True)
class RefusedLine:
    """A line that is not taken, and the sentence that tells the host why."""

    line: int
    reason: str


@dataclass(frozen=True)
class Reading:
    """All that one file says. `notes` are sentences about the file as a whole, such as pages that are missing."""

    format: str
    organisations: tuple[OrganisationLine, ...] = ()
    officials: tuple[OfficialLine, ...] = ()
    refused: tuple[RefusedLine, ...] = ()
    notes: tuple[str, ...] = ()


class Unusable(Exception):
    """Why one line cannot be taken: `str(error)` completes the sentence that begins "Line 14: "."""
