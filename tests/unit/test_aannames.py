"""Assumption sets: what is found in a scenario, that draws are spread and keyed, and that the reader takes them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from woonsim.aannames import Aanname, Aannamesets, draw_sets, find_aannames
from woonsim.errors import ScenarioError, UsageError
from woonsim.load import load_bytes
from woonsim.scenario import parse_scenario
from woonsim.scenario.overlay import Wijziging, path_of
from woonsim.scenario.pad import written_path
from woonsim.scenario.tree import Path as Path_
from woonsim.scenario.tree import Tree

KLEIN = (Path(__file__).parents[1] / "data" / "klein.yaml").read_text(encoding="utf-8")

RENT = ("rekenhuur: 610 EUR/maand", "rekenhuur: {waarde: 610 EUR/maand, aanname: geschat, marge: [500, 700]}")


def tree_of(*changes: tuple[str, str]) -> Tree:
    text = KLEIN
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return parse_scenario(text.encode(), "klein.yaml")[1]


def drawn(tree: Tree, n: int = 5, seed: int = 1, paden: Sequence[str] = ()) -> Aannamesets:
    return draw_sets(tree, n, seed, lambda changes: load_bytes(tree.bytes, tree.file, list(changes)), paden)


def column(sets: Aannamesets, pad: str) -> np.ndarray:
    return sets.waarden[:, [a.pad for a in sets.aannames].index(pad)]


def test_every_set_is_a_scenario_within_the_margins() -> None:
    tree = tree_of(RENT)
    sets = drawn(tree, n=5)
    assert sets.vast == ()
    assert sets.waarden.shape == (5, len(sets.aannames))
    for i, aanname in enumerate(sets.aannames):
        assert ((sets.waarden[:, i] >= aanname.low) & (sets.waarden[:, i] <= aanname.high)).all()
    for changes, row in zip(sets.wijzigingen, sets.waarden, strict=True):
        scenario = load_bytes(tree.bytes, tree.file, list(changes))
        values = {a.pad: value for a, value in zip(sets.aannames, row, strict=True)}
        assert scenario.aanbod.reactiekans.regio == pytest.approx(values["aanbod.reactiekans.regio"] / 100)
        assert scenario.woningvoorraad[0].rekenhuur == pytest.approx(values["woningvoorraad[0].rekenhuur"])


def test_every_part_of_a_margin_is_drawn_once_and_half_lies_below_the_value() -> None:
    sets = drawn(tree_of(), n=10, paden=["aanbod"])
    values = np.sort(column(sets, "aanbod.acceptatiekans.gemeente"))
    # the margin is 15% to 40% around 29%: ten parts, five on either side
    edges = np.concatenate([np.linspace(15, 29, 6), np.linspace(29, 40, 6)[1:]])
    assert ((values >= edges[:-1]) & (values <= edges[1:])).all()


def test_what_else_is_assumed_does_not_change_a_draw() -> None:
    alone, together = drawn(tree_of(), paden=["aanbod.reactiekans.regio"]), drawn(tree_of(RENT))
    pad = "aanbod.reactiekans.regio"
    assert [a.pad for a in alone.aannames] == [pad]
    np.testing.assert_array_equal(column(alone, pad), column(together, pad))
    assert (column(drawn(tree_of(), seed=2, paden=[pad]), pad) != column(alone, pad)).all()


def test_what_is_counted_is_drawn_in_whole_numbers() -> None:
    edited = tree_of(
        ("maximum_reacties: 2", "maximum_reacties: {waarde: 2, aanname: gebruikelijk, marge: [1, 4]}"),
        ("eigen_kern: 2", "eigen_kern: {waarde: 2, aanname: geschat, marge: [1, 4]}"),
    )
    sets = drawn(edited, n=20, paden=["aanbod.maximum_reacties", "aanbod.voorkeur"])
    assert [a.is_geheel for a in sets.aannames] == [True, False]
    counts = Counter(column(sets, "aanbod.maximum_reacties").tolist())
    assert set(counts) == {1.0, 2.0, 3.0, 4.0}
    assert min(counts.values()) >= 2
    assert len(set(column(sets, "aanbod.voorkeur.eigen_kern"))) > 15


def test_a_sourced_number_is_no_assumption_and_a_part_lends_its_aanname() -> None:
    edited = tree_of(
        ("maximum_reacties: 2", "maximum_reacties: {waarde: 2, bron: S01, marge: [1, 4]}"),
        ("na_rondes: 12", "na_rondes: {waarde: 12, marge: [6, 20]}"),
    )
    found = [a.pad for a in find_aannames(edited)[0]]
    assert "aanbod.maximum_reacties" not in found
    # `aanbod` as a whole is an aanname
    assert "aanbod.onverhuurd.na_rondes" in found


def test_what_is_bound_to_a_sum_stays_at_its_value_and_is_named() -> None:
    tree = tree_of()
    redenen = tree.at(("mutatie", "redenen"))
    naam, share = next((key, value) for key, value in redenen.items() if str(value).endswith("%"))
    edited = tree_of((f"{naam}: {share}", f"{naam}: {{waarde: {share}, aanname: geschat, marge: [1%, 99%]}}"))
    sets = drawn(edited, n=3)
    assert [v.pad for v in sets.vast] == [f"mutatie.redenen.{naam}"]
    assert sets.vast[0].reden
    assert len(sets.aannames) == len(find_aannames(tree)[0])


def test_a_scenario_refused_for_something_else_says_so() -> None:
    tree = tree_of()

    def refuse(changes: Sequence[Wijziging]) -> object:
        return load_bytes(tree.bytes, tree.file, [*changes, Wijziging("looptijd=0 jaar", "--set")])

    with pytest.raises(ScenarioError, match="looptijd"):
        draw_sets(tree, 4, 1, refuse)


@pytest.mark.parametrize(
    ("pad", "words"),
    [
        ("aanbod.reactiekan", ("aanbod.reactiekans",)),
        ("aanbod.reactiekans.regoi", ("regio",)),
        ("gemeente.naam", ("gemeente.naam", "marge")),
        ("kernen[99]", ("kernen",)),
    ],
)
def test_path_without_an_assumption_is_refused(pad: str, words: tuple[str, ...]) -> None:
    with pytest.raises(UsageError) as caught:
        find_aannames(tree_of(), [pad])
    for word in words:
        assert word in str(caught.value)


def test_scenario_that_assumes_nothing_has_no_sets() -> None:
    tree = tree_of()
    for part in tree.data.values():
        _forget(part)
    with pytest.raises(UsageError, match="aanname"):
        draw_sets(tree, 4, 1, lambda changes: None)


def _forget(value: object) -> None:
    if isinstance(value, dict):
        value.pop("marge", None)
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        _forget(part)


@pytest.mark.parametrize(
    ("eenheid", "value", "text"),
    [
        ("EUR/maand", 612.345, "p=612.35 EUR/maand"),
        ("EUR/maand", 12.345, "p=12.35 EUR/maand"),
        ("%", 5.25, "p=5.25%"),
        ("", 0.12345678, "p=0.12346"),
        ("maanden", 9.0, "p=9 maanden"),
    ],
)
def test_value_is_written_as_the_scenario_would(eenheid: str, value: float, text: str) -> None:
    aanname = Aanname("p", "p", "", 0.0, 1.0, 1e6, eenheid, ("p",))
    assert aanname.change(value).text == text


def test_every_path_is_written_as_a_change_names_it() -> None:
    tree = tree_of()
    paths = [path for path, value in _leaves((), tree.data) if value is not None and path[:1] != ("wijzigingen",)]
    assert len(paths) > 200
    assert [path for path in paths if path_of(tree, written_path(tree, path)) != path] == []


def _leaves(path: Path_, value: object) -> Iterator[tuple[Path_, object]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else None
    if items is None:
        yield path, value
    for key, part in items or ():
        yield from _leaves((*path, key), part)
