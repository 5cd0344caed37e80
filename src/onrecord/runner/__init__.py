"""Many documents, here or in several processes: outcomes in order; a failure of one does not affect the others.

`pool.read_with` reads in several processes.
"""

from onrecord.runner.local import Outcome, Task, make_guarded, read_pages, read_text

__all__ = ["Outcome", "Task", "make_guarded", "read_pages", "read_text"]
