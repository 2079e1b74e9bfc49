"""Policy cases: what a policy must answer to given columns, read from the YAML files beside this module.

A case names a policy (`beleid`), its `parameters` as a scenario would give them, a `hook`, and the calendar
year (`jaar`, default 2025) whose legal limits hold. What it expects depends on the hook:

- `selectie`, `beslag`: `gevallen`, one row each: a woningzoekende, a woning, perhaps the `ruimte` of the account and
  the lots `u` by purpose, and `mag` or `neemt`: ja or nee;
- `sortering`: named `woningzoekenden` and their `volgorde`, groups of equals in order; perhaps the `woning` to which
  all react, the `ruimte` of the account, the moment `dag`, and the lots `u` by purpose, one for all or one each;
- `zoekpunten`, `voorrang`: `gevallen`, one row each: the moment `dag`, a woningzoekende or a kandidaat with the `duur`
  of its voorrang [days, 0 for none] on a `datum`, the lots `u` by purpose, and the `punten` or the `wordt` [days,
  `altijd` for no end];
- `kanaal`: one lot `u` per woning, perhaps the `woningen`, and `eist`: per claim what is asked of each woning,
  `geen` for nothing;
- `jaarcyclus`: `gevallen`: how many woningen lapsed (`vervallen`) and who waited at the end of the reported year
  (`wachtend`, per doelgroep), and what the policy answers (`antwoordt`): new values, or `geen`;
- `rekening`, `werkwijze`: the terms of the account or the werkwijze, those that are named;
- `bemiddeling`: `gevallen`, one row each: a kandidaat, a woning, the lot `u` of the kandidaat (default 0.5), and
  `past`: how well it fits, or nee;
- `deelname`, `inschrijfkans`, `reactiekans`, `acceptatiekans`: `gevallen`, one row each: the moment `dag` (days
  since begindatum), a woningzoekende, perhaps a woning, the lots `u` by purpose, and `doet_mee` or the `factor`;
- `sortering` with `gevallen`: the same, and `eerst`: ja or nee;
- no hook: `leest`, what these parameters are then, those that are named;
- no hook: `weigert`, whether these parameters are refused: ja or nee.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from pydantic import ValidationError
from ruamel.yaml import YAML

from woonsim.begrippen import Doelgroep
from woonsim.hookspecs import Claim
from woonsim.kalender import DAG
from woonsim.kolommen import NOOIT
from woonsim.plugins import parameters_of
from woonsim.scenario.beleidsregel import Beleidsregel
from woonsim.verslag import Rekeningverslag, Verslag
from woonsim.wetgeving import Wetgeving

Case = dict[str, Any]


class Columns:
    """Columns made by hand: what a policy reads, and nothing else."""

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        self._n = len(rows)
        for name in rows[0]:
            column = np.array([row[name] for row in rows])
            column.flags.writeable = False
            setattr(self, name, column)

    def __len__(self) -> int:
        return self._n


def read_cases() -> list[Case]:
    """All cases, in the order of their files."""
    found: list[Case] = []
    for path in sorted(Path(__file__).parent.glob("*.yaml")):
        found += [{"file": path.name, **case} for case in YAML(typ="safe").load(path)]
    return found


def check_case(case: Case, policies: dict[str, type]) -> None:
    """Ask the policy and assert its answer."""
    regel = Beleidsregel.model_validate({case["beleid"]: case.get("parameters")})
    if "weigert" in case:
        assert _refuses(policies[case["beleid"]], regel) == (case["weigert"] == "ja")
        return
    instance = parameters_of(policies[case["beleid"]]).validate_python(regel.parameters)
    if "leest" in case:
        assert {name: getattr(instance, name) for name in case["leest"]} == case["leest"]
        return
    function = getattr(instance, case["hook"])
    offered = {"t": 0, "jaar": case.get("jaar", 2025), "wet": Wetgeving(0.03)}
    _CHECKS[case["hook"]](case, function, offered)


def _refuses(policy: type, regel: Beleidsregel) -> bool:
    try:
        parameters_of(policy).validate_python(regel.parameters)
    except ValidationError:
        return True
    return False


def _ask(function: Any, offered: dict[str, Any]) -> Any:
    names = function.__code__.co_varnames[1 : function.__code__.co_argcount]
    return function(**{name: offered[name] for name in names})


def _check_rows(case: Case, function: Any, offered: dict[str, Any]) -> None:
    rows, word = case["gevallen"], {"selectie": "mag", "beslag": "neemt"}[case["hook"]]
    columns: dict[str, Any] = {
        side: Columns([{"sleutel": number} | row.get(side, {}) for number, row in enumerate(rows)])
        for side in ("woningzoekende", "woning")
    }
    columns |= {"ruimte": np.array([row.get("ruimte", 0) for row in rows])}
    columns |= {"draw": _Lots([row.get("u", {}) for row in rows])}
    answer = _ask(function, offered | columns)
    assert answer.dtype == np.bool_
    wrong = [row["want"] for row, given in zip(rows, answer.tolist(), strict=True) if given != (row[word] == "ja")]
    assert wrong == []


def _check_order(case: Case, function: Any, offered: dict[str, Any]) -> None:
    if "gevallen" in case:
        _check_factors(case, function, offered)
        return
    people = {name: {"sleutel": i} | person for i, (name, person) in enumerate(case["woningzoekenden"].items())}
    lots = {purpose: np.broadcast_to(u, len(people)) for purpose, u in case.get("u", {}).items()}
    offered["t"] = case.get("dag", 0) * DAG
    columns = {
        "woningzoekende": Columns(list(people.values())),
        "woning": Columns([{"vrijkomst": 0} | case.get("woning", {})] * len(people)),
        "draw": lambda purpose, keys: lots[purpose],
        "ruimte": np.full(len(people), case.get("ruimte", 0)),
    }
    answer = _ask(function, offered | columns)
    groups: dict[Any, list[str]] = {}
    for name, value in zip(people, answer.tolist(), strict=True):
        groups.setdefault(value, []).append(name)
    assert [sorted(groups[value]) for value in sorted(groups)] == [sorted(group) for group in case["volgorde"]]


def _check_claims(case: Case, function: Any, offered: dict[str, Any]) -> None:
    lots: NDArray[np.float64] = np.array(case["u"])
    given = case.get("woningen", [{}] * len(lots))
    woning = Columns([{"vrijkomst": number, **row} for number, row in enumerate(given)])
    answer = _ask(function, offered | {"woning": woning, "draw": lambda purpose, keys: lots[keys]})
    claims = [answer] if isinstance(answer, Claim) else answer
    told = [[_describe(claim, doelgroep) for doelgroep in claim.doelgroep.tolist()] for claim in claims]
    assert told == case["eist"]


def _describe(claim: Claim, doelgroep: int) -> Any:
    if doelgroep == -1:
        return "geen"
    told = {
        "doelgroep": Doelgroep(doelgroep).name,
        "op_aanvraag": claim.op_aanvraag,
        "zonder_kandidaat": claim.zonder_kandidaat.name,
    }
    told |= {"onbenut": claim.onbenut} if claim.onbenut != "verloren" else {}
    return told | ({"behouden_recht": True} if claim.behouden_recht else {})


def _check_account(case: Case, function: Any, offered: dict[str, Any]) -> None:
    terms = vars(_ask(function, offered))
    share = terms["aandeel"]
    told = terms | {"aandeel": share(offered["jaar"]) if callable(share) else share}
    assert {name: told[name] for name in case["rekening"]} == pytest.approx(case["rekening"])


def _check_jaarcyclus(case: Case, function: Any, offered: dict[str, Any]) -> None:
    for row in case["gevallen"]:
        boek = Rekeningverslag(opening=0, recht=9, geleverd=1, vervallen=row["vervallen"], lopend=1, slot=1)
        other = Rekeningverslag(opening=0, recht=9, geleverd=1, vervallen=7, lopend=0, slot=1)
        wachtend = {groep: row["wachtend"].get(groep.name, 0) for groep in Doelgroep}
        verslag = Verslag(
            offered["jaar"] - 2, 200, 190, {"een_ander": other, "mijn_regel": boek}, wachtend, "mijn_regel"
        )
        expected = None if row["antwoordt"] == "geen" else pytest.approx(row["antwoordt"])
        assert _ask(function, offered | {"verslag": verslag}) == expected, row["want"]


def _check_way(case: Case, function: Any, offered: dict[str, Any]) -> None:
    told = vars(_ask(function, offered))
    assert {name: told[name] for name in case["werkwijze"]} == case["werkwijze"]


def _check_fit(case: Case, function: Any, offered: dict[str, Any]) -> None:
    rows = case["gevallen"]
    lots: NDArray[np.float64] = np.array([row.get("u", 0.5) for row in rows])
    kandidaat = Columns([row["kandidaat"] | {"sleutel": number} for number, row in enumerate(rows)])
    columns = {"kandidaat": kandidaat, "woning": Columns([row["woning"] for row in rows])}
    answer = _ask(function, offered | columns | {"draw": lambda purpose, keys: lots[keys]})
    wanted = [-np.inf if row["past"] == "nee" else row["past"] for row in rows]
    wrong = [row["want"] for row, want, given in zip(rows, wanted, answer.tolist(), strict=True) if want != given]
    assert wrong == []


def _check_factors(case: Case, function: Any, offered: dict[str, Any]) -> None:
    wrong = []
    for row in case["gevallen"]:
        sides = {side: Columns([row[side]]) for side in ("woningzoekende", "woning") if side in row}
        lots: dict[str, float] = row["u"]
        moment = {"t": row["dag"] * DAG, "draw": lambda purpose, keys, u=lots: np.full(len(keys), u[purpose])}
        answer = _ask(function, offered | sides | moment)
        assert answer.shape == (1,)
        want = row["factor"] if "factor" in row else row.get("doet_mee", row.get("eerst")) == "ja"
        given = not answer[0] if "eerst" in row else answer[0]
        wrong += [row["want"]] if given != want else []
    assert wrong == []


def _check_numbers(case: Case, function: Any, offered: dict[str, Any]) -> None:
    """Rows of one moment are asked together."""
    moments: dict[tuple[float, str], list[dict[str, Any]]] = {}
    for row in case["gevallen"]:
        moments.setdefault((row.get("dag", 0), row.get("datum", "2025-01-01")), []).append(row)
    wrong = []
    for (dag, datum), rows in moments.items():
        sides = {
            side: Columns([{"sleutel": number} | row[side] for number, row in enumerate(rows)])
            for side in ("woningzoekende", "kandidaat")
            if side in rows[0]
        }
        moment = {"t": dag * DAG, "datum": date.fromisoformat(datum), "draw": _Lots([row.get("u", {}) for row in rows])}
        moment["duur"] = np.array([row.get("duur", 0) * DAG for row in rows])
        answer = _ask(function, offered | sides | moment)
        assert answer.dtype == np.int64
        wanted = [
            row.get("punten", NOOIT if row.get("wordt") == "altijd" else row.get("wordt", 0) * DAG) for row in rows
        ]
        wrong += [row["want"] for row, want, given in zip(rows, wanted, answer.tolist(), strict=True) if want != given]
    assert wrong == []


class _Lots:
    """Lots by row and purpose: one number, or a list of which each question takes the next; else 0.5."""

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        self._rows, self._asked = rows, Counter[str]()

    def __call__(self, purpose: str, keys: NDArray[Any]) -> NDArray[np.float64]:
        self._asked[purpose] += 1
        number = self._asked[purpose] - 1
        told = [row.get(purpose, 0.5) for row in self._rows]
        return np.array([(u[number] if number < len(u) else 0.0) if isinstance(u, list) else u for u in told])


_CHECKS = {
    **dict.fromkeys(("zoekpunten", "voorrang"), _check_numbers),
    **dict.fromkeys(("deelname", "inschrijfkans", "reactiekans", "acceptatiekans"), _check_factors),
    "selectie": _check_rows,
    "beslag": _check_rows,
    "sortering": _check_order,
    "kanaal": _check_claims,
    "rekening": _check_account,
    "jaarcyclus": _check_jaarcyclus,
    "werkwijze": _check_way,
    "bemiddeling": _check_fit,
}
