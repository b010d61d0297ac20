"""What a rule says of a mail."""

from __future__ import annotations

from dataclasses import dataclass

from bot.mail.parse.parsed import Verdict


@dataclass(frozen=True)
class Delivery:
    """The verdict and its signs. Of a bounce also its code (RFC 3463, empty where none was found), and whether it says
    that there is no such address."""

    verdict: Verdict
    why: tuple[str, ...]
    status: str = ""
    nobody: bool = False
