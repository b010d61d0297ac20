"""What the public reads: one sentence for each thing that the record can say (RECORD-RULES §6).

Plain text, neutral, true whoever reads it. Whoever shows it escapes it for the place where it stands. The tests hold
every sentence against the words that must never appear.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.rules import facts as f
from bot.rules.saying import say_moment, say_short_date
from bot.rules.words import Answer, PauseKind, Presence, Reason

NEVER = (
    "by law", "duty", "must", "failed", "refused", "ignored", "snubbed", "evaded", "shame", "worst", "bottom",
    "blacklist", "does not care", "no-show", "silent",
)  # fmt: skip
"""Never in generated text, and never in what a host may publish (whole words; RECORD-RULES §6)."""

PRIVACY = (
    "Privacy: we are a forum of unpaid carers. We keep your role, your organisation and what you answer in a public "
    "record, because carers have a legitimate interest in knowing who engages with them (UK GDPR Article 6(1)(f)). We "
    "show names only of elected members, and of people whom their own organisation names in public; and for 24 months "
    "at most, while you hold the role. You can object, correct, or ask what we hold, by answering this letter; you can "
    "also complain to the Information Commissioner (ico.org.uk)."
)


@dataclass(frozen=True)
class Whom:
    """Somebody in a public role. `name` is given only where `bot.rules.naming` allows it to be shown."""

    role: str
    organisation: str
    name: str | None = None

    @property
    def has_a_seat(self) -> bool:
        """Members of Parliament stand for a seat; to name the house beside it would only be in the way."""
        return self.role.startswith("MP ")

    @property
    def body(self) -> str:
        """Who can reply, correct and add a statement."""
        return "their office" if self.has_a_seat else self.organisation

    def __str__(self) -> str:
        place = "" if self.has_a_seat else f" of {self.organisation}"
        return f"{self.name} ({self.role}{place})" if self.name else f"the {self.role}{place}"


@dataclass(frozen=True)
class About:
    """Who and what the entry is about: the names that the papers give to its numbers."""

    whom: Whom | None = None
    title: str | None = None
    starts: datetime | None = None
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Europe/London"))
    texts: Mapping[str, str | None] = field(default_factory=dict)
    answered: Answer | None = None
    earlier: f.Fact | None = None
    body: str | None = None
    hidden: f.Hidden | None = None

    @property
    def session(self) -> str:
        return f"“{self.title}”" if self.title else "a session whose title was removed"

    def text(self, enclosed: str | None) -> str | None:
        """The enclosed text; None where there is none, or where it has been erased."""
        return self.texts.get(enclosed) if enclosed else None


REASONS = {
    Reason.OUR_MISTAKE: "our mistake",
    Reason.WRONG_ADDRESS: "we had a wrong address",
    Reason.TOLD_BY_THE_OFFICIAL: "the official told us",
    Reason.NEW_INFORMATION: "new information",
    Reason.ILLNESS_OR_EMERGENCY: "illness or emergency",
    Reason.TOO_FEW_PEOPLE: "too few people could come",
    Reason.ROOM_OR_TECHNOLOGY: "a problem with the room or the technology",
    Reason.PERSONAL_DATA: "personal data",
    Reason.UNDER_DISCUSSION: "we are still talking with them",
    Reason.PAUSE: "a pause, such as an election or a closure",
    Reason.OUT_OF_SCOPE: "outside what this forum can take up",
    Reason.ALREADY_ANSWERED: "already answered",
    Reason.PERSONAL_CASE: "about one person’s case",
    Reason.NEEDS_MORE_TIME: "needs more time",
    Reason.SAFETY: "somebody’s safety",
    Reason.LEGAL: "a legal reason",
}

PAUSES = {
    PauseKind.DISSOLUTION: "Parliament is dissolved",
    PauseKind.PRE_ELECTION: "the period before an election",
    PauseKind.EMERGENCY: "an emergency was declared",
    PauseKind.CLOSURE: "a closure",
}

ANSWERS = {
    Answer.ATTENDING: "coming",
    Answer.DEPUTY: "sending a deputy",
    Answer.CANNOT_COME: "cannot come",
    Answer.OTHER_DATE: "suggested another date",
    Answer.IN_WRITING: "answered in writing",
    Answer.REDIRECTED: "redirected us",
    Answer.OTHER_CHANNEL: "prefers another channel",
    Answer.NOT_OUR_REMIT: "not within their remit",
}

PRESENCES = {
    Presence.CAME: "came",
    Presence.DEPUTY_CAME: "came by deputy",
    Presence.DID_NOT_COME: "was not there",
}

TOLD = {
    Answer.ATTENDING: "Thank you: {whom} told us they are coming to {session}.",
    Answer.DEPUTY: "Thank you: {whom} is sending a deputy to {session}.",
    Answer.CANNOT_COME: "{Whom} told us they could not come to {session}.",
    Answer.OTHER_DATE: "{Whom} suggested another date for {session}.",
    Answer.IN_WRITING: "Thank you: {whom} answered in writing.",
    Answer.REDIRECTED: "{Whom} told us whom to ask instead.",
    Answer.OTHER_CHANNEL: "{Whom} told us they prefer another way of working with us.",
    Answer.NOT_OUR_REMIT: "{Whom} told us that this is not within their remit.",
}


def plural(count: int, one: str, many: str | None = None) -> str:
    """1 reply, 2 replies, 1,000 replies."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def is_thanks(fact: f.Fact) -> bool:
    """Praise first: what stands before everything else in a list, a digest and a post."""
    if isinstance(fact, f.Attended):
        return fact.presence is not Presence.DID_NOT_COME
    if isinstance(fact, f.Responded):
        return fact.answer in (Answer.ATTENDING, Answer.DEPUTY, Answer.IN_WRITING)
    return isinstance(fact, f.CameUninvited)


