"""Reads and embeds the documents of a collection in many processes, or on many machines, with Ray Data.

The result of each document is kept where a build looks for what it has read and embedded before; the build itself is
the ordinary one.
"""
