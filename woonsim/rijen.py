"""Read-only rows: how a policy sees the world, as columns that are computed when they are asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from woonsim.kolommen import Int64

_INT64 = np.dtype(np.int64)
_MANY = 4
"""How many times as many rows must stand behind a few for a column to be worked out for these alone."""


class Rijen:
    """Equally long columns, computed when first asked for and then kept; none can be written to.

    `rows.take(index)` gives the rows at `index`, still lazily.
    """

    _n: int
    _known: dict[tuple[Any, ...], NDArray[Any]]

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse to put another column in the place of one: other policies read these too."""
        raise AttributeError(f"column {name!r} is read-only")

    def __getattr__(self, name: str) -> NDArray[Any]:
        """Only reached for a name that is no column."""
        raise AttributeError(f"no column {name!r}; there are {', '.join(self.columns())}")

    def __len__(self) -> int:
        """The number of rows."""
        return self._n

    @classmethod
    def columns(cls) -> list[str]:
        """The names of the columns."""
        return sorted(name for kind in cls.__mro__ for name, value in vars(kind).items() if isinstance(value, Kolom))

    def near(self, index: Int64) -> Rijen:
        """The rows at `index`, their columns worked out for these alone."""
        raise NotImplementedError

    def take(self, index: Int64) -> Rijen:
        """The rows at `index` of these rows; a few of many are read anew, and so must be read at the same moment."""
        return self.near(index) if _MANY * len(index) <= self._n else Deel(self, index)

    def worked_out(self, column: Callable[..., NDArray[Any]], *given: Any) -> NDArray[Any]:
        """What `column` answers for these rows and what else it is `given` (hashable), of each row alone; read-only.

        It is asked once, and once only where the same row stands more often: in a round everybody stands beside
        each woning on offer, and what does not depend on the woning is told once.
        """
        answer = self._known.get((column, given))
        if answer is None:
            # A view: what the policy keeps for itself it may go on writing to.
            answer = self._known[column, given] = column(self, *given).view()
            answer.setflags(write=False)
        return answer


class Deel(Rijen):
    """Rows of other rows, in any order, each as often as asked."""

    _source: Rijen
    _index: Int64

    def __init__(self, source: Rijen, index: Int64) -> None:
        """The rows of `source` at `index`."""
        own = self.__dict__
        own["_source"], own["_index"], own["_n"], own["_known"] = source, index, len(index), {}

    def __getattr__(self, name: str) -> NDArray[Any]:
        """The column `name`.

        Raises:
            AttributeError: there is no such column; the message lists those there are.
        """
        if name[0] == "_":
            raise AttributeError(name)
        column = np.asarray(getattr(self._source, name)[self._index])
        column.setflags(write=False)
        self.__dict__[name] = column
        return column

    def near(self, index: Int64) -> Rijen:
        """The rows at `index`, their columns worked out for these alone."""
        return self._source.near(self._index[index])

    def worked_out(self, column: Callable[..., NDArray[Any]], *given: Any) -> NDArray[Any]:
        """As of any rows: asked of the rows that these are taken from, if those are fewer or have told it already."""
        source = self._source
        if source._n < self._n or (column, given) in source._known:
            answer = source.worked_out(column, *given)[self._index]
            answer.setflags(write=False)
            return answer
        return super().worked_out(column, *given)


class Kolom:
    """A column of `Rijen`: computed when first asked for, read-only, and then kept."""

    def __init__(self, compute: Callable[[Any], NDArray[Any]]) -> None:
        """Decorate the method that computes it."""
        self._compute, self._naam, self.__doc__ = compute, compute.__name__, compute.__doc__

    def __get__(self, rows: object, owner: type) -> NDArray[Any]:
        """The column; after the first time it is found in its place without this."""
        column = self._compute(rows)
        if column.itemsize < 8 and column.dtype.kind == "i":
            # Narrow columns are for the world; what a policy works out with them must not overflow.
            column = column.astype(_INT64)
        column.setflags(write=False)
        rows.__dict__[self._naam] = column
        return column
