"""What the public reads, as plain values: the cards in Discord, the pages and the export all show these.

    sheet = await forum_sheet(view, since=None)       who is thanked, every body's figures, the forum's own conduct
    for said in await read(view, entries): ...        entries with their sentences, and what later ones say of them

Texts are as the record says them: whoever shows them makes them safe for the place where they stand.
"""
