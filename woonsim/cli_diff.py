"""The command `woonsim diff`: what one scenario has other than another, in sentences."""

from __future__ import annotations

from pathlib import Path
from textwrap import fill

import click

from woonsim import options
from woonsim.schermteksten import tekst
from woonsim.usage import Argument, Command

_WIDTH = 79


@click.command(cls=Command, help="help_diff", options_metavar="opties")
@click.argument("a", cls=Argument, metavar="scenario_a")
@click.argument("b", cls=Argument, metavar="scenario_b")
@options.option("--set", "sets", "help_set_diff", multiple=True, metavar="wijziging")
@options.plugins
@options.as_json
@options.lang
def diff(a: str, b: str, sets: tuple[str, ...], plugins: tuple[Path, ...], as_json: bool) -> None:
    """Compare two scenarios; the changes of --set are laid over the second."""
    from woonsim.onderscheid import as_json as to_json
    from woonsim.onderscheid import inhoud_of, sentences
    from woonsim.scenario.verschil import differences
    from woonsim.varianten import read_versie

    files = options.plugin_files(plugins)
    base = read_versie(a, files)
    other = read_versie(b, files, base)
    one = inhoud_of(base.content, base.file, (), files)
    two = inhoud_of(other.content, other.file, options.given(sets), files)
    found = differences(one, two)
    if as_json:
        options.say(to_json(found))
        return
    lines = [fill(line, _WIDTH, subsequent_indent="  ") for line in sentences(found)] or [tekst("diff_geen")]
    options.say("\n".join(lines) + "\n")
