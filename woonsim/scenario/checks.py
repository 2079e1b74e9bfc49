"""What must hold between parts of a scenario: references, unique names, sums, size."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any

from woonsim.begrippen import Voorziening
from woonsim.berichten import bericht
from woonsim.errors import Fault
from woonsim.scenario.faults import MAX_FAULTS
from woonsim.scenario.klassen import HERKOMST_KEYS
from woonsim.scenario.model import Nieuwbouw, Scenario
from woonsim.scenario.omvang import estimate
from woonsim.scenario.problem import near, show
from woonsim.scenario.tree import Path, Tree, dotted


def check_references(tree: Tree) -> list[Fault]:
    """Faults in what refers to something else: these need no valid scenario, only the tree."""
    kernen = _names(tree, "kernen")
    faults = chain(
        _duplicates(tree, kernen),
        _duplicates(tree, _names(tree, "afspraken")),
        _duplicates(tree, _names(tree, "varianten")),
        _duplicates(tree, _names(tree, "voorraadwijzigingen")),
        _duplicates(tree, _policy_names(tree)),
        _unknown_kernen(tree, [name for _, name in kernen]),
        _sources(tree),
        _not_finite(tree, (), tree.data),
    )
    return list(islice(faults, 2 * MAX_FAULTS))


def check_scenario(scenario: Scenario, tree: Tree) -> list[Fault]:
    """Faults of a scenario whose parts are each valid: an empty stock, a size beyond this machine's memory.

    One replication must fit; how many more do, and of how many the facts are kept, is asked when they are played.
    """
    if not any(regel.aantal for regel in scenario.woningvoorraad):
        return [tree.fault(("woningvoorraad",), bericht("empty_stock"), at_key=True)]
    missing = [v.name for v in Voorziening if v not in scenario.voorzieningen]
    for naam in missing if scenario.terugval is not None else []:
        if scenario.terugval is not None and scenario.terugval.naar[naam] > 0:
            return [tree.fault((naam,), bericht("part_missing", where="terugval.naar"))]
    faults = list(_too_few(scenario, tree))
    if faults:
        return faults
    refusal = estimate(scenario, 1).refusal()
    if refusal is None:
        return []
    return [tree.fault(_largest(scenario), refusal)]


def _too_few(scenario: Scenario, tree: Tree) -> Iterator[Fault]:
    """Changes of the stock that are about more woningen than there are."""
    for i, wijziging in enumerate(scenario.voorraadwijzigingen):
        if isinstance(wijziging, Nieuwbouw):
            continue
        there = sum(regel.aantal for regel in scenario.woningvoorraad if wijziging.waar.covers(regel))
        if there < (1 if wijziging.aantal is None else wijziging.aantal):
            message = bericht("too_few_woningen", given=wijziging.aantal or 1, there=there)
            yield tree.fault(("voorraadwijzigingen", i, "waar" if wijziging.aantal is None else "aantal"), message)


def _largest(scenario: Scenario) -> Path:
    """Where the number stands that makes the scenario as big as it is."""
    zoekenden = scenario.woningzoekenden
    sizes: dict[Path, float] = {
        ("woningvoorraad", i, "aantal"): regel.aantal for i, regel in enumerate(scenario.woningvoorraad)
    }
    for i, wijziging in enumerate(scenario.voorraadwijzigingen):
        if isinstance(wijziging, Nieuwbouw):
            sizes["voorraadwijzigingen", i, "aantal"] = wijziging.aantal
    for part in ("gemeente", "regio"):
        sizes["woningzoekenden", "ingeschreven", part] = getattr(zoekenden.ingeschreven, part)
        sizes["woningzoekenden", "instroom", part] = getattr(zoekenden.instroom, part) * scenario.looptijd
    return max(sizes, key=lambda path: sizes[path])


def _entries(tree: Tree, key: str) -> list[Any]:
    entries = tree.data.get(key)
    return entries if isinstance(entries, list) else []


def _names(tree: Tree, key: str) -> list[tuple[Path, str]]:
    """Where the entries of list `key` have their names, and what these are."""
    entries = enumerate(_entries(tree, key))
    named = [((key, i, "naam"), entry.get("naam")) for i, entry in entries if isinstance(entry, dict)]
    return [(path, name) for path, name in named if isinstance(name, str)]


def _policy_names(tree: Tree) -> list[tuple[Path, str]]:
    """Where the policies have their names (given, else their type), and what these are."""
    names: list[tuple[Path, str]] = []
    for i, entry in enumerate(_entries(tree, "beleid")):
        if isinstance(entry, str):
            names.append((("beleid", i), entry))
        elif isinstance(entry, dict) and len(entry) == 1:
            soort, parameters = next(iter(entry.items()))
            given = parameters.get("naam") if isinstance(parameters, dict) else None
            names.append((("beleid", i, soort, "naam"), given) if isinstance(given, str) else (("beleid", i), soort))
    return names


def _duplicates(tree: Tree, names: Iterable[tuple[Path, str]]) -> Iterator[Fault]:
    first: dict[str, Path] = {}
    for path, name in names:
        if name in first:
            yield tree.fault(path, bericht("duplicate_name", given=show(name), where=dotted(first[name])))
        first.setdefault(name, path)


def _unknown_kernen(tree: Tree, kernen: list[str]) -> Iterator[Fault]:
    if not kernen:
        return  # That is a fault of its own, and one is enough.
    for path, kern in _named_kernen(tree):
        if kern not in kernen:
            message = bericht("unknown_reference", given=show(kern), where="kernen", hint=near(kern, kernen))
            yield tree.fault(path, message)


def _named_kernen(tree: Tree) -> Iterator[tuple[Path, str]]:
    """Where the stock and its changes name a kern, and which."""
    for key in ("woningvoorraad", "voorraadwijzigingen"):
        for i, regel in enumerate(_entries(tree, key)):
            table = regel if isinstance(regel, dict) else {}
            for path, part in (((key, i, "kern"), table), ((key, i, "waar", "kern"), table.get("waar"))):
                kern = part.get("kern") if isinstance(part, dict) else None
                if isinstance(kern, str):
                    yield path, kern


def _sources(tree: Tree) -> Iterator[Fault]:
    """Every `bron` names a row of `bronnen`; no number has both a `bron` and an `aanname`."""
    rows = tree.data.get("bronnen")
    bronnen = list(rows) if isinstance(rows, dict) else []
    for path, table in _tables((), tree.data):
        for key in HERKOMST_KEYS:
            if key in table and not (isinstance(table[key], str) and table[key].strip()):
                yield tree.fault((*path, key), bericht("source_empty", key=key))
        bron = table.get("bron")
        if isinstance(bron, str) and bron.strip() and bron not in bronnen:
            message = bericht("unknown_reference", given=show(bron), where="bronnen", hint=near(bron, bronnen))
            yield tree.fault((*path, "bron"), message)
        if all(key in table for key in HERKOMST_KEYS):
            yield tree.fault((*path, "aanname"), bericht("both_sources"), at_key=True)


def _not_finite(tree: Tree, path: Path, value: Any) -> Iterator[Fault]:
    """No number is NaN or infinite, not even where a policy or nobody reads it."""
    if isinstance(value, float) and not math.isfinite(value):
        yield tree.fault(path, bericht("not_finite", given=show(value)))
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in items:
        yield from _not_finite(tree, (*path, key), part)


def _tables(path: Path, value: Any) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Every table in the scenario with its path, except the rows of `bronnen`."""
    if path == ("bronnen",):
        return
    if isinstance(value, dict):
        yield path, value
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in items:
        yield from _tables((*path, key), part)
