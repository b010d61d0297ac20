"""What mail servers write of a letter that is late or has arrived, and the words that make an end of waiting."""

from __future__ import annotations

from bot.mail.parse.words import either

# It arrived, or went on to a server that tells no more. Machines say "successfully" or "complete" of it.
ARRIVED = either(
    r"(?<!not )(?<!n't )(?:been|was|were) successfully (?:delivered|relayed|sent|transmitted)|delivery to these "
    r"recipients or groups is complete",
    r"your message has been delivered to the following|had successful delivery notifications|message was delivered to "
    r"the following|erfolgreich (?:zugestellt|übermittelt)|remis avec succès|se (?:ha entregado|entregó) correctamente",
)

# A warning: the server is still trying.
DELAY = either(
    r"warning message only|(?:do not|don't|no) need to re-?(?:send|transmit)|not yet been delivered",
    r"hasn't been delivered yet|still (?:being )?(?:trying|retr|queued|attempting)",
    r"(?:has|have|is|are) (?:been )?delayed|delayed (?:mail|for|by|more|\d)|postponed|advisory[- ]only",
    r"still undelivered|undelivered after|not yet been (?:sent|received)|not been sent yet|taking longer",
    r"retry(?:ing)? (?:for|until|to deliver)|queued for",
    r"will (?:continue|keep|be retr|retry|try again|be tried|re-?attempt)",
    r"(?:delivery )?attempts will (?:continue|be made)|temporary failure report|delivery is delayed|being retried",
    r"will be retried|retried for|only a temporary|wird weiterhin versucht|verzögert|noch nicht zugestellt",
    r"a été retardée?|se ha retrasado|retraso en la entrega|è stat[oa] ritardat|in ritardo|foi atrasad|vertraagd",
    r"forsinket|försenad|opóźni|отложен|задерж|遅延|延迟|延遲|지연",
)

DELAY_SUBJECT = either(
    r"\(delay(?:ed)?\)|delay|warning: (?:could not|message|temporary)|still trying|not yet (?:been )?delivered",
    r"verzöger|retard|retras|ritard|atras(?:ad|o\b)|vertraag|forsink|försen|opóźni|задерж|отложен|遅延|延迟|延遲|지연|"
    r": warning$",
)

# So plain that a word like "error" beside it changes nothing.
SURELY_DELAY = either(
    r"warning (?:message )?only|only a warning|just a warning|(?:do not|don't) need to re-?send",
    r"not yet been delivered|hasn't been delivered yet|still being retried",
    r"(?:will be retried|will keep trying|will continue trying)",
)

# It has given up, whatever else it says.
FINAL = either(
    r"permanent (?:error|failure|fatal)|failed permanently|given up|giving up|gave up|not going to try again",
    r"no further attempts|will not be retried|returned to (?:the )?sender|following address(?:es|\(es\))? failed",
    r"could not be delivered (?:to|and|within|after)|delivery has failed|(?:time|retry timeout) exceeded",
    r"has been (?:returned|removed)|deleted from queue|not (?:try|be tried) again|will not continue trying|"
    r"dauerhaft\w* fehler|erreur permanente|error permanente|errore permanente|endgültig|définitivement",
    r"message could not be delivered for \d+ days",
)
