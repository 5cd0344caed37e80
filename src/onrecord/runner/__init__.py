"""Many documents: read pages in order; a failure of one does not affect the others."""

from onrecord.runner.local import Outcome, read_pages, read_text

__all__ = ["Outcome", "read_pages", "read_text"]
