"""Facts of every kind, as they are said."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from bot.rules import chain, facts as f, wording
from bot.rules.policy import Policy
from bot.rules.words import (
    Answer,
    Asked,
    Extent,
    Ground,
    OrganisationKind,
    PauseKind,
    PledgeOutcome,
    Presence,
    Reason,
    Via,
    Way,
)
from tests.rules.tale import TEXT, at

DAY = date(2026, 11, 3)
GONE = f.Enclosed("sha256:" + "1" * 64)
FEW = f.Side(present=3, completed=2, rated=())
MANY = f.Side(present=30, completed=21, rated=(f.Rated(asked=Asked.OVERALL, criterion=None, counts=(10, 10, 1, 0)),))
SIDES = (
    FEW,
    MANY,
    replace(FEW, present=8, completed=0),
    *(replace(side, present=present) for side in (FEW, MANY) for present in (None, 0)),
)
ABOUT = wording.About(
    whom=wording.Whom("Director of Care", "Northshire ICB"),
    title="Respite that works",
    starts=at(DAY, 19),
    texts={TEXT: "My deputy for carers is coming."},
)


def _value(hint: Any) -> Any:
    simple: dict[Any, Any] = {int: 7, str: "Text", bool: True, date: DAY, datetime: at(DAY), f.Enclosed: TEXT}
    simple |= {Policy: Policy(), f.Side: FEW, tuple[Ground, ...]: tuple(Ground), tuple[f.Enclosed, ...]: (TEXT, GONE)}
    words: dict[Any, Any] = {
        PledgeOutcome: PledgeOutcome.PARTLY,
        Reason: Reason.OUR_MISTAKE,
        Via: Via.HOST,
        OrganisationKind: OrganisationKind.ICB,
        PauseKind: PauseKind.PRE_ELECTION,
        Answer: Answer.DEPUTY,
        Extent: Extent.ANSWERED,
        Way: Way.IN_WRITING,
        tuple[int, ...]: (3, 5, 8),
        Presence: Presence.CAME,
    }
    return {**simple, **words}.get(hint, ())


def sample(kind: type[f.Fact], **chosen: Any) -> f.Fact:
    chosen.setdefault("nth", 2)
    given: dict[str, Any] = {}
    for name, hint in chain.HINTS[kind].items():
        if name != "kind":
            given[name] = chosen.get(name, None if "None" in str(hint) else _value(hint))
    return kind(**given)


def every_fact() -> list[f.Fact]:
    """One of each kind, and more where what is said depends on what it holds."""
    facts = [sample(kind) for kind in chain.KINDS.values()]
    facts += [
        sample(f.Responded, answer=a, detail=d, days_late=n) for a in Answer for d in (None, TEXT) for n in (0, 1, 5)
    ]
    facts += [
        sample(f.QuestionAnswered, extent=extent, way=way, text=text, days_late=late)
        for extent in Extent for way in Way for text in (None, TEXT) for late in (0, 1)
    ]  # fmt: skip
    facts += [sample(f.AgendaPublished, items=()), sample(f.AgendaPublished, items=(3,))]
    some = ((), (3,), (5, 8))
    facts += [sample(f.AgendaChanged, added=added, taken_off=off) for added in some for off in some if added or off]
    facts += [sample(f.Attended, presence=presence) for presence in Presence]
    facts += [sample(f.DisputeDecided, upheld=False), sample(f.Held, carers=1), sample(f.Held, carers=14)]
    facts += [sample(f.Corrected, answer=Answer.DEPUTY), sample(f.Corrected, presence=Presence.DID_NOT_COME)]
    facts += [
        sample(kind, reason=reason) for kind in (f.SessionCancelled, f.Withdrawn, f.HeldBack) for reason in Reason
    ]
    facts += [sample(f.Paused, why=why, organisation=body) for why in PauseKind for body in (None, 7)]
    facts += [sample(f.ClockMoved, counts_on=day) for day in (None, DAY)]
    facts += [sample(f.Hidden, reason=reason) for reason in Reason]
    facts += [sample(f.FeedbackCounted, carers=one, officials=other) for one in SIDES for other in SIDES]
    facts += [sample(f.BodyDeclined, words=TEXT), sample(f.BodyDeclined, grounds=(Ground.SAFETY,), against=0)]
    facts += [sample(f.BodyDeclined, conditions=GONE), sample(f.BodyAnswered, text=GONE)]
    facts += [
        sample(f.CriteriaAdopted, texts=()),
        sample(f.StatementMade, text=GONE),
        sample(f.PledgeStated, text=GONE),
    ]
    facts += [sample(f.Reminded, nth=nth) for nth in (1, 2)] + [sample(f.Sent, short_notice=False)]
    facts += [
        sample(f.PledgeClosed, outcome=outcome, text=text, instead=instead, by=by)
        for outcome in PledgeOutcome
        for text in (None, TEXT)
        for instead in ((None, 5) if outcome is PledgeOutcome.REPLACED else (None,))
        for by in (f.OFFICIAL, "member:1")
    ]
    facts += [sample(f.PledgeUpdated, by=f.OFFICIAL), sample(f.PledgeReminded, before=False)]
    facts += [sample(f.PledgeMade, session=session, item=item) for session in (None, 7) for item in (None, 3)]
    facts += [sample(f.PledgeDisputeDecided, upheld=False), *(sample(f.PledgeWithdrawn, reason=r) for r in Reason)]
    facts += [sample(f.MinutesPublished, days_late=days) for days in (0, 1, 5)]
    return facts


def hidden() -> f.Hidden:
    fact = sample(f.Hidden, reason=Reason.PERSONAL_DATA)
    assert isinstance(fact, f.Hidden)
    return fact
