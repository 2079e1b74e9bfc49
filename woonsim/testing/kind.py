"""The judging in a child process: spawned, with a time limit per law, so that no policy can hang or end the check."""

from __future__ import annotations

import importlib
import multiprocessing
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from time import perf_counter
from typing import Any

from woonsim.berichten import Taal, gekozen_taal, kies_taal
from woonsim.errors import PluginError, UsageError, WoonsimError
from woonsim.plugincode import module_of
from woonsim.pluginfile import PluginFile
from woonsim.plugins import check_class
from woonsim.schermteksten import getal, tekst
from woonsim.testing.parameters import variants
from woonsim.testing.toets import EXAMPLES, Toets, Uitkomst, law_named
from woonsim.testing.wetten import WETTEN

TIME_LIMIT = 60.0
"""What a law may take [seconds]."""
NAMES = tuple(wet.naam for wet in WETTEN)


@dataclass(frozen=True)
class Vindplaats:
    """Where a process of its own finds a policy class: in a module, or in the file of that module."""

    module: str
    klasse: str
    file: PluginFile | None

    @classmethod
    def of(cls, policy: type) -> Vindplaats:
        """Where `policy` is found.

        Raises:
            UsageError: it was made inside a function.
        """
        if "<locals>" in policy.__qualname__:
            raise UsageError(tekst("toets_niet_te_laden", klasse=policy.__qualname__))
        path = getattr(sys.modules.get(policy.__module__), "__file__", None)
        file = PluginFile(path, Path(path).read_bytes()) if path else None
        return cls(policy.__module__, policy.__qualname__, file)

    def load(self) -> type:
        """The class; raises `PluginError` or `UsageError` when it is not there."""
        thing: Any = None
        with suppress(ImportError):
            thing = importlib.import_module(self.module)
        if thing is None and self.file is not None:
            thing = module_of(self.file)
        for name in self.klasse.split("."):
            thing = getattr(thing, name, None)
        if not isinstance(thing, type):
            raise UsageError(tekst("toets_niet_te_laden", klasse=self.klasse))
        return thing


def check(
    policy: type,
    given: Mapping[str, Any] | None = None,
    examples: int = EXAMPLES,
    wetten: Sequence[str] = NAMES,
    time_limit: float = TIME_LIMIT,
) -> Iterator[Uitkomst]:
    """How the laws come out for a policy, one after another, each as soon as it has been judged.

    `given`: parameters as a scenario would write them; others are drawn. `examples`: cases per law and hook.
    `time_limit`: what a law may take [seconds]; a policy that takes longer or ends its process has broken that law,
    and the laws that follow are not judged.

    Raises:
        PluginError: the class cannot be a policy.
        UsageError: it accepts none of the parameters that were tried, or another process cannot load it.
    """
    check_class(policy)
    settings = variants(policy, given or {})
    where, waiting = Vindplaats.of(policy), list(wetten)
    for outcome in _in_child(where, settings, examples, tuple(waiting), time_limit):
        waiting.remove(outcome.wet)
        yield outcome
    # It hung or ended the process: so it would again.
    yield from (Uitkomst(wet, 0, 0.0, None) for wet in waiting)


def _in_child(
    where: Vindplaats, settings: list[dict[str, Any]], examples: int, wetten: tuple[str, ...], time_limit: float
) -> Iterator[Uitkomst]:
    """The outcomes of `wetten` from one child; the last is that of the law at which it hung or ended, if it did."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_work, args=(theirs, where, settings, examples, wetten, gekozen_taal()), daemon=True)
    child.start()
    theirs.close()
    try:
        # Starting is not the policy's time, unless it hangs while it is imported.
        if not ours.poll(time_limit) or (started := _received(ours)) is None:
            yield _ended(wetten[0], child, time_limit)
            return
        if isinstance(started, WoonsimError):
            raise started
        for wet in wetten:
            begin = perf_counter()
            outcome = _received(ours) if ours.poll(time_limit) else None
            if outcome is None:
                yield _ended(wet, child, perf_counter() - begin)
                return
            if isinstance(outcome, Exception):
                raise outcome
            yield outcome
    finally:
        child.kill()
        child.join()
        ours.close()


def _received(connection: Connection) -> Any:
    try:
        return connection.recv()
    except (EOFError, OSError):
        return None


def _ended(wet: str, child: Any, seconds: float) -> Uitkomst:
    """A law that was not judged to its end."""
    child.join(0.5)
    if child.exitcode is None:
        return Uitkomst(wet, 0, seconds, False, uitleg=tekst("toets_te_lang", seconden=getal(seconds)))
    return Uitkomst(wet, 0, seconds, False, uitleg=tekst("toets_gestopt", status=child.exitcode))


def _work(
    connection: Connection,
    where: Vindplaats,
    settings: list[dict[str, Any]],
    examples: int,
    wetten: tuple[str, ...],
    taal: Taal,
) -> None:
    """The child: judge law after law, and send each outcome."""
    import tempfile
    import traceback
    import warnings

    from hypothesis.configuration import set_hypothesis_home_dir

    kies_taal(taal)
    warnings.simplefilter("ignore")
    with tempfile.TemporaryDirectory() as folder:
        set_hypothesis_home_dir(folder)
        try:
            policy = where.load()
            check_class(policy)
        except (PluginError, UsageError) as error:
            connection.send(error)
            return
        connection.send("")
        toets = Toets(policy, settings, examples)
        for wet in wetten:
            try:
                connection.send(toets.judge(law_named(wet)))
            except Exception:  # noqa: BLE001 - a fault of the kit itself, told where it is heard
                connection.send(RuntimeError(traceback.format_exc()))
                return
