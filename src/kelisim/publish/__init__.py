"""The register and its measures in other people's formats.

Comes in: the register, tables of works, figures. Goes out: reports as PDF and HTML, pictures, files that
other programs read. Never does: decide, store or measure anything, fetch anything, take text of others for
markup.
"""
