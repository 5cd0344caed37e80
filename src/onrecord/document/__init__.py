"""Page → Document: main text, metadata, page furniture, character set, language."""

from onrecord.document.language import reads_english
from onrecord.document.make import make_document

__all__ = ["make_document", "reads_english"]
