"""What can be wrong with the file of a network."""


class NetworkFileError(Exception):
    """A file that cannot be written or read, and what to do about it."""
