"""How the record is kept: the terms in force, what counts as a reply and as none, every figure's definition."""

from bot.calendars import NATIONS
from bot.partnership import in_words, partnership_now
from bot.public.declined import declined_now
from bot.public.log import log_page
from bot.rules import facts as f
from bot.rules.counts import LABELS
from bot.rules.highlights import STREAK_SHOWN_FROM
from bot.rules.statistics import Show
from bot.rules.tongue import tr
from bot.rules.wording import ANSWERS, say_privacy
from bot.view import View
from bot.ways import Ways
from bot.web.pages.terms import gate, terms, together
from bot.web.render import Page
from db.public import Chosen


async def page(view: View, ways: Ways) -> Page:
    policy = view.terms.policy
    adopted, _ = await log_page(view, Chosen(forum_id=view.forum.id, kinds=(f.PolicyAdopted.kind,)), 1, 50)
    pauses, _ = await log_page(view, Chosen(forum_id=view.forum.id, kinds=(f.Paused.kind,)), 1, 50)
    return Page(
        "method",
        "method",
        tr("How this record is kept"),
        {
            "policy": policy,
            "adopted": adopted,
            "pauses": pauses,
            "terms": terms(policy),
            "together": together(policy),
            "criteria": list((await in_words(view, await partnership_now(view))).values()),
            "declined": await declined_now(view),
            "gate": gate(policy),
            "answers": list(ANSWERS.values()),
            "left_out": list(LABELS.values()),
            "shown": (int(Show.SMALL), int(Show.FULL), int(Show.FLAGGED), STREAK_SHOWN_FROM),
            "nation": NATIONS[policy.nation],
            "closed": len(view.terms.closed),
            "facts": [(kind, tr(f.meaning(of))) for kind, of in sorted(f.every_kind().items())],
            "privacy": say_privacy(here=False),
            "mail": ways.mail,
        },
    )
