"""The post: what a mail becomes. Kept first, then read, matched and, where it is certain, put on the record by itself;
the rest waits for the hosts.

    piece = await take(clerk, raw, came_at=moment, authserv_id="mx.example.org")
    await read_kept(clerk, authserv_id=…)         # what was kept and not read, because something broke in between

Taking the same mail twice is taking it once, at whatever point the first time was cut off.
"""

from bot.post.reading import concerns_us, read_kept, take

__all__ = ["concerns_us", "read_kept", "take"]
