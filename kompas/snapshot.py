"""Parts of a build that take long to compute, kept ready in the store: a running server then switches to a new build
in about a second, where computing them takes half a minute of processor time beside the conversations.

They are pickles. A pickle may name anything to call; this reader obtains only the classes below, so that a store from
elsewhere cannot run code. A snapshot of other code is not read: then everything is computed anew.
"""

from __future__ import annotations

import hashlib
import io
import logging
import pickle
import platform
import sqlite3
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy
import scipy
import sklearn

from kompas.vectors import encoder

logger = logging.getLogger(__name__)
_TABLE = "CREATE TABLE IF NOT EXISTS snapshot (name TEXT PRIMARY KEY, code TEXT NOT NULL, data BLOB NOT NULL)"
_ENCODER = "encoder"  # has its own file and is shared by all builds: it is named, not kept
_PLAIN = frozenset(
    """
    builtins.dict builtins.frozenset builtins.list builtins.range builtins.set builtins.slice builtins.tuple
    collections.Counter collections.OrderedDict collections.defaultdict datetime.date re._compile
    numpy.dtype numpy.float32 numpy.float64 numpy.ndarray
    numpy.core.multiarray._reconstruct numpy.core.multiarray.scalar numpy.core.numeric._frombuffer
    scipy.sparse._csc.csc_matrix scipy.sparse._csr.csr_matrix
    sklearn.feature_extraction.text.CountVectorizer sklearn.feature_extraction.text.TfidfTransformer
    sklearn.feature_extraction.text.TfidfVectorizer
    """.split()
)
_OWN_FUNCTIONS = ("kompas.aspects", "kompas.terms", "kompas.text", "kompas.wording")  # these only read text


class _Writer(pickle.Pickler):
    def persistent_id(self, thing: Any) -> str | None:
        return _ENCODER if thing is encoder() else None


class _Reader(pickle.Unpickler):
    def persistent_load(self, name: str) -> Any:
        if name != _ENCODER:
            raise pickle.UnpicklingError(f"unknown part {name}")
        return encoder()

    def find_class(self, module: str, name: str) -> Any:
        if f"{module}.{name}" not in _PLAIN and not module.startswith("kompas."):
            raise pickle.UnpicklingError(f"{module}.{name} does not belong in a snapshot")
        found = super().find_class(module, name)
        if module.startswith("kompas.") and not (
            getattr(found, "__module__", "") == module and (isinstance(found, type) or module in _OWN_FUNCTIONS)
        ):
            raise pickle.UnpicklingError(f"{module}.{name} does not belong in a snapshot")
        return found


@lru_cache(maxsize=1)
def code() -> str:
    """A mark of everything that decides what a snapshot means: our own code and the libraries."""
    mark = hashlib.sha256(f"{platform.python_version()} {numpy.__version__} {scipy.__version__}".encode())
    mark.update(sklearn.__version__.encode())
    folder = Path(__file__).parent
    for path in sorted(folder.rglob("*.py")):
        mark.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return mark.hexdigest()[:16]


def save(path: Path, name: str, thing: Any) -> None:
    """Keep `thing` in the store `path`. Only for a store that no server reads yet."""
    buffer = io.BytesIO()
    _Writer(buffer, protocol=5).dump(thing)
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(_TABLE)
        database.execute("INSERT OR REPLACE INTO snapshot VALUES (?, ?, ?)", (name, code(), buffer.getvalue()))


def load(path: Path, name: str) -> Any | None:
    """What was kept under this name; None when it is not there, is of other code, or cannot be read."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
            row = database.execute("SELECT data FROM snapshot WHERE name = ? AND code = ?", (name, code())).fetchone()
        return None if row is None else _Reader(io.BytesIO(row[0])).load()
    except sqlite3.OperationalError:  # no such table, or no such file
        return None
    except Exception:
        logger.exception("the snapshot %s in %s cannot be read; computing it", name, path)
        return None
