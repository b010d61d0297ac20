"""The one error this room raises on purpose."""


class DatabaseFault(Exception):
    """The database cannot be used as it is; `str(error)` is the plain sentence that says what to do."""
