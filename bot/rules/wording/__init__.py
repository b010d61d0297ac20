"""What the public reads: one sentence for each thing that the record can say (RECORD-RULES §6).

Plain text, neutral, true whoever reads it. Whoever shows it escapes it for the place where it stands. The tests hold
every sentence against the words that must never appear.

One file a subject, named like the file of its facts.
"""

from bot.rules.wording.about import About as About, Whom as Whom, plural as plural
from bot.rules.wording.correcting import correction as correction, tombstone as tombstone
from bot.rules.wording.fixed import (
    ANSWERS as ANSWERS,
    NEVER as NEVER,
    PAUSES as PAUSES,
    PRESENCES as PRESENCES,
    PRIVACY as PRIVACY,
    REASONS as REASONS,
    say_privacy as say_privacy,
)
from bot.rules.wording.invitation import no_reply as no_reply
from bot.rules.wording.minutes import say_kept as say_kept, where_minutes_stand as where_minutes_stand
from bot.rules.wording.pledge import (
    NOT_CONFIRMED as NOT_CONFIRMED,
    OUTCOMES as OUTCOMES,
    PLEDGE_STATES as PLEDGE_STATES,
)
from bot.rules.wording.question import EXTENTS as EXTENTS, WAYS as WAYS
from bot.rules.wording.sentence import below as below, is_thanks as is_thanks, say as say
