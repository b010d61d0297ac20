"""From the [mail] part to the mailbox that is read."""

from bot.config.parts import Mail
from bot.mail.mailbox import MailboxSettings


def mailbox_settings(mail: Mail) -> MailboxSettings | None:
    """None without a mailbox: the hosts read it."""
    if mail.imap_host is None or mail.imap_user is None or mail.imap_password is None:
        return None
    return MailboxSettings(
        host=mail.imap_host,
        port=mail.imap_port,
        user=mail.imap_user,
        password=mail.imap_password.get_secret_value(),
        folder=mail.imap_folder,
        spam_folder=mail.imap_spam_folder,
        security=mail.imap_security,
        authserv_id=mail.authserv_id,
    )
