"""Mails of the clerk's own that lie in its mailbox: copies of letters, which some providers keep, and its probes."""

from bot.mail.parse.parsed import Parsed
from bot.transaction import Transaction
from bot.ways import Ways
from db import post

PROBE = "Forum Clerk tries its own reply address"
"""How the subject of a probe begins (`bot.check.probe`)."""


async def is_our_own(tx: Transaction, ways: Ways, parsed: Parsed) -> bool:
    name, at, domain = (ways.mail or "").lower().rpartition("@")
    sender = (parsed.sender or "").lower()
    if not at or not sender.startswith(name) or not sender.endswith(f"@{domain}"):
        return False
    if parsed.subject.startswith(PROBE):
        return True
    return parsed.message_id is not None and bool(await post.letters_of_message_ids(tx.db, [parsed.message_id]))
