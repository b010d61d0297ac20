"""What became of a pledge, in sentences: as they told us, or as the forum saw it."""

from bot.rules import facts as f
from bot.rules.tongue import N_, capital, tr
from bot.rules.wording.about import About
from bot.rules.words import PledgeOutcome

ALONE = {
    (True, PledgeOutcome.DONE): N_("Thank you: {whom} told us that pledge {pledge} is done."),
    (True, PledgeOutcome.PARTLY): N_("{Whom} told us that pledge {pledge} is done in part."),
    (True, PledgeOutcome.NOT_DONE): N_("{Whom} told us that pledge {pledge} is not done."),
    (True, PledgeOutcome.REPLACED): N_("{Whom} told us that pledge {pledge} is replaced by something else."),
    (True, None): N_("{Whom} told us that pledge {pledge} is replaced by pledge {instead}."),
    (False, PledgeOutcome.DONE): N_("Thank you: pledge {pledge} of {whom} is done."),
    (False, PledgeOutcome.PARTLY): N_("Pledge {pledge} of {whom} is done in part."),
    (False, PledgeOutcome.NOT_DONE): N_("Pledge {pledge} of {whom} is not done."),
    (False, PledgeOutcome.REPLACED): N_("Pledge {pledge} of {whom} is replaced by something else."),
    (False, None): N_("Pledge {pledge} of {whom} is replaced by pledge {instead}."),
}
"""By who says so (the official?) and what became of it; None: replaced by another pledge."""

IN_WORDS = {
    (True, PledgeOutcome.DONE): N_("Thank you: {whom} told us that pledge {pledge} is done, in their words: {words}"),
    (True, PledgeOutcome.PARTLY): N_("{Whom} told us that pledge {pledge} is done in part, because: {words}"),
    (True, PledgeOutcome.NOT_DONE): N_("{Whom} told us that pledge {pledge} is not done, because: {words}"),
    (True, PledgeOutcome.REPLACED): N_(
        "{Whom} told us that pledge {pledge} is replaced by something else, in their words: {words}"
    ),
    (True, None): N_("{Whom} told us that pledge {pledge} is replaced by pledge {instead}, in their words: {words}"),
    (False, PledgeOutcome.DONE): N_("Thank you: pledge {pledge} of {whom} is done: {words}"),
    (False, PledgeOutcome.PARTLY): N_("Pledge {pledge} of {whom} is done in part, because: {words}"),
    (False, PledgeOutcome.NOT_DONE): N_("Pledge {pledge} of {whom} is not done, because: {words}"),
    (False, PledgeOutcome.REPLACED): N_("Pledge {pledge} of {whom} is replaced by something else: {words}"),
    (False, None): N_("Pledge {pledge} of {whom} is replaced by pledge {instead}: {words}"),
}
"""The same, with the words that they or the forum gave."""


def became(fact: f.PledgeClosed, about: About) -> str:
    whom = str(about.whom)
    key = fact.by == f.OFFICIAL, fact.outcome if fact.instead is None else None
    return tr(
        (ALONE if fact.text is None else IN_WORDS)[key],
        whom=whom,
        Whom=capital(whom),
        pledge=fact.pledge,
        instead=fact.instead,
        words=quoted(fact.text, about),
    )


def quoted(text: str | None, about: About) -> str:
    """Words of theirs, or what stands where they were."""
    words = about.text(text)
    return f"“{words}”" if words else tr("(words removed on request).")
