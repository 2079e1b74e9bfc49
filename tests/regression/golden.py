"""What runs did when they were last looked at, as text that a person can read.

`klein.txt` tells every event of `klein.yaml`; `midden-drenthe.txt` counts the first year of the shipped
scenario. After a change that should change outcomes, write them again and read the difference:

    python -m tests.regression.golden && git diff tests/regression
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from woonsim.load import load_scenario
from woonsim.results import Results
from woonsim.simulation import play

HERE = Path(__file__).parent
SHIPPED = HERE.parents[1] / "scenarios" / "midden-drenthe.yaml"

Line = tuple[Any, int, str]
"""When it happened, its place among what happened at that moment, and what it was."""


def _who(row: Any) -> str:
    kind = row.doelgroep if row.doelgroep != "regulier" else f"{row.woonsituatie} uit {row.herkomst}"
    return f"{kind} ({row.stroom} {row.volgnummer}, {row.leeftijd} jaar, {row.personen}p, {row.inkomen_eur} EUR)"


def _freed(row: Any) -> tuple[Any, str]:
    label = f", {row.leeftijdslabel}plus" if row.leeftijdslabel else ""
    chain = f"keten {row.keten}, schakel {row.schakel}"
    return row.opzegdatum, (
        f"vrijkomst {row.vrijkomst}: woning {row.woning} in {row.kern}{label}, {row.oorzaak} na "
        f"{row.woonduur_dagen} dagen; {chain}; {row.kanaal}; vrij op {row.einddatum:%Y-%m-%d}"
    )


def _advertised(row: Any) -> tuple[Any, str]:
    outcome = "verhuurd" if row.verhuurd else "onverhuurd terug"
    counts = f"{row.reacties} reacties, {row.weigeringen} weigeringen, {row.ingetrokken} overgeslagen"
    return row.sluiting, f"ronde {row.ronde} van vrijkomst {row.vrijkomst}: {counts}; {outcome}"


def _let(row: Any) -> tuple[Any, str]:
    waited = f", {row.inschrijfduur_dagen:.0f} dagen ingeschreven" if row.inschrijfduur_dagen >= 0 else ""
    voorrang = ", met voorrang" if row.met_voorrang else ""
    return row.acceptatiedatum, (
        f"toewijzing van vrijkomst {row.vrijkomst} door {row.kanaal} ({row.regel}) aan {_who(row)}{waited}"
        f"{voorrang}, plaats {row.plaats}; sleutels {row.sleuteldatum:%Y-%m-%d}, {row.leegstand_dagen:.0f} dagen leeg"
    )


def _places(row: Any) -> tuple[Any, str]:
    return row.moment, (
        f"{row.voorziening}: {row.verblijf} in verblijf, {row.geblokkeerd} geblokkeerd, {row.vrij} vrij; "
        f"{row.wachtlijst} wachten, {row.afgewezen} afgewezen tot nu toe"
    )


def _posted(row: Any) -> tuple[Any, str]:
    about = f" (vrijkomst {row.vrijkomst})" if row.vrijkomst >= 0 else ""
    return row.moment, f"grootboek {row.rekening}: {row.post} {row.aantal}{about}"


_TOLD: dict[str, Callable[[Any], tuple[Any, str]]] = {
    "grootboek": _posted,
    "vrijkomst": _freed,
    "publicatie": _advertised,
    "toewijzing": _let,
    "voorziening": _places,
}


def _lines(results: Results) -> Iterator[Line]:
    for order, (table, tell) in enumerate(_TOLD.items()):
        for row in results.table(table).itertuples(index=False):
            yield (moment_and_text := tell(row))[0], order, moment_and_text[1]


def event_log() -> str:
    """Everything that happens in `klein.yaml`, a line each, in order."""
    scenario = load_scenario(HERE / "klein.yaml")
    lines = sorted(_lines(Results(scenario, 1, (play(scenario),))), key=lambda line: line[:2])
    return "".join(f"{moment:%Y-%m-%d %H:%M}  {text}\n" for moment, _, text in lines)


_GROUPS = {
    "vrijkomst": ["oorzaak", "kanaal", "kern"],
    "toewijzing": ["kanaal", "doelgroep", "herkomst", "woonsituatie", "met_voorrang", "leeftijdslabel"],
    "publicatie": ["verhuurd"],
    "kandidaat": ["doelgroep"],
    "grootboek": ["rekening", "post"],
}


def first_year() -> str:
    """Counts of the first year of the shipped scenario, replication 0 of seed 1."""
    scenario = load_scenario(SHIPPED).model_copy(update={"looptijd": 1})
    results = Results(scenario, 1, (play(scenario),))
    parts = ["rijen per tabel"]
    parts += [f"  {table:<16}{len(results.table(table)):>7}" for table in results.replicaties[0].feiten]
    for table, groups in _GROUPS.items():
        for group in groups:
            parts.append(f"\n{table} naar {group}")
            counts = results.table(table).groupby(group).size()
            parts += [f"  {name!s:<24}{n:>7}" for name, n in counts.items()]
    parts.append("\ninschrijving naar herkomst, woonsituatie en leeftijdsgroep")
    register = results.table("inschrijving").drop(columns=["replicatie", "jaar"])
    register = register.set_index(["herkomst", "woonsituatie", "leeftijdsgroep"]).T
    parts.append(register.round(0).astype(int).to_string())
    return "\n".join(parts) + "\n"


GOLDEN = {"klein.txt": event_log, "midden-drenthe.txt": first_year}


if __name__ == "__main__":
    for name, render in GOLDEN.items():
        (HERE / name).write_text(render(), encoding="utf-8")
