"""What mail servers write when they could not deliver, as tables. Matched against lower-case text, one line of spaces.

The phrases are those of the programs' own templates (Exchange, Exim, Postfix, qmail, sendmail, Domino, GroupWise, the
large providers and gateways), in the languages in which these programs ship.
"""

from __future__ import annotations

import re

from bot.mail.parse.words import either

SUBJECT = either(
    r"undeliver|not? deliver|non.?deliver|\[bounce\]|returned mail|returned (?:message|e-?mail)|returning message",
    r"failure notice",
    r"(?:mail|message|e-?mail)(?: delivery| transport)?:? (?:failed|failure|error|problem|notification|warning|"
    r"rejected|returned|not sent|status)",
    r"(?:delivery|transmission|transport) (?:status|failure|failed|problem|error|notification|report|has failed|"
    r"unsuccessful|incomplete|delay)",
    r"(?:failed|failure|unsuccessful|error)[a-z -]{0,12} (?:delivery|delivering|sending|to deliver)",
    r"could ?n[o']t (?:be )?(?:deliver|send|sent)",
    r"(?:cannot|can't|unable to|not able to) (?:be )?(?:deliver|send|sent)|error sending your mail",
    r"mail system error|nondeliverable|rejected mail|permanent (?:delivery )?(?:failure|error)|message status",
    r"recipient unknown|user unknown|unknown (?:user|recipient|address)|delivery.?failure",
    r"address (?:not found|does not exist)|block(?:ed|ing) (?:message|mail)|warning: (?:could not|message)",
    r"automatically rejected|(?:message|mail) you sent (?:was )?(?:blocked|rejected)|blocked by|unzustellbar",
    r"nicht zugestellt|nicht zustellbar|zustellung fehlgeschlagen|fehlgeschlagene zustellung|remise impossible",
    r"non remis|non distribu|échec de (?:la )?(?:remise|distribution|livraison)|notification d'échec",
    r"no se (?:puede|pudo) entregar|no entregado|no entregable|correo devuelto|mensaje devuelto|non recapitabile",
    r"recapito non riuscito|messaggio non (?:consegnato|recapitato)|impossibile recapitare",
    r"mancat[oa] (?:recapito|consegna)|não (?:é possível entregar|foi entregue|entregue)|falha na entrega",
    r"onbestelbaar|niet bestelbaar|kan niet worden bezorgd|kan ikke leveres|kunne ikke leveres|kan inte levereras",
    r"gick inte att leverera|ei voitu toimittaa|toimitus epäonnistui|niedostarczon|nie można dostarczyć|niedoręcz",
    r"nedoručiteln|nedoruč|kézbesíthetetlen|sikertelen kézbesítés|teslim edilemedi|imposibil de livrat|nelivrat",
    r"δεν ήταν δυνατή η παράδοση|не(?: ?удал| доставлен|доставлен|возможно доставить)|неуспешн",
    r"сообщение не доставлено|ваше сообщение не|配信不能|配信できません|送信できませんでした|配達不能|未送達",
    r"无法投递|退信|系统退信|未送达|無法傳遞|退件|배달되지|반송|(?:전송|발송) 실패|לא ניתן למסירה|تعذر التسليم",
    r"zustell(?:fehler|ung fehlgeschlagen|problem)|übermittlungsstatus|zustellstatus|échec d'envoi|erreur de (?:remise|"
    r"distribution)|error de entrega|errore (?:di|nella) consegna|mancata consegna|bezorgfout|сбой доставки|"
    r"недоставленн|エラーメール|配送エラー|methwyd (?:danfon|anfon|cyflwyno)",
)

# A subject that is nothing but the title of such a report.
TITLE = re.compile(
    r"\W*(?:undeliver(?:able|ed)|returned (?:mail|message|e-?mail)|returning (?:mail|message)|failure notice|"
    r"non-?delivery|nondeliverable|(?:mail |message |e-?mail )?delivery (?:failed|failure|error|problem|status|"
    r"notification|report|has failed|warning|delay)"
    r"|(?:mail|message|e-?mail) (?:not delivered|undeliverable|could not be delivered|returned|system error)|"
    r"delivery (?:status )?notification|could not be delivered|unzustellbar|non remis|onbestelbaar|"
    r"no se puede entregar|niet bestelbaar|non recapitabile|kan inte levereras|kan ikke leveres|niedostarczaln|"
    r"не удается доставить|配信不能|message you sent (?:was )?(?:blocked|rejected)|zustellfehler)"
)

