"""The command `woonsim diff`: what one scenario has other than another, in sentences."""

from __future__ import annotations

from pathlib import Path
from textwrap import fill

import click

from woonsim import options
from woonsim.schermteksten import tekst
from woonsim.usage import Argument, Command

_WIDTH = 79
_file = click.Path(path_type=Path, readable=False)


@click.command(cls=Command, help="help_diff", options_metavar="opties")
@click.argument("a", cls=Argument, metavar="scenario_a", type=_file)
@click.argument("b", cls=Argument, metavar="scenario_b", type=_file)
@options.option("--set", "sets", "help_set_diff", multiple=True, metavar="wijziging")
@options.plugins
@options.as_json
@options.lang
def diff(a: Path, b: Path, sets: tuple[str, ...], plugins: tuple[Path, ...], as_json: bool) -> None:
    """Compare two scenarios; the changes of --set are laid over the second."""
    from woonsim.scenario.source import read_bytes
    from woonsim.scenario.verschil import differences
    from woonsim.versies import as_json as to_json
    from woonsim.versies import sentences, version_of

    files = options.plugin_files(plugins)
    base = version_of(read_bytes(a), str(a), (), files)
    other = version_of(read_bytes(b), str(b), options.given(sets), files)
    found = differences(base, other)
    if as_json:
        options.say(to_json(found))
        return
    lines = [fill(line, _WIDTH, subsequent_indent="  ") for line in sentences(found)] or [tekst("diff_geen")]
    options.say("\n".join(lines) + "\n")
