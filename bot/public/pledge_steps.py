"""What became of a pledge; and the last steps of an item's chain: item → question → answer → pledge → outcome."""

from dataclasses import dataclass
from datetime import date

from bot.public.pledges import PledgeSheet, pledge_sheets
from bot.rules.saying import say_short_date
from bot.rules.tongue import capital, tr
from bot.rules.words import PledgeState
from bot.view import View
from db import pledges


@dataclass(frozen=True)
class ChainStep:
    """One step of an item's chain: what it is called, what is said of it and in whose words. `order` is the number of
    the entry that it comes from."""

    order: int
    called: str
    said: str
    day: date
    words: str | None = None
    done: bool = False


async def chain_steps(view: View, item_id: int) -> list[ChainStep]:
    """What was promised about an agenda item and what became of that: "you said, we did / we did not, because"."""
    steps = []
    for sheet in await pledge_sheets(view, await pledges.of_item(view.db, view.forum.id, item_id)):
        if sheet.state is PledgeState.WITHDRAWN:
            continue
        body, first, last = sheet.whom.organisation, sheet.seqs[0], sheet.seqs[-1]
        promised = capital(tr("{whom} promised it by {day}.", whom=sheet.whom, day=say_short_date(sheet.due)))
        said = f"{promised} {sheet.confirmation}"
        steps.append(ChainStep(first, tr("Pledge of {body}", body=body), said, sheet.made_on, sheet.words))
        became, kept = " ".join((did(sheet), *sheet.views)), sheet.state is PledgeState.DONE
        day = sheet.updated_on or sheet.made_on
        called = tr("What became of pledge {number}", number=sheet.number)
        steps.append(ChainStep(last, called, became, day, done=kept))
    return steps


def did(sheet: PledgeSheet) -> str:
    """What became of it, with the reason or the evidence."""
    match sheet.state:
        case PledgeState.DONE if sheet.told:
            return tr("Done. “{words}”", words=sheet.told)
        case PledgeState.PARTLY if sheet.told:
            return tr("Done in part, because: “{words}”", words=sheet.told)
        case PledgeState.PARTLY:
            return tr("Done in part, because: (words removed on request)")
        case PledgeState.NOT_DONE if sheet.told:
            return tr("Not done, because: “{words}”", words=sheet.told)
        case PledgeState.NOT_DONE:
            return tr("Not done, because: (words removed on request)")
        case PledgeState.REPLACED if sheet.told:
            return tr("Replaced by something else: “{words}”", words=sheet.told)
        case PledgeState.OPEN if sheet.update:
            return f"{sheet.standing} “{sheet.update}”"
        case _:
            return sheet.standing