def no_reply(whom: Whom, about: About, *, asked: date, reminders: tuple[date, ...], as_at: date, way: str) -> str:
    """The sentence that the notice announces and the record prints, word for word."""
    come = f"to come to {about.session}"
    if about.starts:
        come += f" on {say_short_date(about.starts.astimezone(about.zone).date())}"
    dates = " and ".join(say_short_date(day) for day in reminders)
    return (
        f"We asked {whom} on {say_short_date(asked)} {come}. We sent reminders on {dates}. "
        f"We have not recorded a reply as at {say_short_date(as_at)}. Nobody is required by law to answer a carers’ "
        f"forum, and there may be a reason we do not know. {capital(whom.body)} can reply, correct this or add "
        f"a statement {way}."
    )


def say(fact: f.Fact, about: About) -> str:
    """The sentence of one entry, or what stands in the place of one that is hidden."""
    if about.hidden:
        return tombstone(about.hidden, about)
    if isinstance(fact, f.InvitationFact):
        return _about_an_invitation(fact, about)
    match fact:
        case f.PolicyAdopted(policy=policy):
            return f"This forum adopted the terms by which its record is kept (version {policy.version})."
        case f.CalendarAdopted(first=first, last=last):
            return f"The public holidays from {say_short_date(first)} to {say_short_date(last)} were written down."
        case f.OrganisationListed(name=name):
            return f"{name} was entered in the directory."
        case f.OfficialListed():
            return f"{capital(str(about.whom))} was entered in the directory."
        case f.AddressConfirmed():
            return f"We confirmed by another route that we write to the right address for {about.whom}."
        case f.Paused():
            return _pause(fact, about)
        case f.Planned(starts=starts):
            return f"A session was called: {about.session}, {say_moment(starts, about.zone)}."
        case f.Moved(starts=starts):
            return f"The session {about.session} was moved to {say_moment(starts, about.zone)}."
        case f.SessionCancelled(reason=reason):
            why = REASONS[reason]
            return f"We cancelled the session {about.session}. Reason: {why}. No invitation to it counts."
        case f.Opened():
            return f"The session {about.session} opened."
        case f.Held(carers=carers):
            crowd = f", with {plural(carers, 'carer')}" if carers else ""
            return f"The session {about.session} was held{crowd}."
        case f.CameUninvited():
            return f"Thank you: {about.whom} came to {about.session} without having been invited."
        case f.ItemFact():
            return _about_an_item(fact, about)
    raise TypeError(f"no sentence for {type(fact).__name__}")


