"""The subjects of mails that tell of a delivery, as tables. Matched against lower-case text, one line of spaces."""

from __future__ import annotations

import re

from bot.mail.parse.words import either

# In the languages in which the programs ship.
SUBJECT_ABROAD = either(
    r"unzustellbar",
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
    r"не вдалося доставити|ei voi toimittaa|nem kézbesíthető|δεν είναι δυνατή η παράδοση|amhosibl ei (?:ddanfon|"
    r"anfon)|teslim edilem|nie można dostarczyć|non consegnat",
)

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
    r"address (?:not found|does not exist)|block(?:ed|ing) (?:message|mail)|(?:message|e-?mail) (?:blocked|stopped)|"
    r"warning: (?:could not|message)",
    r"automatically rejected|(?:message|mail) you sent (?:was )?(?:blocked|rejected)|blocked by|"
    r"has stopped the following",
    r"rejected posting|posting rejected|(?:found|detected|blocked) (?:a )?(?:file filter|virus|attachment)|(?:virus|"
    r"attachment) (?:found|detected|blocked)",
    SUBJECT_ABROAD.pattern,
)

# A subject that is nothing but the title of such a report.
TITLE = re.compile(
    r"\W*(?:undeliver(?:able|ed)|returned (?:mail|message|e-?mail)|returning (?:mail|message)|failure notice|"
    r"non-?delivery|nondeliverable|(?:mail |message |e-?mail )?delivery (?:failed|failure|error|problem|status|"
    r"notification|report|has failed|warning|delay)"
    r"|(?:mail|message|e-?mail) (?:not delivered|undeliverable|could not be delivered|returned|system error)|"
    r"delivery (?:status )?notification|could not be delivered|unzustellbar|non remis|onbestelbaar|"
    r"no se puede entregar|niet bestelbaar|non recapitabile|kan inte levereras|kan ikke leveres|niedostarczaln|"
    r"не удается доставить|配信不能|message you sent (?:was )?(?:blocked|rejected)|your (?:message|mail|"
    r"e-?mail)(?: to \S+)? (?:could ?n[o']t|was ?n[o']t|cannot|has not been) (?:be )?(?:delivered|sent)|zustellfehler)"
)

# Notices of mailing lists and of filters.
NOTICE = either(
    r"(?:messages?|e-?mails?) (?:is |are )?(?:on hold|held|in quarantine|quarantined)|quarantine (?:summary|digest|"
    r"report|notif)|(?:awaits|awaiting|held for|pending) (?:moderator|moderation|approval)|(?:spam|"
    r"junk) (?:digest|summary|report)",
    r"unsubscribed from|subscription (?:confirm|notif|result)|^confirm [0-9a-f]{8,}",
)
