"""The public record on the web: pages for people, files for programs, the same live and as an export.

    runner = await start_site(clerk, "127.0.0.1", 8080)     …     await runner.cleanup()

A page is made once, as a plain value (`pages`), found by its address (`addresses`), and written as HTML (`render`);
`app` answers requests with it and `bot.export` writes it into a folder. There are no scripts, no cookies, and no
requests to anybody else.
"""