def _pause(fact: f.Paused, about: About) -> str:
    whom = "every body" if fact.organisation is None else about.body or "one body"
    return (
        f"From {say_short_date(fact.first)} to {say_short_date(fact.last)} the time to reply stands still for {whom}: "
        f"no reminder is sent, and nothing about a missing reply is recorded. Reason: {PAUSES[fact.why]}."
    )


def _about_an_item(fact: f.ItemFact, about: About) -> str:
    match fact:
        case f.ItemAccepted(item=item):
            return f"Agenda item {item} was put on the agenda of {about.session}."
        case f.ItemMerged(item=item, into=into):
            return f"Agenda item {item} was joined to item {into}, which asks the same."
        case f.ItemDeferred(item=item, reason=reason):
            return f"Agenda item {item} was put off to a later session. Reason: {REASONS[reason]}."
        case f.ItemDeclined(item=item, reason=reason):
            return f"Agenda item {item} was not taken. Reason: {REASONS[reason]}."
    raise TypeError(f"no sentence for {type(fact).__name__}")


def _about_an_invitation(fact: f.InvitationFact, about: About) -> str:
    whom, whom_first = str(about.whom), capital(str(about.whom))
    match fact:
        case f.Invited():
            return f"We decided to invite {whom} to {about.session}."
        case f.Sent(on=on, reply_by=reply_by, short_notice=short):
            note = " This was at short notice, so it is in no figure." if short else ""
            asked = f"We asked {whom} on {say_short_date(on)} to come to {about.session}."
            return f"{asked} We asked for a reply by {say_short_date(reply_by)}.{note}"
        case f.Bounced():
            return f"Our message to {whom} did not arrive. This is ours to fix, not a lack of reply."
        case f.AddressReplaced():
            return (
                f"We had written to a wrong address for {whom} and have replaced it. What came of that was our error; "
                "the time to reply starts anew."
            )
        case f.SentAgain():
            return f"We sent our invitation to {whom} once more."
        case f.Reminded(nth=nth):
            return f"We sent {whom} a {('first', 'second')[nth - 1]} reminder."
        case f.NoticeGiven(next_on=day):
            return f"We told {whom} what this record will say from {say_short_date(day)} unless a reply comes."
        case f.AutoReplied():
            return f"An automatic reply came from the address of {whom}."
        case f.Acknowledged():
            return f"{whom_first} told us that our message was received."
        case f.AskedForTime(until=until):
            return f"{whom_first} asked for more time. We now ask for a reply by {say_short_date(until)}."
        case f.Responded():
            return _reply(fact, about)
        case f.Attended(presence=presence):
            return {
                Presence.CAME: f"Thank you: {whom} came to {about.session}.",
                Presence.DEPUTY_CAME: f"Thank you: a deputy of {whom} came to {about.session}.",
                Presence.DID_NOT_COME: _absent(about),
            }[presence]
        case f.NoReplyRecorded(on=on, sentence=sentence):
            return about.text(sentence) or f"We have not recorded a reply from {whom} as at {say_short_date(on)}."
        case _:
            return _about_the_record(fact, about)


