"""What mail servers write when they could not deliver, as tables. Matched against lower-case text, one line of spaces.

The phrases are those of the programs' own templates (Exchange, Exim, Postfix, qmail, sendmail, Domino, GroupWise, the
large providers and gateways), in the languages in which these programs ship.
"""

from __future__ import annotations

from bot.mail.parse.words import either

BODY = either(
    r"not authori[sz]ed to (?:send|post)|message was not delivered",
    r"(?:message|mail|e-?mail) (?:that )?you sent.{0,100}?(?:was|has been|were) (?:rejected|refused|blocked|stopped|"
    r"returned|not)\b",
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
    r"не может быть отправлен|kan niet worden bezorgd|has stopped the following (?:e-?mail|message)|epäonnistui|"
    r"mislyktes|mislykkedes|se nezdařil|sikertelen|απέτυχε|başarısız|失敗|methodd y danfoniad",
)

# So much a server's own words that the sender's name is not needed.
SURE = either(
    r"created automatically by mail delivery (?:software|system)|this is the mail system at host",
    r"this is the \S{1,20}-send program|this is the james mail server|the following address(?:es|\(es\))? failed",
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
