"""Why a letter could not be delivered, as servers say it without a code. Matched against lower-case text.

First what may pass, because "could not be delivered" stands beside every reason; then what will not.
"""

from __future__ import annotations

from bot.mail.parse.words import either

FOR_NOW = either(
    r"(?:postlåd|brevlåd|postkass|innboks|postboks)\S* (?:\S+ ){0,3}full|täynnä|schránk\S* (?:\S+ ){0,3}pln",
    r"(?:mailbox|postfach|inbox)[^.]{0,60}(?:exceed|voll\b)|postfach (?:ist |des empfängers ist )?(?:\w+ )?voll|"
    r"speicherplatz|quota (?:überschritten|dépassé|superad)",
    r"bo[iî]te (?:aux lettres|de réception)[^.]{0,40}plein|buzón (?:\S+ ){0,6}(?:está )?lleno|"
    r"casella (?:\S+ ){0,6}piena|"
    r"caixa (?:postal|de (?:correio|entrada)) (?:\S+ ){0,5}cheia|postvak (?:\S+ ){0,5}vol\b",
    r"skrzynk\S+ (?:\S+ ){0,4}pełn",
    r"переполнен|メールボックス[^。]{0,20}(?:容量|いっぱい|満杯)|邮箱(?:已满|空间不足)|信箱已滿|사서함이 가득",
    r"vorübergehend|zeitüberschreitung|temporairement|temporalmente|temporaneamente|tijdelijk|tymczasow|временно",
    r"over (?:disk )?quota|quota exceed|exceed(?:ed|s|ing)? (?:\w+ ){0,4}(?:quota|allowed size|storage)",
    r"(?:mailbox|mailfolder|inbox|maildir) (?:is )?(?:full|over)|insufficient (?:system )?(?:storage|disk)",
    r"not enough (?:storage|space)|disk full|tempor(?:ary|arily)|try again later|retry time(?:out)? exceeded",
    r"time(?:d)? ?out|connection (?:refused|reset|dropped|lost)|refused to connect|did not respond|not responding",
    r"in the queue too long|queue(?:d)? (?:lifetime|too long|period)|queue allowed",
    r"maximum (?:delivery attempts|time|retry)|expired|gr[ae]y-?list|too many connections",
    r"server (?:is )?(?:busy|unavailable|down|not available|too busy)|unable to (?:connect|contact)",
    r"wasn't able to establish an smtp connection|could not (?:be contacted|connect|initiate)|not reachable",
    r"unreachable|rate limit|throttl|deferred|host not reachable|network (?:problem|error)",
)
FOR_GOOD = either(
    r"nicht gefunden|nicht vorhanden|unbekannt|existiert nicht|dauerhaft\w* fehler|abgelehnt|introuvable|n'existe pas|"
    r"erreur permanente|inconnu|refusé|no se (?:ha )?(?:encontr|pudo encontrar)|no existe|desconocid|rechazad",
    r"non (?:esiste|è stato trovato|trovat)|sconosciut|rifiutat|não (?:foi encontrad|existe|pôde ser encontrad)|"
    r"niet (?:gevonden|bestaat)|bestaat niet|onbekend|geweigerd|hittades inte|finns inte|okänd|blev ikke fundet|"
    r"findes ikke|ble ikke funnet|finnes ikke|ukjent|ukendt|ei löy[dt]|tuntematon",
    r"nie (?:można odnaleźć|istnieje|znaleziono)|nieznan|neexistuje|nebyla? nalezen|neznám|nem (?:található|létezik)|"
    r"bulunamadı|nu (?:există|a fost găsit)|δεν (?:βρέθηκε|υπάρχει)|не (?:найден|существует)|нет такого|отклонен",
    r"見つから|存在し(?:ない|ません)|拒否|找不到|不存在|被拒|찾을 수 없|존재하지 않",
    r"unknown (?:user|recipient|address|host|mailbox|local|domain|or illegal)",
    r"(?:user|recipient|mailbox|address|account|host|domain)(?: \S+)? (?:is )?(?:unknown|not found|not known|"
    r"invalid|disabled|inactive|closed|not listed)",
    r"no such|no mailbox here|does ?n[o']t (?:exist|have)|invalid (?:recipient|address|user|mailbox)|unrouteable",
    r"unroutable|not accept|relay|spam|policy|reject|denied|blocked|blacklist|virus|prohibited",
    r"too (?:large|big|many hops)|permission|not (?:a )?(?:valid|local|authorized|allowed)",
)
NOBODY = either(
    r"(?:user|recipient|mailbox|address|account|addressee|person)(?: (?:\S+@\S+|name))? (?:is |was |"
    r"are )?(?:unknown|not found|not known|not listed|does ?n[o']t exist|non-?existent|not exist|not recogni[sz]ed)",
    r"unknown (?:user|recipient|address|local|mailbox|or illegal|account)",
    r"no (?:such|mailbox|account|user|valid)[^.]{0,30}(?:user|recipient|mailbox|address|here|person|account|"
    r"by that name)?",
    r"no such|does ?n[o']t (?:exist|have (?:a|an) )|invalid (?:recipient|mailbox|user|address)|recipnotfound",
    r"not a (?:known|valid|local) (?:user|recipient|mailbox|address)|wasn't found at|couldn't be found",
    r"address not found|recipient address rejected: user|not our customer",
    r"no longer (?:exists|valid|with|in use|works)",
)
OTHER_CAUSE = either(
    r"quota|mailbox (?:is )?full|mailfolder is full|storage|spam|blocked|blacklist|block ?list|policy|relay",
    r"greylist|dmarc|spf|dkim|reputation|virus|access denied|too (?:large|big)",
    r"sender (?:address )?(?:rejected|verif)|domain of sender|authenticat",
)
