"""The one logger of the package: what was loaded, and how long each batch took. `onrecord --verbose` shows it.

Nothing that a user has to act on is logged: that is a note in the record, a message on standard error, or an error.
"""

from __future__ import annotations

import logging

logger = logging.getLogger("onrecord")


def show_log() -> None:
    """Print the log on standard error, with the time of day."""
    logging.basicConfig(format="%(asctime)s onrecord: %(message)s", datefmt="%H:%M:%S")
    logger.setLevel(logging.DEBUG)
