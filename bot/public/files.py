"""The files of the public data by name, and what the front page says of each. `bot.export.files` makes them."""

from bot.rules.tongue import N_, Phrases

FILES = Phrases(
    {
        "invitations.csv": N_("every invitation, a line each, for a spreadsheet"),
        "organisations.csv": N_("the figures of every body, for a spreadsheet"),
        "pledges.csv": N_("every pledge, a line each, for a spreadsheet"),
        "feedback.csv": N_("what carers and officials said of each session, counted, for a spreadsheet"),
        "data-dictionary.csv": N_("what each column of these tables means"),
        "datapackage.json": N_("the same for programs, with the licence"),
        "figures.json": N_("all figures, for programs"),
        "record.jsonl": N_("the record itself, an entry a line, each chained to the one before"),
        "head.json": N_("how long the record is, and its last hash"),
        "feed.atom": N_("the newest entries, for a feed reader"),
        "corrections.atom": N_("the newest corrections, for a feed reader"),
        "sessions.ics": N_("our sessions, for your own calendar"),
    }
)
