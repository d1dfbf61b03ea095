"""What can go wrong while measuring, told to people."""


class MeasureError(Exception):
    """What cannot be measured, and what to do about it."""
