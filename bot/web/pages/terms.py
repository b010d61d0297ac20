"""The terms of a forum in whole sentences: its policy, its votes, and what holds before it says that nobody replied."""

from bot.rules.policy import Policy
from bot.rules.tongue import tr, trn


def days(count: int) -> str:
    return trn("{count} working day", "{count} working days", count)


def calendar_days(count: int) -> str:
    return trn("{count} day", "{count} days", count)


def terms(policy: Policy) -> list[str]:
    """The policy in words, in the order in which things happen."""
    return [
        tr(
            "We ask for a reply within {days} of sending, or {before} before the session where that is earlier.",
            days=days(policy.reply_days),
            before=days(policy.reply_before_session),
        ),
        tr(
            "An invitation sent less than {days} before its session is at short notice. It is in no figure, and we "
            "never say of it that no reply is recorded.",
            days=days(policy.fair_notice),
        ),
        tr(
            "We remind twice: {first} before that date and {second} after it.",
            first=days(policy.first_reminder_before),
            second=days(policy.second_reminder_after),
        ),
        tr(
            "From {days} after the date on we give notice. We send the official the exact sentence that will appear. "
            "They can still answer, correct it or add a statement.",
            days=days(policy.notice_after),
        ),
        trn(
            "Nothing is published until {count} full working day has passed after that notice.",
            "Nothing is published until {count} full working days have passed after that notice.",
            policy.publish_after_notice,
        ),
        tr(
            "Whoever asks for more time gets it: the date moves once, by up to {days}.",
            days=days(policy.extension_limit),
        ),
        tr(
            "We decide a dispute within {days}. Until we have, the invitation is in no figure. Whoever made the entry "
            "does not decide where the forum has another host.",
            days=days(policy.dispute_days),
        ),
        tr(
            "What somebody promised is recorded in the words that were said. They are asked to confirm or amend it "
            "within {confirm}. We write {before} before its day, and {after} after it to ask what became of it.",
            confirm=days(policy.pledge_confirm_days),
            before=days(policy.pledge_remind_days),
            after=days(policy.pledge_ask_days),
        ),
        tr(
            "A pause, such as before an election, stops the clock. Its days are no working days for the bodies that "
            "it is about. What would then end after the session is in no figure."
        ),
        tr(
            "The agenda of a session is published {days} before it. Later changes are entries of their own, and the "
            "officials who were asked are told of them.",
            days=days(policy.agenda_before),
        ),
        tr(
            "An item for an organisation is a question to it. We ask for an answer within {days} of the letter that "
            "puts it, whether or not anybody comes, and remind once, {before} before that date. What has no answer by "
            "then is carried over to our next session.",
            days=days(policy.answer_days),
            before=days(policy.answer_reminder_before),
        ),
        tr(
            "We publish the minutes of a session within {days} of it. What is late is counted among what we did "
            "ourselves.",
            days=days(policy.minutes_days),
        ),
        tr(
            "Letters leave between {opens} and {closes} on working days. No carer is written to between {quiet} and "
            "{loud}.",
            opens=policy.office_opens,
            closes=policy.office_closes,
            quiet=policy.quiet_from,
            loud=policy.quiet_until,
        ),
        tr(
            "A name that may be shown is taken out after {months}. The words of a mail are kept for {post} after it "
            "was dealt with. Who said that they come to a session, or are there, is kept for {coming} after it.",
            months=trn("{count} month", "{count} months", policy.names_months),
            post=calendar_days(policy.post_kept_days),
            coming=calendar_days(policy.coming_kept_days),
        ),
        tr(
            "Who wanted an item raised is known until {coming} after its session; then only the number is. What hosts "
            "note down in a session is kept for {notes} after it, and until its minutes are published.",
            coming=calendar_days(policy.coming_kept_days),
            notes=calendar_days(policy.notes_kept_days),
        ),
    ]


def together(policy: Policy) -> list[str]:
    """How carers and officials say how it was, and what carers decide by vote."""
    return [
        tr(
            "For {days} after a session everybody who was there, carers and officials, can say how it was, on the "
            "same rungs. Then the forms are counted and deleted. Of fewer than five on one side, only their number is "
            "published.",
            days=days(policy.feedback_days),
        ),
        tr(
            "A vote of carers is open for {days}, and decides by at least {votes}, more for it than against it. Nobody "
            "is shown who voted how.",
            days=days(policy.vote_days),
            votes=trn("{count} vote", "{count} votes", policy.vote_least),
        ),
        tr(
            "By a vote, carers may stop working with a body for now. It is told first, and has {days} to answer before "
            "that is public. Its own words stand beside the entry. Meanwhile we do not invite it, and nothing of it "
            "counts as an invitation without a reply.",
            days=days(policy.told_before),
        ),
    ]


def gate(policy: Policy) -> list[str]:
    """What must hold before "no reply recorded" is published (RECORD-RULES §5), in plain words."""
    return [
        tr(
            "Our message was sent, did not come back undelivered within two days, and no server said in the last five "
            "days that it is still trying."
        ),
        tr("It was sent in good time before the session."),
        tr("Two reminders and the notice were sent after it, and none of them came back."),
        tr("The notice held the exact sentence, a way to answer, and our privacy notice."),
        trn(
            "{count} full working day has passed since the notice.",
            "{count} full working days have passed since the notice.",
            policy.publish_after_notice,
        ),
        tr("Nothing is open: no dispute, no pause, no request for time, and the address is one that people answer."),
        tr("All our post has been read up to now, and no letter waits in it that could be theirs."),
        tr("The name may be shown; otherwise only the role is."),
        tr("The sentence is the one that every body gets, word for word what was announced."),
        tr("The entry names the earlier entries that it rests on."),
    ]
