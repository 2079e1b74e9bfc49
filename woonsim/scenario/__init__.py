"""The scenario: one YAML file, read strictly, checked whole, every fault at its place.

Importing this package costs nothing; pydantic and ruamel.yaml are loaded when a scenario is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Sequence

    from woonsim.errors import Fault
    from woonsim.scenario.model import Scenario
    from woonsim.scenario.overlay import Wijziging
    from woonsim.scenario.tree import Tree


def read_scenario(path: str | os.PathLike[str]) -> tuple[Scenario, Tree]:
    """The scenario in a file, and its tree for checks that come later (parameters of policies).

    A ScenarioError carries every fault found.
    """
    import os

    from woonsim.scenario.source import read_bytes

    return parse_scenario(read_bytes(path), os.fspath(path))


def parse_scenario(
    data: bytes,
    file: str,
    also: Callable[[Tree], Iterable[Fault]] | None = None,
    wijzigingen: Sequence[Wijziging] = (),
) -> tuple[Scenario, Tree]:
    """The scenario in the bytes of a file; `file` is what faults call it. As `read_scenario`.

    `also` finds further faults in the tree, so that these are told together with the others. `wijzigingen`
    are laid over what the file says.
    """
    from pydantic import ValidationError

    from woonsim.errors import ScenarioError
    from woonsim.scenario.checks import check_references, check_scenario
    from woonsim.scenario.faults import merged, to_faults
    from woonsim.scenario.model import Scenario
    from woonsim.scenario.overlay import overlay
    from woonsim.scenario.reader import read_tree

    tree = read_tree(data, file)
    overlay(tree, wijzigingen)
    faults = list(tree.faults)
    scenario = None
    try:
        scenario = Scenario.model_validate(tree.data)
    except ValidationError as error:
        faults += to_faults(error.errors(include_url=False), tree, Scenario)
    faults += check_references(tree)
    if also is not None:
        faults += also(tree)
    if scenario is not None and not faults:
        faults += check_scenario(scenario, tree)
    if faults or scenario is None:
        raise ScenarioError(merged(faults))
    return scenario, tree
