"""The registry of organisations: names as people write them to ROR ids.

Comes in: a dump of ROR, then strings. Goes out: ranked candidates, each with a calibrated probability and
the reasons for it. Never does: ask a network while matching, or know a document's statements.
"""
