"""The commands `woonsim plugins check` and `bench`: whether a policy keeps the laws, and how long it takes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from woonsim import options
from woonsim.cli_plugins import plugins
from woonsim.errors import Exit
from woonsim.usage import Argument, Whole

if TYPE_CHECKING:
    from woonsim.testing.toets import Uitkomst

__all__ = ["plugins"]
_MOST_EXAMPLES = 100_000
_EXAMPLES = 100

_given = options.option("--parameter", "given", "help_parameter", multiple=True, metavar="parameterwaarde")


@plugins.command("check", help="help_plugins_check", options_metavar="opties")
@click.argument("naam", cls=Argument, metavar="naam_of_bestand")
@options.plugins
@_given
@options.option("--examples", "examples", "help_examples", type=Whole(1, _MOST_EXAMPLES), default=_EXAMPLES)
@options.folder("--out", "out", "help_out_check")
@options.as_json
@options.lang
def check_policy(
    naam: str, plugins: tuple[Path, ...], given: tuple[str, ...], examples: int, out: Path | None, as_json: bool
) -> int:
    """Judge the laws for a policy, or for all in a file."""
    from woonsim.testing.kind import check
    from woonsim.testing.uitslag import as_json as to_json
    from woonsim.testing.uitslag import chosen, line, parameters_in, save_case

    found: dict[str, list[Uitkomst]] = {}
    for soort, policy in chosen(naam, plugins).items():
        if not as_json:
            options.say(f"{soort}\n")
        outcomes = found.setdefault(soort, [])
        for outcome in check(policy, parameters_in(given), examples):
            saved = save_case(outcome, soort, out or Path()) if outcome.geval else None
            outcomes.append(outcome)
            if not as_json:
                options.say(line(outcome, saved))
    if as_json:
        options.say(to_json(found))
    broken = any(outcome.houdt is False for outcomes in found.values() for outcome in outcomes)
    return Exit.check_failed if broken else Exit.done


@plugins.command("bench", help="help_plugins_bench", options_metavar="opties")
@click.argument("naam", cls=Argument, metavar="naam_of_bestand", required=False)
@options.plugins
@_given
@options.as_json
@options.lang
def bench_policy(naam: str | None, plugins: tuple[Path, ...], given: tuple[str, ...], as_json: bool) -> None:
    """Show how long policies take, beside the built-in ones."""
    from woonsim.testing.bench import measure
    from woonsim.testing.uitslag import bench_as_json, built_in, chosen, parameters_in, render_bench

    asked: dict[str, Any] = chosen(naam, plugins) if naam else {}
    beside = {soort: policy for soort, policy in built_in().items() if soort not in asked}
    metingen = [m for policy in asked.values() for m in measure(policy, parameters_in(given))]
    metingen += [m for policy in beside.values() for m in measure(policy, {})]
    options.say(bench_as_json(metingen) if as_json else render_bench(metingen, set(asked)))
