"""Compiles a folder of text into a learning module for any LMS."""

__version__ = "0.2.0"