def _about_the_record(fact: f.InvitationFact, about: About) -> str:
    whom = str(about.whom)
    body = capital(about.whom.body) if about.whom else "The organisation"
    match fact:
        case f.StatementMade(text=text):
            whose = about.whom.body if about.whom else "the organisation"
            return f"Statement of {whose}: {about.text(text) or 'removed on request'}"
        case f.Disputed(entry=entry, decide_by=day):
            return f"{body} disputes entry {entry}. Decision due {say_short_date(day)}."
        case f.DisputeDecided(entry=entry, upheld=upheld):
            return f"The dispute about entry {entry} was decided: the entry {'was wrong' if upheld else 'stands'}."
        case f.ClockMoved(pause=pause, reply_by=reply_by, counts_on=counts_on):
            paused = f"The pause of entry {pause} moved the dates of our invitation to {whom}"
            if counts_on is None:
                return f"{paused} past the session, so it is in no figure."
            counts = say_short_date(counts_on)
            return f"{paused}: a reply is asked for by {say_short_date(reply_by)}, and it counts from {counts} on."
        case f.Hidden(entry=entry, reason=reason):
            return f"A host hid what entry {entry} says about {whom}. Class: {REASONS[reason]}. It counts as before."
        case f.HeldBack(reason=reason):
            return f"The hosts hold back what would be published about {whom}. Reason: {REASONS[reason]}."
        case f.Released():
            return f"The hosts no longer hold back what may be published about {whom}."
        case f.Withdrawn(reason=reason):
            return f"We withdrew our invitation to {whom}. Reason: {REASONS[reason]}. It is in no figure."
        case f.Corrected():
            return f"{capital(correction(fact, about))} This corrects entry {fact.entry}, about {whom}."
    raise TypeError(f"no sentence for {type(fact).__name__}")


def _absent(about: About) -> str:
    """Not to be there is one thing for those who had said so, another for those who had accepted."""
    whom = capital(str(about.whom))
    if about.answered is Answer.ATTENDING:
        return f"{whom} had accepted, and was not at {about.session}."
    told = ", as they had told us" if about.answered is Answer.CANNOT_COME else ""
    return f"{whom} was not at {about.session}{told}."


def _reply(fact: f.Responded, about: About) -> str:
    names = {"whom": str(about.whom), "Whom": capital(str(about.whom)), "session": about.session}
    told = TOLD[fact.answer].format(**names)
    detail = about.text(fact.detail)
    told += f" They said: “{detail.rstrip('.')}”." if detail else ""
    if fact.days_late:
        days = plural(fact.days_late, "working day")
        return f"{told} They replied on {say_short_date(fact.on)}, {days} after the date we asked for."
    return told


def correction(fact: f.Corrected | f.AddressReplaced, about: About) -> str:
    """The line that stands under an entry that was corrected; `about.earlier` is that entry's fact."""
    day = say_short_date(fact.at.astimezone(about.zone).date())
    if isinstance(fact, f.AddressReplaced):
        return f"Corrected on {day}: we had written to a wrong address. This was our error."
    old, new = _read(about.earlier), "not so; it no longer counts"
    if fact.answer:
        new = ANSWERS[fact.answer]
    elif fact.presence:
        new = PRESENCES[fact.presence]
    return f"Corrected on {day}: {old} → {new}. Reason: {REASONS[fact.reason]}."


def below(fact: f.Fact, about: About) -> str | None:
    """What a later entry says where it stands under the one that it is about; None where that says so itself."""
    if about.hidden:
        return tombstone(about.hidden, about)
    match fact:
        case f.Corrected() | f.AddressReplaced():
            return correction(fact, about)
        case f.Disputed(decide_by=day):
            body = capital(about.whom.body) if about.whom else "The organisation"
            return f"{body} disputes this entry. Decision due {say_short_date(day)}."
        case f.DisputeDecided(upheld=upheld):
            decided_on = say_short_date(fact.at.astimezone(about.zone).date())
            was = "this entry was wrong, and no longer counts" if upheld else "this entry stands"
            return f"The dispute was decided on {decided_on}: {was}."
        case f.Hidden():
            return None
        case _:
            return say(fact, about)


def tombstone(hidden: f.Hidden, about: About) -> str:
    day = say_short_date(hidden.at.astimezone(about.zone).date())
    return f"What this entry says was hidden by a host on {day}. Class: {REASONS[hidden.reason]}."


def _read(fact: f.Fact | None) -> str:
    match fact:
        case f.Responded(answer=answer):
            return ANSWERS[answer]
        case f.Attended(presence=presence):
            return PRESENCES[presence]
        case f.NoReplyRecorded():
            return "no reply recorded"
        case f.Bounced():
            return "our message did not arrive"
        case f.Acknowledged():
            return "message received"
        case f.AskedForTime():
            return "asked for more time"
        case _:
            return "the entry"
