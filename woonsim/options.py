"""What the commands share: options, arguments, and how a command says what it found.

Whatever takes time to import is imported by the function that needs it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from woonsim.errors import OutputError, UsageError
from woonsim.schermteksten import reden, tekst
from woonsim.usage import Argument, Feiten, Language, Option
from woonsim.usage import Whole as Whole

if TYPE_CHECKING:
    from woonsim.pluginfile import PluginFile
    from woonsim.scenario.model import Scenario
    from woonsim.scenario.overlay import Wijziging
    from woonsim.varianten import Versie

MOST_REPLICATIONS = 100_000
_MOST_YEARS, _MOST_SEED, _MOST_JOBS = 100, 2**63 - 1, 1024
_Function = TypeVar("_Function", bound=Callable[..., Any])


def cores() -> int:
    """How many processes can run side by side."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def option(flag: str, name: str, help_text: str, **settings: Any) -> Callable[[_Function], _Function]:
    """An option whose help is the text called `help_text`."""
    return click.option(flag, name, cls=Option, help=help_text, **settings)


def folder(flag: str, name: str, help_text: str) -> Callable[[_Function], _Function]:
    """An option that names a folder."""
    return option(flag, name, help_text, type=click.Path(path_type=Path, readable=False), metavar="map")


scenario_file = click.argument(
    "bestand", cls=Argument, metavar="bestand", type=click.Path(path_type=Path, readable=False)
)
sets = option("--set", "sets", "help_set", multiple=True, metavar="wijziging")
as_json = option("--json", "as_json", "help_json", is_flag=True, default=False)
plugins = option(
    "--plugin",
    "plugins",
    "help_plugin",
    multiple=True,
    metavar="plugin",
    type=click.Path(path_type=Path, readable=False),
)
years = option("--years", "years", "help_years", type=Whole(1, _MOST_YEARS))
replications = option(
    "--replications", "replications", "help_replications", type=Whole(1, MOST_REPLICATIONS), default=30
)
seed = option("--seed", "seed", "help_seed", type=Whole(0, _MOST_SEED), default=1)
force = option("--force", "force", "help_force", is_flag=True, default=False)
jobs = option("--jobs", "jobs", "help_jobs", type=Whole(1, _MOST_JOBS))
# `call` reads it before anything else, so that it also holds for help and for what is wrong with the usage
lang = option("--lang", "lang", "help_lang", type=Language(), metavar="taal", expose_value=False)


feiten = option("--feiten", "feiten", "help_feiten", type=Feiten(), metavar="aantal_of_alle", default="alle")


def playing(out: str, quiet: str = "help_quiet") -> Callable[[_Function], _Function]:
    """The options of every command that plays one scenario file; `out` and `quiet` are the names of their help."""
    every = (sets, plugins, as_json, years, replications, seed, folder("--out", "out", out), force, silent(quiet), jobs)

    def decorate(function: _Function) -> _Function:
        return reduce(lambda done, each: each(done), reversed((*every, lang)), function)

    return decorate


def silent(help_text: str) -> Callable[[_Function], _Function]:
    """The option that keeps a command from saying anything."""
    return option("--quiet", "quiet", help_text, is_flag=True, default=False)


def given(sets: Iterable[str]) -> list[Wijziging]:
    """The changes of the option --set."""
    from woonsim.scenario.overlay import Wijziging

    return [Wijziging(text, "--set") for text in sets]


def fitting(scenario: Scenario, years: int | None, replications: int) -> Scenario:
    """The scenario over the term that is asked for; raises `UsageError` when that does not fit in memory.

    `replications`: those of which the facts are in memory together.
    """
    from woonsim.scenario.omvang import estimate

    if years is not None:
        scenario = scenario.model_copy(update={"looptijd": years})
    refusal = estimate(scenario, replications).refusal()
    if refusal:
        raise UsageError(refusal)
    return scenario


def over_years(versie: Versie, years: int | None, replications: int) -> Versie:
    """The version with its scenario over the term that is asked for; raises as `fitting`."""
    return replace(versie, scenario=fitting(versie.scenario, years, replications))


def plugin_files(paths: Iterable[Path]) -> tuple[PluginFile, ...]:
    """The files of the option --plugin, not yet executed; raises `UsageError` when one cannot be read."""
    from woonsim.load import read_plugins

    return read_plugins(paths)


def say(text: str) -> None:
    """Write to stdout what the command found; a reader that has gone away is no fault."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        # the interpreter flushes once more at its end, which must not complain
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise OutputError(tekst("niet_te_tonen", reden=reden(error))) from error
