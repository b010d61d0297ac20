"""Answers that say that an answer will come (holding), or only that ours has arrived (acknowledgement)."""

from __future__ import annotations

from bot.mail.parse.automatic import is_ticket
from bot.mail.parse.meaning import answers_the_question
from bot.mail.parse.parsed import Verdict
from bot.mail.parse.words import either, plain

_WILL_ANSWER = either(
    r"(?:will|shall|i'll|we'll|aim to|aims to|aiming to|endeavour to|endeavor to|try to|hope to|intend to|expect to|"
    r"looking to|undertake to|should be able to|you (?:can|"
    r"should) expect (?:to receive )?)(?! (?:\w+ )?(?:come and|attend|join|be there)\b)[ a-z,'-]{0,40}(?:respond|reply|"
    r"answer|response|get back|come back|revert|write (?:back )?to you|be in touch|contact you|"
    r"provide (?:you with )?(?:a|an|our|my)|let you (?:know|have)|send you (?:a|an|our|my))",
    r"(?:full|substantive|formal|further|detailed|written)[ a-z-]{0,20} (?:response|reply|answer) (?:will|should|"
    r"can|to (?:you|your))",
    r"(?:response|reply|answer) (?:will|should) (?:be (?:sent|provided|with you|issued)|follow)",
    r"you (?:will|should|can|may)(?: expect to)? (?:\w+ )?(?:receive|get|have|hear)[ a-z]{0,20} (?:response|reply|"
    r"answer|from (?:us|me|him|her|them|the|our))",
    r"need(?:s)? (?:more|some|a little|further) time|(?:more|further) time to (?:consider|respond|reply|look)",
    r"in order to reply to your",
    r"(?:is|are|being|currently) (?:looking into|considering|considered|under consideration|being dealt|"
    r"seeking advice)",
)
_RECEIVED = either(
    r"(?:acknowledge|confirm|confirms|acknowledging|confirming)[ a-z]{0,20}(?:receipt|received|that (?:we|i) have)",
    r"(?:e-?mail|letter|message|correspondence|invitation|enquiry|request) (?:has been|was|"
    r"is) (?:\w+ )?(?:received|passed|forwarded|logged|noted|shared|sent on)",
    r"(?:have|has|'ve) (?:now |already )?(?:received|passed|forwarded|sent|shared|logged|"
    r"noted)[ a-z]{0,30}(?:your|this|it|on)\b",
    r"i (?:will|shall|'ll|have) (?:pass|passed|forward|forwarded|share|shared)[ a-z]{0,20}(?:this|it|your|on)",
    r"(?:passed|forwarded|referred)[ a-z]{0,30} to (?:the|our|my|his|her)",
    r"thank you for (?:your )?(?:e-?mail|letter|message|invitation|correspondence|contacting|getting in touch|"
    r"writing)[^.]{0,200}(?:which|receipt|received|noted)",
    r"received with thanks|noted,? (?:with )?thank",
)
_OTHER_DOOR = either(
    r"you (?:will |would )?(?:need|have) to (?:make|complete|submit|use|fill|contact us|raise|apply)",
    r"please (?:use|complete|fill in|visit|submit) (?:this|the|our|an?)[ a-z]{0,30}(?:form|website|page|portal|site)",
    r"(?:form|portal|service) (?:can be found )?(?:on|at|via) (?:our|the|www)",
    r"(?:using|through|via) (?:our|the) (?:online|web|contact|customer)[ a-z]{0,20}(?:form|portal|service|team|centre)",
    r"(?:can only|do not|cannot|unable to|no longer)[ a-z]{0,30}(?:accept|deal with|respond to|process|"
    r"reply to)[ a-z]{0,30}(?:by|via|through|to this|from this|e-?mail|address|mailbox)",
    r"(?:mailbox|address|inbox|account) is (?:not|no longer) (?:monitored|in use|checked)|re-?send (?:it|your)",
    r"(?:to report|to request|for (?:all )?(?:other )?(?:enquiries|queries))[^.]{0,60}(?:visit|call|go to|"
    r"telephone|use)",
)


def holding(subject: str, text: str, promised: bool) -> tuple[Verdict, tuple[str, ...]] | None:
    """None where it is neither. `promised`: a day or a number of days was found in it."""
    words = plain(text[:6_000])
    if answers_the_question(text):
        return None
    later = _WILL_ANSWER.search(words)
    got = _RECEIVED.search(words)
    other = _OTHER_DOOR.search(words)
    if later and (promised or got or not _asks(words)):
        return Verdict.HOLDING, (f"it says “{later[0][:70]}”",)
    if is_ticket(subject, text):
        return Verdict.ACKNOWLEDGEMENT, ("a receipt with a number",)
    if other and not ("?" in words and "resend" in other[0].replace("-", "")):
        return Verdict.HOLDING, (f"it points to another way: “{other[0][:60]}”",)
    if got and not _asks(words):
        return Verdict.ACKNOWLEDGEMENT, (f"it says “{got[0][:70]}”",)
    return None


def _asks(words: str) -> bool:
    """A question to us needs a person."""
    return "?" in words
