"""Many documents: read what the targets name, in order, one failure never harming the others."""

from onrecord.runner.local import Outcome, read_pages, read_text

__all__ = ["Outcome", "read_pages", "read_text"]