# Notices of mailing lists and of filters.
NOTICE = either(
    r"(?:messages?|e-?mails?) (?:is |are )?(?:on hold|held|in quarantine|quarantined)|quarantine (?:summary|digest|"
    r"report|notif)|(?:awaits|awaiting|held for|pending) (?:moderator|moderation|approval)|(?:spam|junk) (?:digest|summary|"
    r"report)",
    r"unsubscribed from|subscription (?:confirm|notif|result)|^confirm [0-9a-f]{8,}",
)

BODY = either(
    r"could ?n[o']t deliver|delivery problems?\b|invalid final delivery|--> error description|deliver program at",
    r"failure reasons|user does not have an? account|nie ma takiego|no existe|n'existe pas|existiert nicht",
    r"non esiste|could ?n[o']t be (?:delivered|sent|forwarded|routed)|cannot be (?:delivered|sent to)",
    r"can't be delivered|was ?n[o']t (?:successfully )?delivered|not been delivered|was blocked by",
    r"unable to (?:be delivered|deliver|send|transmit|relay)|not able to deliver|n't able to deliver",
    r"was undeliverable|is undeliverable|undeliverable (?:to|mail|message|address)",
    r"failed (?:permanently|to deliver|to be delivered|addresses|recipients?\b)",
    r"delivery (?:to|of|for|has|attempt|was|of your)[^.]{0,120}?(?:failed|fail\b|delayed|impossible|unsuccessful|"
    r"aborted|rejected)",
    r"delivery (?:failure|failed|error)|permanent (?:fatal|delivery)? ?errors?|fatal errors",
    r"returned permanent errors|failed address|following address(?:es)? failed|did not (?:reach|receive) ",
    r"did not get delivered|has been returned|is being returned|is returned to you|returned to (?:the )?sender",
    r"returning (?:message|mail)|bounced? message|transcript of (?:the )?session|trouble delivering",
    r"error occurred while (?:attempting|trying) to (?:deliver|send)|problem delivering",
    r"there(?: was|'s| is) a problem (?:with|delivering)|sorry it didn't work out|i'?ve given up|i'm giving up",
    r"giving up on|gave up",
    r"your (?:mail|message|e-?mail).{0,100}?(?:was|has been|were) (?:rejected|refused|blocked|returned|not sent|"
    r"not delivered|not accepted)",
    r"(?:message|mail|e-?mail) (?:was|has been|is) (?:rejected|refused|blocked|not sent|bounced)|has been rejected",
    r"was rejected by|rejected your message|refused to accept your message",
    r"(?:user|recipient|mailbox|address|account|addressee)(?: \S{1,80}@\S{1,80})? (?:is |was |does )?(?:unknown|"
    r"not (?:found|known|exist|listed|valid|a valid)|n't exist|invalid|over(?:[ -]?quota)?|full|disabled|"
    r"suspended|inactive|unavailable|exceeds)",
    r"(?:unknown|no such|invalid|not a valid) (?:user|recipient|mailbox|address|local|person|account)|unrouteable",
    r"unroutable|host (?:unknown|not found)|mail(?:box)? quota|over (?:disk )?quota",
    r"exceed(?:ed|ing|s) (?:their |the |its |his )?(?:mailbox |storage |disk )?(?:quota|allowed|size)",
    r"(?:mailbox|mailfolder|inbox) (?:is )?full|not (?:accepting|accept) (?:mail|messages)|\b5\d\d[ -]5\.\d\.\d",
    r"\b55[0-9] [#\w<]|\(#[45]\.\d\.\d\)|reporting-mta:|diagnostic-code:|non-delivery report|no valid recipients",
    r"doesn't have an? \S{1,40} account|remote host said|message to the following",
    r"following recipients? (?:were|did|could|cannot|have|was|has|reject)|following mail could not",
    r"message could not|mail could not|e-?mail could not|konnte nicht (?:an|zugestellt|ausgeliefert|übermittelt)",
    r"nicht zugestellt werden|fehler bei der (?:nachrichten)?zustellung|fehler beim senden|zustellung an folgende",
    r"nicht erreicht|kann nicht zugestellt|n'a pas pu être (?:remis|distribu|livr|délivr|envoy)|n'a pas été remis",
    r"échec de la remise|impossible de remettre|n'ont pas pu être|no se ha podido entregar|no se pudo entregar",
    r"no (?:ha sido|fue) entregad|no puede ser entregad|non è stato (?:possibile|recapitato|consegnato)",
    r"non ha raggiunto|non è (?:stato )?possibile recapitare|impossibile recapitare|não pôde ser entregue",
    r"não foi (?:possível )?entreg|falha na entrega|kon niet worden (?:bezorgd|afgeleverd)|niet bezorgd",
    r"kunne ikke leveres|kunde inte levereras|gick inte att leverera|ei voitu toimittaa",
    r"nie (?:została|mogła zostać|może zostać|można) dostarczon|nie udało się dostarczyć|nebylo možné doručit",
    r"nelze doručit|nem (?:sikerült|lehetett) kézbesíteni|teslim edilemedi|nu a putut fi livrat",
    r"не (?:может быть доставлено|было доставлено|удалось доставить|доставлено)|не удается доставить",
    r"невозможно доставить|配信できません|配信されませんでした|送信できませんでした|送れませんでした",
    r"届きませんでした|届けることができませんでした|配送できません|お送りになったメール|无法(?:投递|送达|发送)",
    r"未能(?:投递|送达|发送)|无法送达|無法(?:傳遞|傳送|送達)|전달(?:되지|하지) 못|배달(?:되지|하지) 못",
    r"전송(?:되지|하지) 못|konnten? (?:leider )?(?:\S+ ){1,8}nicht (?:zugestellt|ausgeliefert|erreicht|übermittelt)",
    r"nicht (?:an \S{1,80} )?(?:zugestellt|ausgeliefert)|fehlgeschlagen|error in delivery|reports?: no such|"
    r"n'a pas (?:pu être|été) (?:remis|distribu|livr|envoy)|leveransen misslyckades|levering(?:en)? mislykkedes|"
    r"levering(?:en)? mislyktes|dostarczenie \S{0,40}(?: \S{1,30}){0,8} nie powiodło|сбой доставки|"
    r"не может быть отправлен",
)

