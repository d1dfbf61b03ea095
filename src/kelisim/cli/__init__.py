"""The commands, thin: each parses its arguments, calls the other packages, and prints.

Comes in: a command line. Goes out: text, tables or JSON on the standard output, one line a problem on the
standard error, and an exit code: 0 all done, 1 some of it failed, 2 nothing was done. Never does: decide
anything, or show a traceback.
"""

from kelisim.cli.app import main

__all__ = ["main"]
