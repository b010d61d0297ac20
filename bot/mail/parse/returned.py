"""The mail that a bounce brings back: where it begins in the text, and what its header says of our letter."""

from __future__ import annotations

import re

from bot.mail.parse.body import enclosed
from bot.mail.parse.head import Head, split_head
from bot.mail.parse.letterhead import addresses, message_ids
from bot.mail.parse.mime import Mail

# Where the machine stops speaking and the returned mail begins.
_BEGINS = re.compile(
    r"""^[ \t>*|=-]*(?:
      (?:this\ is\ )?(?:below|here|following|included)[^\n]{0,30}(?:is|are)\ (?:a\ )?(?:cop(?:y|ies)|the\ header)[^\n]*
    | this\ is\ a\ copy\ of\ (?:the|your)\ (?:message|headers?)[^\n]*
    | (?:the\ )?(?:original|returned|unsent|undelivered|bounced)\ (?:message|mail|e-?mail)
      (?:\ (?:follows|headers?|text|below|attached|is\ attached|is\ following)[^\n]*|[ :.*=-]*)
    | message\ (?:headers?|text|body)\ (?:follows|suppressed)[^\n]*
    | (?:the\ )?header\ of\ the\ (?:original|returned)\ message[^\n]*
    | (?<![ \t])(?:received|return-path|x-received|dkim-signature|message-id):\ ?[^\n]+
    | le\ message\ original[^\n]*|ursprüngliche\ nachricht[^\n]*|mensaje\ original[^\n]*
    )$""",
    re.IGNORECASE | re.MULTILINE | re.VERBOSE,
)
_OURS = ("from", "return-path", "reply-to", "sender", "x-envelope-from")


def machine_words(text: str) -> str:
    """The text before the returned mail. A mail that begins with one is read whole."""
    begins = _BEGINS.search(text)
    before = text[: begins.start()] if begins else text
    return before if before.strip() else text


def returned_heads(mail: Mail, text: str) -> tuple[Head, ...]:
    """Headers of the mail (or mails) that came back: as a part, or pasted under the machine's words."""
    heads = [split_head(part.data(100_000).lstrip())[0] for part in enclosed(mail)[:5]]
    for begins in list(_BEGINS.finditer(text))[:10]:
        head, _ = split_head(text[begins.start() : begins.start() + 50_000].encode("utf-8", "replace"))
        if len(head.fields) < 3:
            head, _ = split_head(text[begins.end() : begins.end() + 50_000].encode("utf-8", "replace"))
        if len(head.fields) >= 3:
            heads.append(head)
            break
    return tuple(heads)


def returned_ids(heads: tuple[Head, ...]) -> tuple[str, ...]:
    """Message-IDs by which our letter can be found again."""
    names = ("message-id", "in-reply-to", "references")
    return tuple(dict.fromkeys(each for head in heads for each in message_ids(head, names)))


def returned_senders(heads: tuple[Head, ...]) -> tuple[str, ...]:
    """The addresses that the returned mail was sent from: ours, with the reply code in them."""
    return tuple(
        dict.fromkeys(each for head in heads for name in _OURS for value in head.all(name) for each in addresses(value))
    )
