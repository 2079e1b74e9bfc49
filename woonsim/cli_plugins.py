"""The commands `woonsim plugins`: what policies there are, what one asks and does, and a new one."""

from __future__ import annotations

from pathlib import Path

import click

from woonsim import options
from woonsim.usage import Argument, Group


@click.group(cls=Group, help="help_plugins", subcommand_metavar="opdracht", options_metavar="opties")
@options.lang
def plugins() -> None:
    """All commands about policies."""


policy_name = click.argument("naam", cls=Argument, metavar="naam_beleid")


@plugins.command("list", help="help_plugins_list", options_metavar="opties")
@options.plugins
@options.as_json
@options.lang
def list_policies(plugins: tuple[Path, ...], as_json: bool) -> None:
    """Show which policies there are."""
    from woonsim.policylist import as_json as to_json
    from woonsim.policylist import entries, render

    found = entries(options.plugin_files(plugins))
    options.say(to_json(found) if as_json else render(found))
