"""The lines that mail programs put above the mail that is answered, in the languages of those programs."""

from __future__ import annotations

import re

OURS = re.compile(r"please (?:reply|write|answer|type your (?:reply|answer)) above this line", re.IGNORECASE)

_DATE = re.compile(r"\d{1,4}[/.\-年]\s?\d{1,2}|\d{1,2}:\d\d|\b(?:19|20)\d\d\b")
_WROTE = (
    r"wrote|writes|a écrit|escribió|escribio|escrevi[oó]|escreveu|ha scritto|schrieb|schreef|skrev|kirjoitti|"
    r"napisał(?:\(a\)|a)?|napsal(?:\(a\)|a)?|írta|yazdı"
    r"|написал[аи]?|пишет|пише|ysgrifennodd|έγραψε|写道|寫道|のメッセージ|scrisse|şunları yazdı|a scris"
)
_OPENS = re.compile(
    r"(?:on|le|el|em|il|am|op|den|på|kl\.?|dnia|dne|ar|w dniu|pe|vào|a|na|w|from|от|в|\d+"
    r"|(?:mon|tue|wed|thu|fri|sat|sun|lun|mar|mer|jeu|ven|sam|dim|mo|di|mi|do|fr|sa|so)[\w.]*)(?=[\s,.:/-])",
    re.IGNORECASE,
)
_ENDS_WROTE = re.compile(rf"(?:{_WROTE})\s*(?:\w{{1,12}}\s)?>?\s*[:：]\s*$", re.IGNORECASE)
_ENDS_ADDRESS = re.compile(r"\S@\S{1,200}\s?>?[\s\"')\]]{0,5}[:：]\s*$")
_ENDS_BARE_ADDRESS = re.compile(r"<\S{1,100}@\S{1,100}>\s*$")
_STAMPED = re.compile(r"\d{4}[-/年]\d{1,2}[-/月]\d{1,2}.{0,40}(?:gmt|utc)[+-]\d\d:\d\d .{1,80}$", re.IGNORECASE)
_NAMED = re.compile(
    rf"[\"'\w][^.;!?<>]{{0,80}}<[^<>\s]{{1,100}}@[^<>\s]{{1,100}}>,?\s(?:{_WROTE})\b.{{0,100}}[:：]\s*$", re.IGNORECASE
)
_VERB_THEN_DATE = re.compile(
    r"\s(?:schrieb|skrev|schreef|a écrit|escribió|ha scritto|wrote)\s.{0,100}[:：]\s*$", re.IGNORECASE
)
LONGEST_ATTRIBUTION = 500


def is_attribution(text: str) -> bool:
    """Like "On 3 March 2026 at 10:02, Jane <jane@…> wrote:". `text` is one to four lines, joined."""
    if len(text) > LONGEST_ATTRIBUTION or not _OPENS.match(text):
        return False
    if _STAMPED.match(text):
        return True
    ends = (
        _ENDS_WROTE.search(text)
        or _ENDS_ADDRESS.search(text)
        or (text[0].isdigit() and _ENDS_BARE_ADDRESS.search(text))
    )
    return bool(ends and _DATE.search(text))


def is_name_first(line: str) -> bool:
    """On one line, with the name first: "Jane Roe <jane@…> schrieb am Fr., 28. Apr. 2017 um 11:53 Uhr:"."""
    if len(line) > LONGEST_ATTRIBUTION or not line.rstrip().endswith((":", "：")):
        return False
    return bool(_NAMED.match(line) or (_VERB_THEN_DATE.search(line) and _DATE.search(line)))


