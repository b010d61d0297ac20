"""The sentence of one entry, on its own line and under another."""

from bot.rules import facts as f
from bot.rules.wording.about import About
from bot.rules.wording.correcting import correction, decided, disputed, hid, tombstone
from bot.rules.wording.forum import about_the_forum
from bot.rules.wording.invitation import about_an_invitation
from bot.rules.wording.item import about_an_item
from bot.rules.wording.partnership import about_the_partnership
from bot.rules.wording.pledge import about_a_pledge
from bot.rules.wording.question import about_a_question
from bot.rules.wording.session import about_a_session
from bot.rules.words import Answer, Extent, PledgeOutcome, Presence


def is_thanks(fact: f.Fact) -> bool:
    """Praise first: what stands before everything else in a list, a digest and a post."""
    if isinstance(fact, f.Attended):
        return fact.presence is not Presence.DID_NOT_COME
    if isinstance(fact, f.Responded):
        return fact.answer in (Answer.ATTENDING, Answer.DEPUTY, Answer.IN_WRITING)
    if isinstance(fact, f.QuestionAnswered):
        return fact.extent is not Extent.NOT_ADDRESSED
    if isinstance(fact, f.PledgeClosed):
        return fact.outcome is PledgeOutcome.DONE
    return isinstance(fact, f.CameUninvited | f.PledgeConfirmed | f.PledgeAmended)


def say(fact: f.Fact, about: About) -> str:
    """The sentence of one entry, or what stands in the place of one that is hidden."""
    if about.hidden:
        return tombstone(about.hidden, about)
    match fact:
        case f.QuestionFact():
            return about_a_question(fact, about)
        case f.InvitationFact():
            return about_an_invitation(fact, about)
        case f.FeedbackCounted() | f.CriteriaAdopted() | f.BodyDeclined() | f.BodyAnswered() | f.BodyWelcomedBack():
            return about_the_partnership(fact, about)
        case f.SessionFact():
            return about_a_session(fact, about)
        case f.ItemFact():
            return about_an_item(fact, about)
        case f.PledgeFact():
            return about_a_pledge(fact, about)
        case f.EntryHidden():
            return hid(fact)
        case _:
            return about_the_forum(fact, about)


def below(fact: f.Fact, about: About) -> str | None:
    """What a later entry says where it stands under the one that it is about; None where that says so itself."""
    if about.hidden:
        return tombstone(about.hidden, about)
    match fact:
        case f.Corrected() | f.AddressReplaced():
            return correction(fact, about)
        case f.Disputed() | f.PledgeDisputed():
            return disputed(fact, about)
        case f.DisputeDecided() | f.PledgeDisputeDecided():
            return decided(fact, about)
        case f.Hidden() | f.EntryHidden():
            return None
        case _:
            return say(fact, about)
