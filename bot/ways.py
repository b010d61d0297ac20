"""The ways by which an official can reach the forum, and the public its record: what the configuration offers."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Ways:
    """`mail` is the address that letters come from; `site` the public web address. Each may be missing."""

    mail: str | None = None
    site: str | None = None

    def to_answer(self, slug: str, invitation_id: int) -> str:
        """The words with which a published sentence ends: where one can reply, correct it or add a statement."""
        if self.site:
            return f"at {self.page(slug, f'invitations/{invitation_id}')}"
        return f"by writing to {self.mail}" if self.mail else "by answering our letter"

    def page(self, slug: str, path: str = "") -> str | None:
        """The permanent address of a public page; None without a web address."""
        return f"{self.site.rstrip('/')}/{slug}/{path}".rstrip("/") if self.site else None
