"""Reads news reports on politics and keeps the record, each fact tied to its exact words."""

__version__ = "0.1.0"
