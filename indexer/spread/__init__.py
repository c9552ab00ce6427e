"""Reading and embedding the documents of a collection on many processes, or many machines, with Ray Data.

What comes of each document is kept where a build looks for what it has read and embedded before; the build itself is
the ordinary one.
"""
