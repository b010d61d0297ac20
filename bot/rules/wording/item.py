"""What is said of an agenda item, by its number."""

from bot.rules import facts as f
from bot.rules.tongue import tr
from bot.rules.wording.about import About
from bot.rules.wording.fixed import REASONS


def about_an_item(fact: f.ItemFact, about: About) -> str:
    match fact:
        case f.ItemAccepted(item=item):
            return tr("Agenda item {item} was put on the agenda of {session}.", item=item, session=about.session)
        case f.ItemMerged(item=item, into=into):
            return tr("Agenda item {item} was joined to item {into}, which asks the same.", item=item, into=into)
        case f.ItemDeferred(item=item, reason=reason):
            return tr(
                "Agenda item {item} was put off to a later session. Reason: {reason}.",
                item=item,
                reason=REASONS[reason],
            )
        case f.ItemDeclined(item=item, reason=reason):
            return tr("Agenda item {item} was not taken. Reason: {reason}.", item=item, reason=REASONS[reason])
    raise TypeError(f"no sentence for {type(fact).__name__}")
