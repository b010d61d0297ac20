"""Whose trouble it is when a letter does not get through (RFC 5321 §4.2.1, RFC 3463)."""

import ssl
from enum import Enum

import aiosmtplib as smtp


class Trouble(Enum):
    """`REFUSED` is about this letter; `SETTINGS` and `UNREACHABLE` are ours, and so would be the next letter's."""

    REFUSED = "refused"
    PUT_OFF = "put off"
    SETTINGS = "settings"
    UNREACHABLE = "unreachable"


FULL = ("5.2.2", "over quota", "overquota", "mailbox full")
"""A full mailbox answers with a 5, and empties again; nhs.net says it with the code of an unknown user."""


def trouble(error: Exception, address: str | None) -> Trouble:
    """A wrong password is no bounce: nothing about the official may follow from what is wrong with us."""
    if isinstance(error, ssl.SSLError) or isinstance(error.__cause__, ssl.SSLError):
        return Trouble.SETTINGS
    match error:
        case smtp.SMTPRecipientsRefused(recipients=[*answers]) if answers:
            return _answered(answers[0].code, answers[0].message, Trouble.REFUSED)
        case smtp.SMTPDataError(code=code, message=said):
            return _answered(code, said, Trouble.REFUSED)
        case smtp.SMTPConnectResponseError():
            return Trouble.UNREACHABLE
        case smtp.SMTPResponseException(code=code, message=said):
            return _answered(code, said, Trouble.SETTINGS)
        case smtp.SMTPNotSupported():
            return Trouble.SETTINGS if (address or "").isascii() else Trouble.REFUSED
        case smtp.SMTPTimeoutError() | smtp.SMTPServerDisconnected() | smtp.SMTPConnectError():
            return Trouble.UNREACHABLE
        case smtp.SMTPException():
            return Trouble.SETTINGS  # "STARTTLS is not offered", "no way to log in": the server is not as configured
        case OSError() | TimeoutError():
            return Trouble.UNREACHABLE
    return Trouble.REFUSED  # what was written down as their address is none


def _answered(code: int, said: str, for_good: Trouble) -> Trouble:
    if 400 <= code < 500:
        return Trouble.PUT_OFF
    full = for_good is Trouble.REFUSED and any(sign in said.lower() for sign in FULL)
    return Trouble.PUT_OFF if full else for_good
