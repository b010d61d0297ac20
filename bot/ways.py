"""The ways by which an official can reach the forum, and the public its record: what the configuration offers."""

from dataclasses import dataclass

from bot.mail.codes import plus


@dataclass(frozen=True)
class Ways:
    """`mail` is the address that letters come from; `site` the public web address. Each may be missing."""

    mail: str | None = None
    site: str | None = None
    reads_post: bool = False
    """Whether the clerk reads the mailbox itself; if not, the hosts say how far the post is read."""

    plus: bool = True
    """Whether mail to `clerk+CODE@…` reaches the mailbox; if not, an answer is known by what it answers."""

    def to_answer(self, slug: str, invitation_id: int) -> str:
        """The words with which a published sentence ends: where one can reply, correct it or add a statement."""
        if self.site:
            return f"at {self.page(slug, f'invitations/{invitation_id}')}"
        return f"by writing to {self.mail}" if self.mail else "by answering our letter"

    def reply_address(self, code: str) -> str | None:
        """Where answers to the invitation with this reply code go; None without mail."""
        return plus(self.mail, code) if self.mail and self.plus else self.mail

    def desk(self, token: str) -> str | None:
        """The address of an official's private page; None without a web address."""
        return f"{self.site.rstrip('/')}/r/{token}" if self.site else None

    def page(self, slug: str, path: str = "") -> str | None:
        """The permanent address of a public page; None without a web address."""
        return f"{self.site.rstrip('/')}/{slug}/{path}".rstrip("/") if self.site else None


def mail_domain(ways: Ways) -> str:
    """In which Message-IDs and UIDs are ours."""
    return (ways.mail or "forum-clerk.invalid").rpartition("@")[2]
