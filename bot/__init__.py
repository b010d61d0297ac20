"""Forum Clerk: the rules, the record and the machinery that keeps it."""