DELIMITER = re.compile(
    r"^[ \t>]*[-_*=—]{2,}[ \t]*(?:original message|original appointment|forwarded message|forwarded by .{0,80}|"
    r"reply message|message original|mensaje original|mensagem original|messaggio originale|ursprüngliche nachricht|"
    r"originele bericht|oorspronkelijk bericht"
    r"|opprinnelig melding|oprindelig meddelelse|ursprungligt meddelande|alkuperäinen viesti|wiadomość oryginalna|"
    r"původní zpráva|eredeti üzenet|özgün ileti|neges wreiddiol|исходное сообщение|пересылаемое сообщение|原始邮件|"
    r"原始郵件|"
    r"元のメッセージ|원본 메시지)[^\n]{0,40}$"
    r"|^[ \t]*(?:begin forwarded message|début du message (?:réexpédié|transféré)|"
    r"anfang der weitergeleiteten (?:e-?mail|nachricht)|inicio del mensaje reenviado|"
    r"inizio messaggio inoltrato)\s*[:：]?\s*$|^[ \t]*-{2,}[ \t]*on .{1,200}(?:wrote)[ \t]*-{2,}\s*$",
    re.IGNORECASE,
)
_FROM = (
    r"from|de|von|da|van|från|fra|lähettäjä|od|kimden|oddiwrth|o|от|feladó|expéditeur|expediteur|mittente"
    r"|发件人|寄件者|差出人|보낸\s?사람"
)
_OTHERS = (
    r"sent|date|to|cc|subject|envoyé(?: le)?|à|objet|gesendet|datum|an|betreff|enviado(?: el| em)?|fecha|para|asunto|"
    r"assunto|data|inviato|a|oggetto|verzonden|aan|onderwerp|skickat|till|ämne|sendt|til|emne|lähetetty|"
    r"vastaanottaja|aihe|wysłano|do|temat|odesláno|komu|předmět|gönderilme|kime|konu|anfonwyd|at|pwnc|отправлено|"
    r"дата|кому|тема|发送时间|收件人|主题|日期|送信日時|宛先|件名|보낸\s?날짜|받는\s?사람|제목|reply-to|répondre à|"
    r"importance|sujet|destinataire"
)
# GroupWise: what follows is quoted, but without a mark on its lines.
GROUPWISE = re.compile(r">{3}[ \t].{3,200}\d{1,2}:\d\d.{0,20}>{3}\s*$")
FROM_LINE = re.compile(rf"^[ \t\u00a0>*]*(?:{_FROM})[ \t\u00a0]*\*?[ \t\u00a0]*[:：]\*?[ \t]*\S", re.IGNORECASE)
OTHER_LINE = re.compile(rf"^[ \t\u00a0>*]*(?:{_OTHERS})[ \t\u00a0]*\*?[ \t\u00a0]*[:：]", re.IGNORECASE)
RULE = re.compile(r"^[ \t]*(?:[_=—*#~+-]{5,}|[_=*#~+—-]{2,})[ \t]*$")
QUOTED = re.compile(r"^[ \t]*[>|]")
SIGNATURE = re.compile(r"^(?:--|—|–|-- ?\u00a0|__)[ \t]*$")
SENT_FROM = re.compile(
    r"^[ \t]*(?:sent (?:from|via|using) [^.!?,<\n]{2,50}(?:<[^>\n]{1,200}>)?|envoyé à partir de [^\n]{2,80}|"
    r"get outlook for (?:ios|android)[^\n]{0,60}|envoyé (?:de|depuis) mon [^\n]{2,40}|enviado desde mi [^\n]{2,40}|"
    r"von meinem [^\n]{2,40} gesendet|gesendet von [^\n]{2,50}"
    r"|inviato da[l ][^\n]{2,40}|verstuurd vanaf mijn [^\n]{2,40}|enviado do meu [^\n]{2,40}|"
    r"skickat från min [^\n]{2,40}|sendt fra min [^\n]{2,40}|lähetetty [^\n]{2,40}|wysłane z [^\n]{2,40}|"
    r"iphone'?dan gönderildi|отправлено с [^\n]{2,40}|anfonwyd o fy [^\n]{2,40})[ \t.]*$",
    re.IGNORECASE,
)
DISCLAIMER = re.compile(
    r"^[\s*_=~#-]*(?:\**(?:important |legal |e-?mail )?(?:disclaimer|confidentiality(?: notice| statement)?|"
    r"privileged|data protection notice|uk parliament disclaimer)\b[ :.*]|(?:this|"
    r"the information (?:contained )?in this|the contents? of this|the information contained within this|"
    r"any information in this) (?:e-?mail|message|communication|transmission)"
    r"(?:,? (?:and|together with|including) (?:any|all|its|the) [^.]{0,60})? (?:is|are|may|and any|contains?|"
    r"has been|sent).{0,300}?(?:confidential|privileged|intended|virus|scanned|monitored|recorded|official)|"
    r"this message may contain confidential information|if you (?:are not the intended recipient|"
    r"have received this (?:e-?mail|message) in error)"
    r"|e-?mails? (?:sent|may be) (?:to and from|monitored)|please consider the environment|scanned by|"
    r"internet e-?mail is not|this e-?mail has been (?:scanned|checked))",
    re.IGNORECASE,
)
