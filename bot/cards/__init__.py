"""The cards that both the couriers and the commands show: from rows to plain values here, from those to a card there.

    sheet = await session_sheet(view, session_id)
    await reply(interaction, session_card(sheet))

The names of the buttons stand here, because a card carries them for the life of the record: a door in `cogs` says
`name = METOO`, and the card says `METOO.on(...)` without knowing the door.
"""

from typing import Final

METOO: Final = "metoo"
"""About an agenda item."""
VERDICT: Final = "verdict"
"""About a question; which answer to it, and what is said of that, stands behind it."""
LETTER_SENT: Final = "letter-sent"
LETTER_BOUNCED: Final = "letter-bounced"
"""About a letter that was handed to the hosts."""
POST_READ: Final = "post-read"
ADDRESS_RIGHT: Final = "address-right"
NOTE_REPLY: Final = "note-reply"
MEND_ADDRESS: Final = "mend-address"
"""About an invitation."""
PLEDGE_SEEN: Final = "pledge-seen"
PLEDGE_UNSEEN: Final = "pledge-unseen"
PLEDGE_AGAIN: Final = "pledge-again"
"""About a pledge."""
PIECE_CONFIRMS: Final = "piece-confirms"
PIECE_AMENDS: Final = "piece-amends"
"""About a piece of post that belongs to a pledge."""
DISPUTE_ASK: Final = "dispute-ask"
"""About an entry that is disputed."""
RATE: Final = "rate"
"""About a session that was held."""
VOTE: Final = "vote"
"""About a motion; `extra` is `yes` or `no`."""
LIVE_NEXT: Final = "live-next"
LIVE_CALL: Final = "live-call"
LIVE_TAKE: Final = "live-take"
LIVE_OFF: Final = "live-off"
LIVE_CLOSE: Final = "live-close"
LIVE_OFFICIAL: Final = "live-official"
LIVE_HERE: Final = "live-here"
LIVE_HAND: Final = "live-hand"
LIVE_DOWN: Final = "live-down"
MINUTES_DRAFT: Final = "minutes-draft"
"""About a session."""
COMING: Final = "coming"
"""About a session; behind it stands the answer."""
CALENDAR_FILE: Final = "session-file"
CALL_NEXT: Final = "session-next"
LEAVE_OUT: Final = "session-leave-out"
ANOTHER_DAY: Final = "session-another-day"
"""About the latest session of a series."""
