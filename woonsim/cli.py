"""The command line: `woonsim run`, `sweep`, `validate`, `schema`, and those of modules of their own.

Whatever takes time to import is imported by the command that needs it.
"""

from __future__ import annotations

import os
import sys
import traceback
from contextvars import copy_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from woonsim import options
from woonsim.berichten import kies_taal
from woonsim.cli_bench import bench
from woonsim.cli_compare import compare
from woonsim.cli_diff import diff
from woonsim.cli_explain import explain
from woonsim.cli_generate import generate
from woonsim.cli_gevallen import test as test_command
from woonsim.cli_goalseek import goal_seek
from woonsim.cli_toets import plugins as plugins_group
from woonsim.errors import Exit, WoonsimError
from woonsim.interrupts import treat_termination_as_interrupt
from woonsim.schermteksten import tekst
from woonsim.usage import Group, Option, language_in, usage_message
from woonsim.version import __version__

if TYPE_CHECKING:
    from woonsim.scenario.model import Scenario
    from woonsim.sweep import Sweep

_RESULTS = Path("resultaten")


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


@click.group(cls=Group, help="help_woonsim", subcommand_metavar="opdracht", options_metavar="opties")
@options.lang
@click.version_option(__version__, prog_name="woonsim", message="%(prog)s %(version)s", help="help_version", cls=Option)
def woonsim() -> None:
    """All commands."""


woonsim.add_command(plugins_group)
woonsim.add_command(compare)
woonsim.add_command(goal_seek)
woonsim.add_command(explain)
woonsim.add_command(diff)
woonsim.add_command(test_command)
woonsim.add_command(generate)
woonsim.add_command(bench)


@woonsim.command(help="help_run", options_metavar="opties")
@options.scenario_file
@options.feiten
@options.playing("help_out")
def run(
    bestand: Path,
    sets: tuple[str, ...],
    plugins: tuple[Path, ...],
    as_json: bool,
    years: int | None,
    replications: int,
    feiten: int | None,
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

    data, given, files = read_bytes(bestand), options.given(sets), options.plugin_files(plugins)
    together = replications if feiten is None else min(max(feiten, 1), replications)
    scenario = options.fitting(load_bytes(data, str(bestand), given, files), years, together)
    content = recorded(data, str(bestand), given)
    folder = out or _RESULTS / bestand.stem
    the_run = Run(
        scenario, content, folder, replications, seed, jobs or options.cores(), make_parent=out is None, feiten=feiten
    )
    _show(the_run, *_figures(the_run, force=force, quiet=quiet), as_json=as_json, quiet=quiet)


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
        options.say(json.dumps(rows, ensure_ascii=False, allow_nan=False, indent=1) + "\n")
    elif not quiet:
        from woonsim.screen import render

        options.say(render(the_run.scenario, figures, the_run.folder, the_run.replicaties, is_stored=is_stored))


@woonsim.command(help="help_sweep", options_metavar="opties")
@options.scenario_file
@options.option("--over", "over", "help_over", multiple=True, metavar="reeks")
@options.option("--latin", "latin", "help_latin", type=options.Whole(2, 999))
@options.option("--indicator", "indicators", "help_indicator", multiple=True, metavar="naam_indicator")
@options.playing("help_out_sweep", "help_quiet_sweep")
def sweep(bestand: Path, over: tuple[str, ...], sets: tuple[str, ...], latin: int | None, **asked: Any) -> None:
    """Play a scenario for a series of values, or points spread over ranges, and show what changes."""
    from woonsim.load import load_bytes
    from woonsim.reeks import folder_name, read_uitkomsten
    from woonsim.scenario.overlay import Wijziging, recorded
    from woonsim.scenario.source import read_bytes
    from woonsim.sweep import Sweep, spread

    data, given, files = read_bytes(bestand), options.given(sets), options.plugin_files(asked["plugins"])
    n, out = asked["replications"], asked["out"]

    def load(changes: list[Wijziging]) -> Scenario:
        return options.fitting(load_bytes(data, str(bestand), [*given, *changes], files), asked["years"], n)

    uitkomsten = read_uitkomsten(asked["indicators"], load([]))
    reeksen, combinaties, scenarios = spread(load, over, latin, asked["seed"])
    the_sweep = Sweep(
        scenarios=scenarios,
        content=recorded(data, str(bestand), given),
        reeksen=reeksen,
        combinaties=combinaties,
        uitkomsten=uitkomsten,
        folder=out or _RESULTS / f"{bestand.stem}-{folder_name(reeksen)}",
        replicaties=n,
        seed=asked["seed"],
        jobs=asked["jobs"] or options.cores(),
        make_parent=out is None,
    )
    _show_sweep(the_sweep, asked["force"], as_json=asked["as_json"], quiet=asked["quiet"])


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
        options.say(to_json(rows, the_sweep.reeksen))
    elif not quiet:
        options.say(render_sweep(first, rows, the_sweep.reeksen, n, the_sweep.folder, is_stored=stored is not None))


@woonsim.command(help="help_validate", options_metavar="opties")
@options.scenario_file
@options.sets
@options.plugins
@options.lang
def validate(bestand: Path, sets: tuple[str, ...], plugins: tuple[Path, ...]) -> None:
    """Check a scenario, and nothing else."""
    from woonsim.load import load_bytes
    from woonsim.scenario.overlay import recorded
    from woonsim.scenario.source import read_bytes
    from woonsim.varianten import check_varianten

    data, given, files = read_bytes(bestand), options.given(sets), options.plugin_files(plugins)
    scenario = load_bytes(data, str(bestand), given, files)
    check_varianten(scenario, recorded(data, str(bestand), given), str(bestand), files)
    options.say(tekst("geldig", bestand=bestand, naam=scenario.naam) + "\n")


@woonsim.command(help="help_schema", options_metavar="opties")
@options.plugins
@options.lang
def schema(plugins: tuple[Path, ...]) -> None:
    """Print the JSON Schema of a scenario."""
    from woonsim.load import policy_schemas
    from woonsim.scenario.schema import schema_text

    options.say(schema_text(policy_schemas(options.plugin_files(plugins))))
