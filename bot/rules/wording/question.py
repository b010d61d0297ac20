"""What is said of a question, by the number of its agenda item."""

from bot.rules import facts as f
from bot.rules.saying import say_late, say_short_date
from bot.rules.tongue import N_, Phrases, capital, in_turn, tr
from bot.rules.wording.about import About, they_said
from bot.rules.words import Extent, Way

WAYS = Phrases({Way.IN_WRITING: N_("in writing"), Way.IN_SESSION: N_("in the session")})

EXTENTS = Phrases(
    {
        Extent.ANSWERED: N_("answered"),
        Extent.PARTLY: N_("answered in part"),
        Extent.NOT_ADDRESSED: N_("spoken of, and still open"),
    }
)
"""How an answer reads in a list."""

_ANSWERED = {
    (Extent.ANSWERED, Way.IN_WRITING): N_(
        "Thank you: the question of agenda item {item} to {whom} was answered in writing."
    ),
    (Extent.ANSWERED, Way.IN_SESSION): N_(
        "Thank you: the question of agenda item {item} to {whom} was answered at {session}."
    ),
    (Extent.PARTLY, Way.IN_WRITING): N_(
        "Thank you: the question of agenda item {item} to {whom} was answered in writing, in part."
    ),
    (Extent.PARTLY, Way.IN_SESSION): N_(
        "Thank you: the question of agenda item {item} to {whom} was answered at {session}, in part."
    ),
    (Extent.NOT_ADDRESSED, Way.IN_WRITING): N_(
        "{Body} spoke of agenda item {item} in writing. A host noted that the question is still open."
    ),
    (Extent.NOT_ADDRESSED, Way.IN_SESSION): N_(
        "{Body} spoke of agenda item {item} at {session}. A host noted that the question is still open."
    ),
}
"""Thanks for an answer; of what left the question open it is said that it did, and who says so."""


def about_a_question(fact: f.QuestionFact, about: About) -> str:
    whom, item = str(about.whom), fact.item
    match fact:
        case f.QuestionPut(answer_by=day):
            return tr(
                "We put the question of agenda item {item} to {whom}. We asked for an answer by {date}.",
                item=item,
                whom=whom,
                date=say_short_date(day),
            )
        case f.QuestionReminded():
            return tr("We reminded {whom} of the question of agenda item {item}.", whom=whom, item=item)
        case f.QuestionAnswered():
            return _answer(fact, about)
        case f.QuestionCarried():
            return tr(
                "The question of agenda item {item} to {whom} is still open. It was carried over to {session}.",
                item=item,
                whom=whom,
                session=about.session,
            )
        case f.QuestionWithdrawn():
            return tr(
                "We no longer ask {whom} the question of agenda item {item}. It is in no figure.", whom=whom, item=item
            )
    raise TypeError(f"no sentence for {type(fact).__name__}")


def _answer(fact: f.QuestionAnswered, about: About) -> str:
    words = about.text(fact.text)
    said = tr(
        _ANSWERED[fact.extent, fact.way],
        item=fact.item,
        whom=str(about.whom),
        Body=capital(about.official_body),
        session=about.session,
    )
    late = tr("This was on {date}.", date=say_late(fact.on, fact.days_late)) if fact.days_late else None
    return in_turn(said, they_said(words) if words else None, late)
