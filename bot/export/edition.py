"""One moment's record, from which all files of the public data are made: live, or into a folder."""

from dataclasses import dataclass, field
from typing import Any

from bot.export import data
from bot.public.origin import Origin, origin
from bot.view import View
from bot.ways import Ways
from bot.web.render import Links


@dataclass
class Edition:
    """`folder`: the files stand beside the pages of an export, and not below the forum's live address."""

    view: View
    ways: Ways
    origin: Origin
    folder: bool = False
    _figures: dict[str, Any] = field(default_factory=dict)

    @classmethod
    async def of(cls, view: View, ways: Ways, *, folder: bool = False) -> "Edition":
        return cls(view, ways, await origin(view), folder)

    async def figures(self) -> dict[str, Any]:
        """What figures.json holds; worked out once."""
        if not self._figures:
            self._figures.update(await data.figures(self.view, self.origin))
        return self._figures

    def page(self, path: str = "", anchor: str = "") -> str:
        """The permanent address of a page; without a web address of ours, the one relative to the files."""
        slug = self.view.forum.slug
        whole = self.ways.page(slug, path)
        if whole:
            return f"{whole}#{anchor}" if anchor else whole
        return Links(slug, "" if self.folder else "feed", self.folder).page(path, anchor)
