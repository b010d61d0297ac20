"""Could a message that nobody has matched yet be from a body? Told by its mail domain (RECORD-RULES §5, F7)."""

from collections.abc import Collection

SHARED = frozenset(
    {
        *("nhs.net", "gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "hotmail.co.uk", "live.com"),
        *("live.co.uk", "yahoo.com", "yahoo.co.uk", "icloud.com", "me.com", "btinternet.com", "aol.com", "proton.me"),
        *("onmicrosoft.com", "microsoft.com", "calendar-server.bounces.google.com"),
    }
)
"""Mail systems that people of many bodies write from: there only a whole address tells whose it is."""


def domain_of(address: str) -> str:
    """What stands after the last @, in small letters; of a web address its host without “www”."""
    host = address.rpartition("@")[2] if "@" in address else address.partition("://")[2].partition("/")[0]
    return host.partition(":")[0].strip().strip("<>.").casefold().removeprefix("www.")


def could_be_from(sender: str | None, own: Collection[str], others: Collection[str]) -> bool:
    """False only where it is plainly another listed body's. `own` and `others` are mail and web addresses.

    A secretary may write from home, and two bodies may share a mail system: what is not known may be theirs.
    """
    address = (sender or "").strip().casefold()
    theirs = domain_of(address) if "@" in address else ""
    if not theirs or any(_within(theirs, domain_of(one)) or _within(domain_of(one), theirs) for one in own):
        return True
    return not any(_is(address, theirs, one.strip().casefold()) for one in others)


def _is(address: str, theirs: str, listed: str) -> bool:
    domain = domain_of(listed)
    return address == listed or (domain not in SHARED and _within(theirs, domain))


def _within(one: str, domain: str) -> bool:
    """The domain itself or one below it: mail.northshire.example is northshire.example's."""
    return bool(domain) and (one == domain or one.endswith(f".{domain}"))
