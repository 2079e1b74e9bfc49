"""The command `woonsim goal-seek`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from woonsim import options
from woonsim.errors import UsageError
from woonsim.schermteksten import tekst
from woonsim.usage import Command

if TYPE_CHECKING:
    from woonsim.goalseek import GoalSeek, Load

_RESULTS = Path("resultaten")


@click.command("goal-seek", cls=Command, help="help_goal_seek", options_metavar="opties")
@options.scenario_file
@options.option("--doel", "doel", "help_doel", metavar="eis")
@options.option("--grens", "grenzen", "help_grens", multiple=True, metavar="eis")
@options.option("--over", "over", "help_over_goal_seek", metavar="bereik")
@options.option("--stap", "stap", "help_stap", metavar="stap")
@options.playing("help_out_goal_seek", "help_quiet_sweep")
def goal_seek(
    bestand: Path, doel: str | None, grenzen: tuple[str, ...], over: str | None, stap: str | None, **asked: Any
) -> None:
    """Look for the smallest value that meets an aim within limits, keep what it costs, show it."""
    from woonsim.goalseek import GoalSeek, read_vraag
    from woonsim.scenario.overlay import recorded
    from woonsim.scenario.source import read_bytes

    if doel is None:
        raise UsageError(tekst("doel_ontbreekt"))
    if over is None:
        raise UsageError(tekst("bereik_ontbreekt"))
    data, out = read_bytes(bestand), asked["out"]
    load = _loader(data, bestand, asked)
    the_search = GoalSeek(
        vraag=read_vraag(load, over, doel, grenzen, stap),
        content=recorded(data, str(bestand), options.given(asked["sets"])),
        folder=out or _RESULTS / f"{bestand.stem}-goal-seek",
        replicaties=asked["replications"],
        seed=asked["seed"],
        jobs=asked["jobs"] or options.cores(),
        make_parent=out is None,
    )
    _show(the_search, asked["force"], as_json=asked["as_json"], quiet=asked["quiet"])


def _loader(data: bytes, bestand: Path, asked: dict[str, Any]) -> Load:
    """What gives the scenario of the file with the changes asked for, and then some."""
    from woonsim.load import load_bytes
    from woonsim.scenario.overlay import Wijziging

    given, files = options.given(asked["sets"]), options.plugin_files(asked["plugins"])

    def load(changes: list[str]) -> Any:
        laid = [*given, *(Wijziging(text, "--over") for text in changes)]
        scenario = load_bytes(data, str(bestand), laid, files)
        return options.fitting(scenario, asked["years"], asked["replications"])

    return load


def _show(the_search: GoalSeek, force: bool, *, as_json: bool, quiet: bool) -> None:
    from woonsim.goalseek import as_json as to_json
    from woonsim.goalseektabel import render_goal_seek
    from woonsim.progress import show_progress

    tables = stored = the_search.stored(force=force)
    vraag, n = the_search.vraag, the_search.replicaties
    if tables is None:
        watch = show_progress(vraag.basis, n * vraag.most_values, quiet=quiet)
        tables = the_search.play(watch, force=force)
    if as_json:
        options.say(to_json(tables))
    elif not quiet:
        options.say(render_goal_seek(vraag, tables, n, the_search.folder, is_stored=stored is not None))
