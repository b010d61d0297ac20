"""What programs write that ask a sender to prove who they are."""

from __future__ import annotations

from bot.mail.parse.words import either

CHALLENGE = either(
    r"(?:being )?held because (?:the |your |this )?(?:sender'?s? )?(?:e-?mail )?address (?:has not been|is not|"
    r"was not) (?:verified|confirmed|recogni[sz]ed)|to release your (?:message|"
    r"e-?mail)(?: for delivery)?, (?:please )?(?:send|"
    r"reply|click)|requires that you verify|email requires verification",
    r"https?://.{0,4000}?(?:boxbe|spam ?arrest|tmda|mailinblack)",
    r"(?:boxbe|spam ?arrest|tmda|mailinblack).{0,4000}?https?://",
    r"(?:click|follow|visit|reply|respond|press|complete)[^.]{0,160}(?:to (?:verify|confirm|"
    r"prove) (?:that )?(?:your e-?mail address|(?:you|it) (?:are |is )?(?:really )?(?:you\b|(?:not )?a (?:real|"
    r"human|person|legitimate|genuine|living|spam|robot|bot)\b)|"
    r"you're (?:not )?a (?:real|human|person|robot|bot|spam)\b)|to have your (?:e-?mail )?address (?:added|approved|"
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
