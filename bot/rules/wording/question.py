"""What is said of a question, by the number of its agenda item."""

from bot.rules import facts as f
from bot.rules.saying import say_short_date
from bot.rules.tongue import capital
from bot.rules.wording.about import About, plural
from bot.rules.words import Extent, Way

WAYS = {Way.IN_WRITING: "in writing", Way.IN_SESSION: "in the session"}

EXTENTS = {
    Extent.ANSWERED: "answered",
    Extent.PARTLY: "answered in part",
    Extent.NOT_ADDRESSED: "spoken of, and still open",
}
"""How an answer reads in a list."""


def about_a_question(fact: f.QuestionFact, about: About) -> str:
    whom, item = str(about.whom), fact.item
    match fact:
        case f.QuestionPut(answer_by=day):
            return (
                f"We put the question of agenda item {item} to {whom}. We asked for an answer by {say_short_date(day)}."
            )
        case f.QuestionReminded():
            return f"We reminded {whom} of the question of agenda item {item}."
        case f.QuestionAnswered():
            return _answer(fact, about)
        case f.QuestionCarried():
            return (
                f"The question of agenda item {item} to {whom} is still open. It was carried over to {about.session}."
            )
        case f.QuestionWithdrawn():
            return f"We no longer ask {whom} the question of agenda item {item}. It is in no figure."
    raise TypeError(f"no sentence for {type(fact).__name__}")


def _answer(fact: f.QuestionAnswered, about: About) -> str:
    """Thanks for an answer; of what left the question open it is said that it did, and who says so."""
    whom, words = str(about.whom), about.text(fact.text)
    where = f"at {about.session}" if fact.way is Way.IN_SESSION else "in writing"
    part = ", in part" if fact.extent is Extent.PARTLY else ""
    said = f"Thank you: the question of agenda item {fact.item} to {whom} was answered {where}{part}."
    if fact.extent is Extent.NOT_ADDRESSED:
        body = capital(about.whom.body) if about.whom else "The organisation"
        said = f"{body} spoke of agenda item {fact.item} {where}. A host noted that the question is still open."
    said += f" They said: “{words.rstrip('.')}”." if words else ""
    if fact.days_late:
        days = plural(fact.days_late, "working day")
        said += f" This was on {say_short_date(fact.on)}, {days} after the date we asked for."
    return said
