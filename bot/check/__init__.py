"""`forum-clerk check`: what is missing, in plain words, one finding a line.

Each subject has a file with a `look` that yields its findings as they are made. Nothing here changes anything.
"""
