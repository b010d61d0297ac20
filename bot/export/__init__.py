"""The public record as files that anybody can keep, count with and check (docs/record-format.md).

folder = await export_forum(clerk, forum_id, Path("out"))     out/<slug>/: pages, tables, record and figures
made = await parcel(clerk, forum_id, "csv", limit=10_000_000)  the same data, small enough for Discord
"""

from bot.export.folder import export_forum

__all__ = ["export_forum"]
