"""Layers as Parquet: the fields of the types are the columns, and what is written can be read back as the same values.

`arrow` makes schemas from types, `layers` writes and reads readings, `codebook` says in words what each column holds. All of it
needs pyarrow (the extra `tables`).
"""

from onrecord.parquet.layers import LAYERS, TABLES, LayerWriter, readings_in, rows_of

__all__ = ["LAYERS", "TABLES", "LayerWriter", "readings_in", "rows_of"]
