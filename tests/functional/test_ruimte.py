"""What the rules that spread lettings and leave room do to a run, through the public way in."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from woonsim.begrippen import Post
from woonsim.load import load_bytes
from woonsim.record import Replicatie
from woonsim.simulation import play

DATA = Path(__file__).parents[1] / "data" / "klein.yaml"
TEXT = DATA.read_text(encoding="utf-8").replace("looptijd: 10 jaar", "looptijd: 2 jaar")
GROUPS = "doelgroepen: [uitstroom, statushouders, urgenten]"


def with_rules(*rules: str, text: str = TEXT) -> str:
    """The scenario with these policies before all others."""
    first = "beleid:\n"
    assert text.count(first) == 1
    return text.replace(first, first + "".join(f"  - {rule}\n" for rule in rules))


def run(text: str, nummer: int = 0) -> Replicatie:
    return play(load_bytes(text.encode(), "klein.yaml"), replicatie=nummer)


def same(one: Replicatie, other: Replicatie, *besides: str) -> bool:
    """Whether all tables are equal, but for those and for the column complex."""
    return all(
        all(
            np.array_equal(column, other.feiten[table][name], equal_nan=column.dtype.kind == "f")
            for name, column in columns.items()
            if name not in ("complex", "regel", "rekening")
        )
        for table, columns in one.feiten.items()
        if table not in besides
    )


def vulnerable(replicatie: Replicatie, per: str) -> np.ndarray[Any, Any]:
    """How many of the groups were housed in each complex or kern that had any."""
    table = replicatie.feiten["toewijzing"]
    return np.unique(table[per][np.isin(table["doelgroep"], (1, 2, 3))], return_counts=True)[1]


def test_the_size_of_complexes_decides_nothing_by_itself() -> None:
    cut = TEXT.replace("toegankelijkheid: ZON, aantal", "toegankelijkheid: ZON, complexgrootte: 7, aantal")
    assert cut != TEXT
    one, other = run(TEXT), run(cut)
    assert same(one, other)
    numbers = [len(set(r.feiten["toewijzing"]["complex"].tolist())) for r in (one, other)]
    assert numbers[0] <= 4 < 20 < numbers[1]


def test_ontheffing_for_all_is_no_spreiding() -> None:
    rule = f"spreiding: {{{GROUPS}, maximum_per_complex: 0, afkoelperiode: 1 jaar, ontheffing: 100%}}"
    assert same(run(TEXT), run(with_rules(rule)), "grootboek", "ruimtegebrek")


@pytest.mark.parametrize(("cap", "per"), [("maximum_per_complex: 1", "complex"), ("maximum_per_kern: 3", "kern")])
def test_spreiding_houses_no_more_than_its_cap_and_says_what_it_blocked(cap: str, per: str) -> None:
    cut = TEXT.replace("aantal: {", "complexgrootte: 15, aantal: {")
    rule = f"spreiding: {{{GROUPS}, {cap}, periode: 2 jaar}}"
    before, after = run(cut), run(with_rules(rule, text=cut))
    most = int(cap[-1])
    assert vulnerable(before, per).max() > most
    assert vulnerable(after, per).max() == most
    name = after.namen["rekening"].index(f"spreiding.per_{per}")
    gebrek = after.feiten["ruimtegebrek"]
    blocked = gebrek["rekening"] == name
    assert len(set(gebrek["vrijkomst"][blocked].tolist())) == blocked.sum() > 5
    assert (gebrek["deel"][blocked] >= 0).all()


def test_half_the_ontheffing_lets_about_half_through() -> None:
    """With no room at all, who is housed has ontheffing: a keyed half of the freed woningen, the same for all."""
    rule = f"spreiding: {{{GROUPS}, maximum_per_kern: 0, ontheffing: 50%}}"
    runs = [run(with_rules(rule), number) for number in range(4)]
    groups = [run_.feiten for run_ in runs]
    housed = [f["toewijzing"]["vrijkomst"][np.isin(f["toewijzing"]["doelgroep"], (1, 2, 3))] for f in groups]
    blocked = [_blocked(run_) for run_ in runs]
    # what one of them was passed over for has no ontheffing, and goes to none of them
    assert all(not set(h.tolist()) & b for h, b in zip(housed, blocked, strict=True))
    assert sum(map(len, housed)) > 20


def test_a_tighter_cap_blocks_more() -> None:
    rules = [f"spreiding: {{{GROUPS}, maximum_per_kern: {n}}}" for n in (0, 1, 4)]
    told = [sum(len(_blocked(run(with_rules(rule), number))) for number in range(3)) for rule in rules]
    assert told[0] > told[1] > told[2] > 0


def _blocked(replicatie: Replicatie) -> set[int]:
    """The freed woningen for which spreiding had no room."""
    gebrek, names = replicatie.feiten["ruimtegebrek"], replicatie.namen["rekening"]
    return set(gebrek["vrijkomst"][gebrek["rekening"] == names.index("spreiding.per_kern")].tolist())


def _expensive(replicatie: Replicatie) -> tuple[int, int]:
    """Lettings of 2021 to incomes at or under 23,725 EUR of one person: above 633.25 EUR, and all."""
    table = replicatie.feiten["toewijzing"]
    entitled = (table["inkomen_eur"] <= 23_725) & (table["personen"] == 1) & (table["leeftijd"] < 66)
    mine = entitled & (table["kanaal"] != 2) & (table["jaar"] == 2021)
    return int((mine & (table["rekenhuur_eur"] > 633.25)).sum()), int(mine.sum())


def test_the_norm_of_passend_toewijzen_leaves_a_twentieth() -> None:
    """With rents around the aftoppingsgrens: none with `altijd`, about a twentieth by law, more with less norm."""
    dear = TEXT.replace("rekenhuur: 610 EUR/maand", "rekenhuur: 640 EUR/maand")
    counts = {}
    for norm in ("altijd", "wettelijk", "50%"):
        text = dear.replace("  - passend_toewijzen\n", f"  - passend_toewijzen: {{norm: {norm}}}\n")
        told = [_expensive(run(text, number)) for number in range(3)]
        counts[norm] = sum(n for n, _ in told) / sum(of for _, of in told)
    assert counts["altijd"] == 0 < counts["wettelijk"] <= 0.1
    assert counts["50%"] > 3 * counts["wettelijk"]


def test_no_share_of_local_priority_is_none() -> None:
    rule = "lokale_binding: {aandeel: 0%, aandeel_woonachtig: 100%}"
    assert same(run(TEXT), run(with_rules(rule)), "grootboek")


def test_lettings_of_woningen_that_are_not_daeb_give_no_room() -> None:
    """A fifth by law in 2021, and 7.5% in 2022, of the lettings at or under the rent limit of that year."""
    dear = TEXT.replace("rekenhuur: 610 EUR/maand", "rekenhuur: 900 EUR/maand")
    facts = run(dear)
    boek, let = facts.feiten["grootboek"], facts.feiten["toewijzing"]
    mine = (boek["rekening"] == facts.namen["rekening"].index("daeb_ruimte")) & (boek["post"] == int(Post.recht))
    for jaar, share, limit in ((2021, Fraction(20, 100), 752.33), (2022, Fraction(75, 1000), 763.47)):
        in_year = let["jaar"] == jaar
        cheap = int((in_year & (let["rekenhuur_eur"] <= limit)).sum())
        assert int(boek["aantal"][mine & (boek["jaar"] == jaar)].sum()) == int(share * cheap)
        assert int(share * int(in_year.sum())) > int(share * cheap) > 0
