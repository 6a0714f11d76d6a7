"""The one kind of error that is meant for the person at the keyboard."""


class ExpectedError(Exception):
    """Something went wrong that a user can put right; the text says what and how. Shown without a traceback."""
