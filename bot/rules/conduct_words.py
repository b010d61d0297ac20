"""The forum's own conduct in sentences, zeros too: what is not said looks hidden.

A number has both its forms even where English never says one of them: other languages have more forms, and for others.
"""

from datetime import date

from bot.rules.conduct import Conduct
from bot.rules.minutes import Kept
from bot.rules.saying import say_short_date
from bot.rules.tongue import tr, trn
from bot.rules.wording import say_kept


def say_conduct(own: Conduct, since: date | None = None) -> list[str]:
    day = say_short_date(since) if since else None
    return [
        _called_since(own, day) if day else _called(own),
        _sent_since(own, day) if day else _sent(own),
        _lost(own.bounced),
        _corrected(own.entries_corrected),
        say_kept(Kept(own.minutes_due, own.minutes_late, own.minutes_missing)),
    ]


def _called(own: Conduct) -> str:
    if not own.sessions_called:
        return tr("We called no session.")
    if own.sessions_called == 1:
        if own.sessions_cancelled:
            return tr("We called 1 session and cancelled it.")
        return tr("We called 1 session and did not cancel it.")
    if not own.sessions_cancelled:
        return trn(
            "We called {count} session and cancelled none of them.",
            "We called {count} sessions and cancelled none of them.",
            own.sessions_called,
        )
    return trn(
        "We called {count} session and cancelled {cancelled} of them.",
        "We called {count} sessions and cancelled {cancelled} of them.",
        own.sessions_called,
        cancelled=own.sessions_cancelled,
    )


def _called_since(own: Conduct, day: str) -> str:
    if not own.sessions_called:
        return tr("We called no session since {date}.", date=day)
    if own.sessions_called == 1:
        if own.sessions_cancelled:
            return tr("We called 1 session since {date} and cancelled it.", date=day)
        return tr("We called 1 session since {date} and did not cancel it.", date=day)
    if not own.sessions_cancelled:
        return trn(
            "We called {count} session since {date} and cancelled none of them.",
            "We called {count} sessions since {date} and cancelled none of them.",
            own.sessions_called,
            date=day,
        )
    return trn(
        "We called {count} session since {date} and cancelled {cancelled} of them.",
        "We called {count} sessions since {date} and cancelled {cancelled} of them.",
        own.sessions_called,
        date=day,
        cancelled=own.sessions_cancelled,
    )


def _sent(own: Conduct) -> str:
    if not own.invitations_sent:
        return tr("We sent no invitation.")
    if own.invitations_sent == 1:
        if own.short_notice:
            return tr("We sent 1 invitation, at short notice.")
        return tr("We sent 1 invitation, not at short notice.")
    if not own.short_notice:
        return trn(
            "We sent {count} invitation, none of them at short notice.",
            "We sent {count} invitations, none of them at short notice.",
            own.invitations_sent,
        )
    return trn(
        "We sent {count} invitation, {short} of them at short notice.",
        "We sent {count} invitations, {short} of them at short notice.",
        own.invitations_sent,
        short=own.short_notice,
    )


def _sent_since(own: Conduct, day: str) -> str:
    if not own.invitations_sent:
        return tr("We sent no invitation since {date}.", date=day)
    if own.invitations_sent == 1:
        if own.short_notice:
            return tr("We sent 1 invitation since {date}, at short notice.", date=day)
        return tr("We sent 1 invitation since {date}, not at short notice.", date=day)
    if not own.short_notice:
        return trn(
            "We sent {count} invitation since {date}, none of them at short notice.",
            "We sent {count} invitations since {date}, none of them at short notice.",
            own.invitations_sent,
            date=day,
        )
    return trn(
        "We sent {count} invitation since {date}, {short} of them at short notice.",
        "We sent {count} invitations since {date}, {short} of them at short notice.",
        own.invitations_sent,
        date=day,
        short=own.short_notice,
    )


def _lost(messages: int) -> str:
    if not messages:
        return tr("As far as we know, all our messages arrived.")
    return trn("{count} message of ours did not arrive.", "{count} messages of ours did not arrive.", messages)


def _corrected(times: int) -> str:
    if not times:
        return tr("Nothing on this record was corrected.")
    if times == 1:
        return tr("We corrected this record once.")
    return trn("We corrected this record {count} time.", "We corrected this record {count} times.", times)
