"""How the record is kept: the terms in force, what counts as a reply and as none, every figure's definition."""

from bot.calendars import NATIONS
from bot.locale import Words
from bot.partnership import in_words, partnership_now
from bot.public.declined import declined_now
from bot.public.log import log_page
from bot.rules import facts as f
from bot.rules.counts import LABELS
from bot.rules.highlights import STREAK_SHOWN_FROM
from bot.rules.policy import Policy
from bot.rules.statistics import Show
from bot.rules.wording import ANSWERS, PRIVACY, plural
from bot.view import View
from bot.ways import Ways
from bot.web.render import Page
from db.public import Chosen


async def page(view: View, ways: Ways) -> Page:
    policy = view.terms.policy
    adopted, _ = await log_page(view, Chosen(forum_id=view.forum.id, kinds=(f.PolicyAdopted.kind,)), 1, 50)
    pauses, _ = await log_page(view, Chosen(forum_id=view.forum.id, kinds=(f.Paused.kind,)), 1, 50)
    return Page(
        "method",
        "method",
        Words("How this record is kept"),
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
            "facts": [(kind, (of.__doc__ or "").splitlines()[0]) for kind, of in sorted(f.every_kind().items())],
            "privacy": PRIVACY,
            "mail": ways.mail,
        },
    )


def days(count: int) -> str:
    return plural(count, "working day")


def terms(policy: Policy) -> list[str]:
    """The policy in words, in the order in which things happen."""
    return [
        f"We ask for a reply within {days(policy.reply_days)} of sending, or "
        f"{days(policy.reply_before_session)} before the session where that is earlier.",
        f"An invitation sent less than {days(policy.fair_notice)} before its session is at short notice. It is in no "
        "figure, and we never say of it that no reply is recorded.",
        f"We remind twice: {days(policy.first_reminder_before)} before that date and "
        f"{days(policy.second_reminder_after)} after it.",
        f"From {days(policy.notice_after)} after the date on we give notice. We send the official the exact sentence "
        "that will appear. They can still answer, correct it or add a statement.",
        f"Nothing is published until {plural(policy.publish_after_notice, 'full working day')} have passed after "
        "that notice.",
        f"Whoever asks for more time gets it: the date moves once, by up to {days(policy.extension_limit)}.",
        f"We decide a dispute within {days(policy.dispute_days)}. Until we have, the invitation is in no figure. "
        "Whoever made the entry does not decide where the forum has another host.",
        f"What somebody promised is recorded in the words that were said. They are asked to confirm or amend it within "
        f"{days(policy.pledge_confirm_days)}. We write {days(policy.pledge_remind_days)} before its day, and "
        f"{days(policy.pledge_ask_days)} after it to ask what became of it.",
        "A pause, such as before an election, stops the clock. Its days are no working days for the bodies that it is "
        "about. What would then end after the session is in no figure.",
        f"The agenda of a session is published {days(policy.agenda_before)} before it. Later changes are entries of "
        "their own, and the officials who were asked are told of them.",
        f"An item for an organisation is a question to it. We ask for an answer within {days(policy.answer_days)} of "
        f"the letter that puts it, whether or not anybody comes, and remind once, "
        f"{days(policy.answer_reminder_before)} before that date. What has no answer by then is carried over to our "
        "next session.",
        f"We publish the minutes of a session within {days(policy.minutes_days)} of it. What is late is counted among "
        "what we did ourselves.",
        f"Letters leave between {policy.office_opens} and {policy.office_closes} on working days. No carer is written "
        f"to between {policy.quiet_from} and {policy.quiet_until}.",
        f"A name that may be shown is taken out after {plural(policy.names_months, 'month')}. The words of a mail are "
        f"kept for {plural(policy.post_kept_days, 'day')} after it was dealt with. Who said that they come to a "
        f"session, or are there, is kept for {plural(policy.coming_kept_days, 'day')} after it; then only a number is "
        "known of who wanted its items raised. What hosts note down in a session is kept for "
        f"{plural(policy.notes_kept_days, 'day')} after it, and until its minutes are published.",
    ]


def together(policy: Policy) -> list[str]:
    """How carers and officials say how it was, and what carers decide by vote."""
    return [
        f"For {days(policy.feedback_days)} after a session everybody who was there, carers and officials, can say how "
        "it was, on the same rungs. Then the forms are counted and deleted. Of fewer than five on one side, only their "
        "number is published.",
        f"A vote of carers is open for {days(policy.vote_days)}, and decides by at least "
        f"{plural(policy.vote_least, 'vote')}, more for it than against it. Nobody is shown who voted how.",
        "By a vote, carers may stop working with a body for now. It is told first, and has "
        f"{days(policy.told_before)} to answer before that is public. Its own words stand beside the entry. Meanwhile "
        "we do not invite it, and nothing of it counts as an invitation without a reply.",
    ]


def gate(policy: Policy) -> list[str]:
    """What must hold before "no reply recorded" is published (RECORD-RULES §5), in plain words."""
    return [
        "Our message was sent, did not come back undelivered within two days, and no server said in the last five days "
        "that it is still trying.",
        "It was sent in good time before the session.",
        "Two reminders and the notice were sent after it, and none of them came back.",
        "The notice held the exact sentence, a way to answer, and our privacy notice.",
        f"{plural(policy.publish_after_notice, 'full working day')} have passed since the notice.",
        "Nothing is open: no dispute, no pause, no request for time, and the address is one that people answer.",
        "All our post has been read up to now, and no letter waits in it that could be theirs.",
        "The name may be shown; otherwise only the role is.",
        "The sentence is the one that every body gets, word for word what was announced.",
        "The entry names the earlier entries that it rests on.",
    ]
