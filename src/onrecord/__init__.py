"""Reads news reports on politics and keeps the record, each fact tied to its exact words.

>>> import onrecord
>>> reading = onrecord.read_text("Ministers will meet in Vienna on Friday.", published="2024-05-13")
>>> [(event.type, event.status, event.time.earliest) for event in reading.events]
[('CONSULT', 'planned', '2024-05-17')]

Importing the package is cheap; the model is loaded when something is read.
"""

__version__ = "0.1.0"  # first: the store writes it beside what it keeps

from onrecord.errors import OnRecordError
from onrecord.known import load_known
from onrecord.questions import Answer, Store
from onrecord.questions import open_questions as open  # noqa: A004 - read as `onrecord.open`
from onrecord.read import read
from onrecord.runner import read_text
from onrecord.types import Document, Reading

__all__ = [
    "Answer",
    "Document",
    "OnRecordError",
    "Reading",
    "Store",
    "load_known",
    "open",
    "read",
    "read_text",
]
