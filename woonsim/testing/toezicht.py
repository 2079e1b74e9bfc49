"""Toezicht: what a policy does beside computing, seen while it is asked (decision 28).

Files, network and processes are seen by an audit hook, clocks and the random numbers of the system by a profiler that
sees every call of a built-in function (also one that was imported by name), the global generators by their state
before and after. The profiler also sees the reading of environment variables, and a function that is called and has
the words `datetime64` and `now` or `today` in it: numpy reads that clock unseen; so it is with code that
names something of ctypes. `hash` is another function meanwhile, as that of a text differs between processes. An
audit hook cannot be taken away, so this is for a process of its own.
"""

from __future__ import annotations

import builtins
import gc
import os
import random
import sys
import time
from collections.abc import Iterator
from datetime import date
from datetime import time as time_of_day
from functools import cache
from pathlib import Path
from types import CodeType, FrameType, ModuleType
from typing import Any

import numpy as np

_EVENTS = (
    "open",
    "socket.",
    "subprocess.",
    "os.",
    "shutil.",
    "tempfile.",
    "urllib.",
    "http.",
    "ftplib.",
    "smtplib.",
    "sqlite3.",
    "glob.",
    "pathlib.",
    "ctypes.",
)
_CLOCKS = frozenset(
    [
        *("time", "time_ns", "monotonic", "monotonic_ns", "perf_counter", "perf_counter_ns", "process_time"),
        *("process_time_ns", "thread_time", "thread_time_ns", "localtime", "gmtime", "ctime", "strftime", "sleep"),
        *("clock_gettime", "clock_gettime_ns"),
    ]
)
_DATES = frozenset(["datetime.now", "datetime.utcnow", "datetime.today", "date.today"])
_ENVIRONMENT = frozenset(
    function.__code__ for function in (type(os.environ).__getitem__, type(os.environ).__iter__, type(os.environ).copy)
)
_PACKAGE, _NUMPY = str(Path(__file__).parent.parent), str(Path(np.__file__).parent)
_HASH = hash


class Toezicht:
    """Calls a hook and keeps what it did that it should not."""

    def __init__(self) -> None:
        """Begin to watch this process, for good; nothing is noted outside `call`."""
        self._watching = False
        self.seen: list[str] = []
        sys.addaudithook(self._audit)

    def call(self, function: Any, offered: dict[str, Any]) -> Any:
        """Call `function` with `offered` under supervision."""
        self.seen = []
        before = _generators()
        # Whoever listens to the collector of rubbish may read a clock.
        gc.disable()
        self._watching = True
        builtins.hash = self._hash
        sys.setprofile(self._profile)
        try:
            return function(**offered)
        finally:
            sys.setprofile(None)
            builtins.hash = _HASH
            self._watching = False
            gc.enable()
            if _generators() != before:
                self.seen.append("random, numpy.random")

    def _hash(self, value: object, /) -> int:
        """The hash of a value; noted if another process has another one, unless a table asks for it."""
        if _differs_per_process(value) and sys._getframe(1).f_code.co_name != "__hash__":
            self.seen.append(f"hash({value!r})")
        return _HASH(value)

    def _audit(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self._watching and event.startswith(_EVENTS) and not _is_ours(sys._getframe(1)):
            self._watching = False  # what follows is how we look
            self.seen.append(f"{event} {arguments[0]!r}" if arguments else event)
            self._watching = True

    def _profile(self, frame: FrameType, event: str, function: Any) -> None:
        if event == "call":
            self._entered(frame)
        if event != "c_call":
            return
        name = getattr(function, "__name__", "")
        if name in _CLOCKS and getattr(time, name, None) is function:
            self.seen.append(f"time.{name}")
        elif function is os.urandom:
            self.seen.append("os.urandom")
        elif function is input:
            self.seen.append("input")
        elif getattr(function, "__qualname__", "") in _DATES:
            self.seen.append(function.__qualname__)

    def _entered(self, frame: FrameType) -> None:
        """Note what can be seen of a function of Python when it is called."""
        if frame.f_code in _ENVIRONMENT and not _is_ours(frame.f_back):
            self.seen.append("os.environ")
        elif _asks_numpy_the_time(frame.f_code):
            self.seen.append("numpy.datetime64")
        elif _calls_beyond(frame):
            self.seen.append("ctypes")


@cache
def _asks_numpy_the_time(code: CodeType) -> bool:
    words = [word for word in code.co_consts if isinstance(word, str)]
    has_dates = "datetime64" in code.co_names or any(word.startswith("datetime64") for word in words)
    return has_dates and not {"now", "today"}.isdisjoint(words)


def _calls_beyond(frame: FrameType) -> bool:
    """Whether code of a policy names something of ctypes, whose calls nobody sees."""
    if frame.f_code.co_filename.startswith((_NUMPY, _PACKAGE)):
        return False
    named = [frame.f_globals.get(name) for name in frame.f_code.co_names]
    owners = [value.__name__ if isinstance(value, ModuleType) else type(value).__module__ for value in named]
    return any(owner.partition(".")[0] in ("ctypes", "_ctypes") for owner in owners)


def _differs_per_process(value: object) -> bool:
    """Whether the hash of a value holds that of a text or a date, or is its address."""
    if isinstance(value, tuple | frozenset):
        return any(map(_differs_per_process, value))
    return isinstance(value, str | bytes | date | time_of_day) or type(value).__hash__ is object.__hash__


def _generators() -> tuple[Any, ...]:
    state: Any = np.random.get_state()  # noqa: NPY002 - it is the global generator that is watched
    return random.getstate(), state[1].tobytes(), *state[2:]


def _is_ours(frame: FrameType | None) -> bool:
    """Whether it is Python that imports, or woonsim that reads its own data, on behalf of the policy."""
    for name in _files(frame):
        if name.startswith("<frozen importlib"):
            return True
        if name.startswith(_PACKAGE):
            return not name.startswith(os.path.join(_PACKAGE, "beleid")) and "hookaanroep" not in name  # noqa: PTH118
    return False


def _files(frame: FrameType | None) -> Iterator[str]:
    while frame:
        yield frame.f_code.co_filename
        frame = frame.f_back
