"""Effects: joint works after a start against those to be expected without it.

Comes in: a panel of pairs of organisations by year with the years in which some of them started. Goes out:
rate ratios with intervals against several control groups, event studies, checks that should find nothing.
Never does: read a file, know the register, or use the year before a start as a yardstick.
"""
