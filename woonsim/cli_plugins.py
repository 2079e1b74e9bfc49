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
    from woonsim.policylist import entries, list_as_json, render_list

    found = entries(options.plugin_files(plugins))
    options.say(list_as_json(found) if as_json else render_list(found))


@plugins.command("info", help="help_plugins_info", options_metavar="opties")
@policy_name
@options.plugins
@options.as_json
@options.lang
def show_policy(naam: str, plugins: tuple[Path, ...], as_json: bool) -> None:
    """Show everything about one policy."""
    from woonsim import policylist

    found = policylist.description(naam, options.plugin_files(plugins))
    options.say(policylist.as_json(found) if as_json else policylist.render(found))


@plugins.command("new", help="help_plugins_new", options_metavar="opties")
@policy_name
@options.option("--package", "package", "help_package", is_flag=True, default=False)
@options.folder("--out", "out", "help_out_new")
@options.lang
def new_policy(naam: str, package: bool, out: Path | None) -> None:
    """Write a policy to start from."""
    from woonsim.policytemplate import write_policy
    from woonsim.schermteksten import tekst

    written = write_policy(naam, out or Path(), is_package=package)
    options.say("".join(f"{path}\n" for path in written))
    if package:
        options.say(tekst("nieuw_pakket", map=written[0].parent, naam=naam))
    else:
        options.say(tekst("nieuw_beleid", bestand=written[0], geval=written[1], naam=naam))
