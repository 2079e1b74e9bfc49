"""The command line: `woonsim run`, `sweep`, `validate` and `schema`.

Whatever takes time to import is imported by the command that needs it.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Iterable
from contextvars import copy_context
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from woonsim.berichten import kies_taal
from woonsim.errors import Exit, OutputError, UsageError, WoonsimError
from woonsim.interrupts import treat_termination_as_interrupt
from woonsim.schermteksten import reden, tekst
from woonsim.usage import Argument, Group, Language, Option, Whole, language_in, usage_message
from woonsim.version import __version__

if TYPE_CHECKING:
    from woonsim.scenario.model import Scenario
    from woonsim.scenario.overlay import Wijziging
    from woonsim.sweep import Sweep

_RESULTS = Path("resultaten")
_MOST_YEARS, _MOST_REPLICATIONS, _MOST_SEED, _MOST_JOBS = 100, 100_000, 2**63 - 1, 1024


def main() -> None:
    """Run the command line of this process, and end it with one of the exit statuses of `errors.Exit`."""
    treat_termination_as_interrupt()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    sys.exit(call(sys.argv[1:]))


def call(arguments: list[str]) -> int:
    """Run the command line `arguments` and return the exit status; messages go to stderr, never a traceback."""
    return copy_context().run(_call, arguments)


def _call(arguments: list[str]) -> int:
    taal = language_in(arguments)
    if taal is not None:
        kies_taal(taal)
    try:
        status = woonsim.main(args=arguments, prog_name="woonsim", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        return _tell(error.format_message(), Exit.bad_input)
    except click.UsageError as error:
        return _tell(usage_message(error), Exit.bad_input)
    except (KeyboardInterrupt, click.Abort):
        return _tell(tekst("onderbroken"), Exit.interrupted)
    except WoonsimError as error:
        return _tell_error(error)
    except Exception as error:  # noqa: BLE001 - the last resort: a fault of ours is told in one line too
        return _tell(tekst("onze_fout", fout=f"{type(error).__name__}: {error}"), Exit.our_fault)
    return status if isinstance(status, int) else Exit.done


def _tell_error(error: WoonsimError) -> int:
    lines = [str(error), *getattr(error, "__notes__", [])]
    if error.exit == Exit.our_fault and _debugging():
        lines.append(getattr(error, "details", ""))
    return _tell("\n".join(line for line in lines if line), Exit(error.exit))


def _tell(message: str, status: Exit) -> int:
    if _debugging():
        traceback.print_exc()
    click.echo(message, err=True)
    return status


def _debugging() -> bool:
    return os.environ.get("WOONSIM_DEBUG") == "1"


def _say(text: str) -> None:
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


_Function = TypeVar("_Function", bound=Callable[..., Any])


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _option(flag: str, name: str, help_text: str, **settings: Any) -> Callable[[_Function], _Function]:
    return click.option(flag, name, cls=Option, help=help_text, **settings)


def _path(flag: str, name: str, help_text: str) -> Callable[[_Function], _Function]:
    return _option(flag, name, help_text, type=click.Path(path_type=Path, readable=False), metavar="map")


_file = click.argument("bestand", cls=Argument, metavar="bestand", type=click.Path(path_type=Path, readable=False))
_set = _option("--set", "sets", "help_set", multiple=True, metavar="wijziging")
_json = _option("--json", "as_json", "help_json", is_flag=True, default=False)
_years = _option("--years", "years", "help_years", type=Whole(1, _MOST_YEARS))
_replications = _option(
    "--replications", "replications", "help_replications", type=Whole(1, _MOST_REPLICATIONS), default=30
)
_seed = _option("--seed", "seed", "help_seed", type=Whole(0, _MOST_SEED), default=1)
_force = _option("--force", "force", "help_force", is_flag=True, default=False)
_jobs = _option("--jobs", "jobs", "help_jobs", type=Whole(1, _MOST_JOBS))
# `call` reads it before anything else, so that it also holds for help and for what is wrong with the usage
_lang = _option("--lang", "lang", "help_lang", type=Language(), metavar="taal", expose_value=False)


@click.group(cls=Group, help="help_woonsim", subcommand_metavar="opdracht", options_metavar="opties")
@_lang
@click.version_option(__version__, prog_name="woonsim", message="%(prog)s %(version)s", help="help_version", cls=Option)
def woonsim() -> None:
    """All commands."""


@woonsim.command(help="help_run", options_metavar="opties")
@_file
@_set
@_json
@_years
@_replications
@_seed
@_path("--out", "out", "help_out")
@_force
@_option("--quiet", "quiet", "help_quiet", is_flag=True, default=False)
@_jobs
@_lang
def run(
    bestand: Path,
    sets: tuple[str, ...],
    as_json: bool,
    years: int | None,
    replications: int,
    seed: int,
    out: Path | None,
    force: bool,
    quiet: bool,
    jobs: int | None,
) -> None:
    """Play a scenario, keep its results, show them."""
    from woonsim.load import load_bytes
    from woonsim.runs import Run
    from woonsim.scenario.overlay import recorded
    from woonsim.scenario.source import read_bytes

    data, given = read_bytes(bestand), _given(sets)
    scenario = _fitting(load_bytes(data, str(bestand), given), years, replications)
    content = recorded(data, str(bestand), given)
    folder = out or _RESULTS / bestand.stem
    the_run = Run(scenario, content, folder, replications, seed, jobs or _cores(), make_parent=out is None)
    _show(the_run, *_figures(the_run, force=force, quiet=quiet), as_json=as_json, quiet=quiet)


def _given(sets: Iterable[str]) -> list[Wijziging]:
    """The changes of the option --set."""
    from woonsim.scenario.overlay import Wijziging

    return [Wijziging(text, "--set") for text in sets]


def _fitting(scenario: Scenario, years: int | None, replications: int) -> Scenario:
    """The scenario over the term that is asked for; raises `UsageError` when that does not fit in memory."""
    from woonsim.scenario.omvang import estimate

    if years is not None:
        scenario = scenario.model_copy(update={"looptijd": years})
    refusal = estimate(scenario, replications).refusal()
    if refusal:
        raise UsageError(refusal)
    return scenario


def _figures(the_run: Any, *, force: bool, quiet: bool) -> tuple[Any, bool]:
    """The figures of the run, and whether they were stored already."""
    stored = the_run.stored(force=force)
    if stored is not None:
        return stored, True
    from woonsim.progress import show_progress

    watch = show_progress(the_run.scenario, the_run.replicaties, quiet=quiet)
    return the_run.play(watch, force=force), False


def _show(the_run: Any, figures: Any, is_stored: bool, *, as_json: bool, quiet: bool) -> None:
    if as_json:
        import json

        from woonsim.afspraken import to_json_rows

        rows = to_json_rows(figures["indicator"], figures["afspraak"])
        _say(json.dumps(rows, ensure_ascii=False, allow_nan=False, indent=1) + "\n")
    elif not quiet:
        from woonsim.screen import render

        _say(render(the_run.scenario, figures, the_run.folder, the_run.replicaties, is_stored=is_stored))


@woonsim.command(help="help_sweep", options_metavar="opties")
@_file
@_option("--over", "over", "help_over", multiple=True, metavar="reeks")
@_option("--indicator", "indicators", "help_indicator", multiple=True, metavar="naam_indicator")
@_set
@_json
@_years
@_replications
@_seed
@_path("--out", "out", "help_out_sweep")
@_force
@_option("--quiet", "quiet", "help_quiet_sweep", is_flag=True, default=False)
@_jobs
@_lang
def sweep(bestand: Path, over: tuple[str, ...], sets: tuple[str, ...], years: int | None, **options: Any) -> None:
    """Play a scenario for a series of values, and show what changes."""
    from woonsim.load import load_bytes
    from woonsim.reeks import read_reeksen, read_uitkomsten
    from woonsim.scenario.overlay import recorded
    from woonsim.scenario.source import read_bytes
    from woonsim.sweep import Sweep, scenarios_of

    reeksen, data, given = read_reeksen(over), read_bytes(bestand), _given(sets)
    asked = read_uitkomsten(options["indicators"], load_bytes(data, str(bestand), given))
    n, out = options["replications"], options["out"]
    scenarios = [_fitting(scenario, years, n) for scenario in scenarios_of(data, str(bestand), given, reeksen)]
    the_sweep = Sweep(
        scenarios=tuple(scenarios),
        content=recorded(data, str(bestand), given),
        reeksen=reeksen,
        uitkomsten=asked,
        folder=out or _RESULTS / f"{bestand.stem}-sweep",
        replicaties=n,
        seed=options["seed"],
        jobs=options["jobs"] or _cores(),
        make_parent=out is None,
    )
    _show_sweep(the_sweep, options["force"], as_json=options["as_json"], quiet=options["quiet"])


def _show_sweep(the_sweep: Sweep, force: bool, *, as_json: bool, quiet: bool) -> None:
    from woonsim.progress import show_progress
    from woonsim.sweep import as_json as to_json
    from woonsim.sweeptabel import render_sweep

    n, first = the_sweep.replicaties, the_sweep.scenarios[0]
    rows = stored = the_sweep.stored(force=force)
    if rows is None:
        watch = show_progress(first, n * len(the_sweep.scenarios), quiet=quiet)
        rows = the_sweep.play(watch, force=force)
    if as_json:
        _say(to_json(rows, the_sweep.reeksen))
    elif not quiet:
        _say(render_sweep(first, rows, the_sweep.reeksen, n, the_sweep.folder, is_stored=stored is not None))


@woonsim.command(help="help_validate", options_metavar="opties")
@_file
@_set
@_lang
def validate(bestand: Path, sets: tuple[str, ...]) -> None:
    """Check a scenario, and nothing else."""
    from woonsim.load import load_bytes
    from woonsim.scenario.source import read_bytes

    scenario = load_bytes(read_bytes(bestand), str(bestand), _given(sets))
    _say(tekst("geldig", bestand=bestand, naam=scenario.naam) + "\n")


@woonsim.command(help="help_schema", options_metavar="opties")
@_lang
def schema() -> None:
    """Print the JSON Schema of a scenario."""
    from woonsim.load import policy_schemas
    from woonsim.scenario.schema import schema_text

    _say(schema_text(policy_schemas()))
