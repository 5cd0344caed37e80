"""Many documents: read pages in order; a failure of one does not affect the others."""

from onrecord.runner.local import Outcome, make_guarded, read_pages, read_text

__all__ = ["Outcome", "make_guarded", "read_pages", "read_text"]
