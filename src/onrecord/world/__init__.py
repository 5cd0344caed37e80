"""What the reader knows of the world: people and their offices, bodies, countries, places.

Compiled by `training/world.py` into one read-only file that ships with the package
(docs/data-sources.md names the sources). `load_world()` opens it once a process;
`World` answers by name and date, never by scanning.
"""

from __future__ import annotations

from onrecord.world.lookup import World, load_world
from onrecord.world.rows import Entity, PlaceRow, TableRow, Tenure, reasons_of

__all__ = ["Entity", "PlaceRow", "TableRow", "Tenure", "World", "load_world", "reasons_of"]
