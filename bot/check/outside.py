"""What lies outside: the mail server, the public address, and the time as Discord tells it."""

from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

import aiohttp
import aiosmtplib as smtp
import discord

from bot.check.finding import Finding
from bot.config.parts import Mail, Web

PATIENCE = 10
SKEW = timedelta(seconds=30)

MAIL_HINT = "Look at smtp_host, smtp_port and smtp_security, and ask whoever runs the mail server what they should be."
LOGIN_HINT = (
    "Look at smtp_user and smtp_password. Many providers want a password made for programs (an “app password”) instead "
    "of the one you log in with."
)
WEB_HINT = (
    "Start the clerk (forum-clerk run), and see that the web server before it passes visitors of that address on to "
    "[web] listen and port."
)
CLOCK_HINT = "Set this machine’s clock by the network (NTP), so that dates on the record are right."


async def look_at_mail(mail: Mail) -> Finding:
    """Connects and logs in; sends nothing."""
    if mail.smtp_host is None:
        return Finding("No mail server is set: the hosts are handed each letter in Discord, to send themselves.")
    server = smtp.SMTP(
        hostname=mail.smtp_host,
        port=mail.smtp_port,
        use_tls=mail.smtp_security == "tls",
        start_tls=mail.smtp_security == "starttls",
        timeout=PATIENCE,
    )
    named = f"{mail.smtp_host}:{mail.smtp_port}"
    try:
        await server.connect()
        await server.ehlo()
        if mail.smtp_user and mail.smtp_password:
            await server.login(mail.smtp_user, mail.smtp_password.get_secret_value())
        await server.quit()
    except smtp.SMTPAuthenticationError as error:
        return Finding(f"The mail server {named} does not accept the name or the password ({error.code}).", LOGIN_HINT)
    except (smtp.SMTPException, OSError, TimeoutError) as error:
        return Finding(f"The mail server {named} cannot be used ({error}).", MAIL_HINT)
    finally:
        server.close()
    return Finding(f"The mail server {named} {'lets the clerk in' if mail.smtp_user else 'answers'}.")


async def look_at_web(web: Web) -> Finding:
    if web.base_url is None:
        return Finding("No public address is set ([web] base_url): cards and letters carry no links.")
    try:
        async with _asking() as session, session.get(f"{web.base_url}/healthz") as answer:
            text = (await answer.text())[:200].strip()
    except (aiohttp.ClientError, OSError, TimeoutError) as error:
        return Finding(f"{web.base_url} does not answer ({str(error) or type(error).__name__}).", WEB_HINT)
    if answer.status == 200:
        return Finding(f"{web.base_url} answers.")
    if answer.status == 503:
        return Finding(f"{web.base_url} answers that the clerk is not well: {text}.", "Look at what the clerk logs.")
    return Finding(f"{web.base_url}/healthz answers {answer.status}.", WEB_HINT)


async def look_at_clock(now: datetime) -> Finding | None:
    """Against the Date that Discord writes on every answer (RFC 9110 §6.6.1); None where it could not be asked."""
    try:
        async with _asking() as session, session.get(f"{discord.http.Route.BASE}/gateway") as answer:
            theirs = parsedate_to_datetime(answer.headers["Date"])
    except (aiohttp.ClientError, OSError, TimeoutError, KeyError, ValueError):
        return None
    off = abs(now - theirs)
    if off > SKEW:
        return Finding(f"This machine’s clock is {off.total_seconds():,.0f} seconds off.", CLOCK_HINT)
    return Finding("This machine’s clock is right.")


def _asking() -> aiohttp.ClientSession:
    return aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=PATIENCE))
