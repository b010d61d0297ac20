"""The files of the public data by name, and what the front page says of each. `bot.export.files` makes them."""

FILES = {
    "invitations.csv": "every invitation, a line each, for a spreadsheet",
    "organisations.csv": "the figures of every body, for a spreadsheet",
    "pledges.csv": "every pledge, a line each, for a spreadsheet",
    "feedback.csv": "what carers and officials said of each session, counted, for a spreadsheet",
    "data-dictionary.csv": "what each column of these tables means",
    "datapackage.json": "the same for programs, with the licence",
    "figures.json": "all figures, for programs",
    "record.jsonl": "the record itself, an entry a line, each chained to the one before",
    "head.json": "how long the record is, and its last hash",
    "feed.atom": "the newest entries, for a feed reader",
    "corrections.atom": "the newest corrections, for a feed reader",
    "sessions.ics": "our sessions, for your own calendar",
}