# So much a server's own words that the sender's name is not needed.
SURE = either(
    r"created automatically by mail delivery (?:software|system)|this is the mail system at host",
    r"this is the \S{1,20}-send program|the following address(?:es|\(es\))? failed",
    r"delivery has failed to these recipients|did not reach the following recipient",
    r"addresses had (?:permanent )?(?:fatal|delivery) errors|automatically generated delivery status notification",
    r"delivery to the following recipients? failed",
    r"following recipient\(?s?\)? (?:could not be reached|cannot be reached)|non-delivery report",
    r"this is the mailer-daemon|transcript of session follows|undelivered mail returned",
    r"the message that you sent was undeliverable|message from interscan|your message wasn't delivered to",
    r"diagnostic information for administrators|this is a delivery failure notification",
    r"^\W*your (?:message|mail|e-?mail)(?: to \S+@\S+)? (?:could not|cannot|was not|has not|couldn\'t|"
    r"wasn\'t)(?: be| been)? delivered",
)

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
    r"verzöger|retard|vertraag|forsink|försen|opóźni|задерж|отложен|遅延|延迟|延遲|지연|: warning$",
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

CHALLENGE = either(
    r"(?:being )?held because (?:the |your |this )?(?:sender'?s? )?(?:e-?mail )?address (?:has not been|is not|"
    r"was not) (?:verified|confirmed|recogni[sz]ed)|to release your (?:message|e-?mail)(?: for delivery)?, (?:please )?(?:send|"
    r"reply|click)|requires that you verify|email requires verification",
    r"https?://.{0,4000}?(?:boxbe|spam ?arrest|tmda|mailinblack)",
    r"(?:boxbe|spam ?arrest|tmda|mailinblack).{0,4000}?https?://",
    r"(?:click|follow|visit|reply|respond|press|complete)[^.]{0,160}(?:to (?:verify|confirm|"
    r"prove) (?:that )?(?:your e-?mail address|(?:you|it) (?:are |is )?(?:really )?(?:you\b|(?:not )?a )|"
    r"you're (?:not )?a )|to have your (?:e-?mail )?address (?:added|approved|"
    r"verified)|(?:added|add you) to (?:the|my|their) (?:recipient's )?(?:allowed|approved|guest|white|"
    r"safe) ?list|confirm (?:that )?(?:you are|you're) (?:a )?(?:real|human|person))",
    r"prove (?:that )?you(?: are|'re) (?:a )?(?:human|real person|not a (?:robot|spammer))",
    r"(?:verify|confirm) (?:that )?you(?: are|'re) (?:a )?(?:human|real|not)",
    r"one[- ]time (?:sender )?(?:verification|confirmation)|challenge[/ -]response|this account is protected by",
    r"uol antispam|anti-?spam uol|approved senders? list",
    r"sender (?:verification|authentication) (?:required|request)",
    r"add (?:yourself|you) to my (?:list of )?(?:allowed|approved|accepted|contacts)",
    r"your (?:message|e-?mail) (?:is|has been) (?:held|waiting|pending|quarantined)[^.]{0,100}(?:verify|confirm|"
    r"authenticat|approve)",
)
