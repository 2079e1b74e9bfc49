"""The command `woonsim test`: cases in YAML, and what comes out differently."""

from __future__ import annotations

from pathlib import Path

import click

from woonsim import options
from woonsim.errors import Exit
from woonsim.usage import Argument, Command

_cases = click.argument(
    "paden",
    cls=Argument,
    metavar="gevallen",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, readable=False),
)


@click.command(cls=Command, help="help_test", options_metavar="opties")
@_cases
@options.plugins
@options.as_json
@options.lang
def test(paden: tuple[Path, ...], plugins: tuple[Path, ...], as_json: bool) -> int:
    """Run cases, and show the rows that differ."""
    from woonsim.gevallen.bestand import read_cases
    from woonsim.gevallen.toets import as_json as to_json
    from woonsim.gevallen.toets import render, run
    from woonsim.plugins import available

    files = options.plugin_files(plugins)
    outcomes = run(read_cases(paden, files), available(files))
    options.say(to_json(outcomes) if as_json else render(outcomes))
    return Exit.check_failed if any(outcome.verschillen for outcome in outcomes) else Exit.done
