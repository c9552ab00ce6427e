"""Readers: one module a file format, each turns a file into received pages of lines."""
