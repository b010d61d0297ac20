"""Disputes: who may decide one, what follows from the decision, and whom the hosts are reminded of."""

import json
from datetime import timedelta

from bot import letters, pledge_letters
from bot.apart import Task
from bot.rules import dispute as rules, facts as f, invitation as invitation_rules
from bot.rules.errors import Refused
from bot.rules.notices import Action, Destination, Notice
from bot.rules.wording import say
from bot.rules.words import Purpose, Reason, Via
from bot.transaction import Transaction
from bot.untold import Telling, untold
from bot.view import History, View
from bot.ways import Ways
from db import gate, models, papers

ACTING = timedelta(days=180)
"""A host is known by what they put on the record; who has not for so long may not be one any more."""

TERMS = (f.PolicyAdopted.kind, f.CalendarAdopted.kind)
"""What somebody who only sets the forum up records too."""

SOON = 2
"""So many working days before it is due, the hosts hear of a dispute again."""


async def alone(view: View, by: str) -> bool:
    """Is nobody else known to be a host: has nobody but `by` put anything on the record for half a year?

    Discord tells no bot who holds a role without leave to read all members, so the record itself is asked.
    """
    lines = await gate.lines_by_people(view.db, view.forum.id, view.now - ACTING, without=TERMS)
    return not {str(json.loads(line)["by"]) for line in lines} - {by}


async def decide(tx: Transaction, ways: Ways, seq: int, *, upheld: bool) -> tuple[f.Fact, list[str]]:
    """Decide the dispute about entry `seq`; what else came of it, in sentences. Raises `Refused`."""
    history = await history_of(tx, seq)
    wrong = next(entry.fact for entry in history if entry.seq == seq)
    only = await alone(tx, tx.by)
    fact = tx.record(rules.decide(history, seq, upheld=upheld, alone=only, **tx.mark(Via.HOST)))
    if isinstance(fact, f.PledgeDisputeDecided):
        told = await pledge_letters.receipt(tx, ways, tx.pending[-1], "your dispute has been decided")
        return fact, ["The official is told by letter."] if told else []
    said = [await _tell(tx, ways, fact, tx.head.seq)] if upheld else []
    now = await tx.standing(fact.invitation)
    if upheld and isinstance(wrong, f.NoReplyRecorded) and now.answer is None and not now.held_back:
        # What was published wrongly is not published again by the next sweep, before somebody has looked into it.
        tx.record(invitation_rules.hold_back(now, Reason.UNDER_DISCUSSION, **tx.mark(Via.HOST)))
        said.append(
            "Nothing is published about this invitation until you release it with /invitation hold. "
            "If they replied, note it with /invitation note."
        )
    return fact, [one for one in said if one]


async def history_of(view: View, seq: int) -> History:
    """Of the invitation or the pledge that entry `seq` is about. Raises `Refused` for one about anything else."""
    match (await view.entry(seq)).fact:
        case f.InvitationFact(invitation=number):
            return await view.history(number)
        case f.PledgeFact(pledge=number):
            return await view.pledge_history(number)
    raise Refused(f"Entry {seq} is not about an invitation or a pledge, so nobody has disputed it.")


async def _tell(tx: Transaction, ways: Ways, fact: f.DisputeDecided, number: int) -> str:
    if not any(letter.sent_at is not None for letter in await papers.letters(tx.db, fact.invitation)):
        return ""
    invitation = await tx.db.get_one(models.Invitation, fact.invitation)
    official = await tx.db.get_one(models.Official, invitation.official_id)
    if ways.mail and not official.email:
        return "They cannot be told by letter, for there is no e-mail address: /official edit adds one."
    sentence = say(fact, await tx.about(f.Entry(number, fact)))
    await letters.write(tx, ways, fact.invitation, Purpose.CORRECTION, sentence=sentence)
    return "The official is told by letter."


async def remind_hosts(view: View, ways: Ways) -> list[Task]:
    """Tell the hosts once more of each dispute that is soon to be decided."""
    kinds = (f.Disputed.kind, f.DisputeDecided.kind, f.PledgeDisputed.kind, f.PledgeDisputeDecided.kind)
    known = await view.of_kinds(kinds)
    soon = view.terms.after(view.terms.day(view.now), SOON)
    tellings = []
    for entry in rules.open_disputes(known).values():
        assert isinstance(entry.fact, f.Disputed | f.PledgeDisputed)
        if entry.fact.decide_by <= soon:
            notice = Notice(Destination.HOSTS, Action.TELL_DISPUTE, entry.seq, f"dispute:{entry.seq}:soon")
            tellings.append(Telling(notice))
    return await untold(view, tellings)
