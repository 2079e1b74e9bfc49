"""Policy cases: what a policy must answer to given columns, read from the YAML files beside this module.

A case names a policy (`beleid`), its `parameters` as a scenario would give them, a `hook`, and the calendar
year (`jaar`, default 2025) whose legal limits hold. What it expects depends on the hook:

- `selectie`, `beslag`, `grondslag`: `gevallen`, one row each: a woningzoekende, a woning, the lot `u` of the woning
  (default 0.5), and `mag`, `neemt` or `telt`: ja or nee;
- `sortering`: named `woningzoekenden` and their `volgorde`, groups of equals in order;
- `kanaal`: one lot `u` per woning, perhaps the `woningen`, and `eist`: per claim what is asked of each woning,
  `geen` for nothing;
- `jaarcyclus`: `gevallen`: how many woningen lapsed (`vervallen`) and who waited at the end of the reported year
  (`wachtend`, per doelgroep), and what the policy answers (`antwoordt`): new values, or `geen`;
- `rekening`: the terms of the account, those that are named; of each in a list of several; `geen` for no account;
- `werkwijze`: its terms, those that are named;
- `bemiddeling`: `gevallen`, one row each: a kandidaat, a woning, the lot `u` of the kandidaat (default 0.5), and
  `past`: how well it fits, or nee;
- `deelname`, `inschrijfkans`, `reactiekans`, `acceptatiekans`: `gevallen`, one row each: the moment `dag` (days
  since begindatum), a woningzoekende, perhaps a woning, the lots `u` by purpose, and `doet_mee` or the `factor`;
- `sortering` with `gevallen`: the same, and `eerst`: ja or nee;
- no hook: `leest`, what these parameters are then, those that are named;
- no hook: `weigert`, whether these parameters are refused: ja or nee.
"""

from __future__ import annotations

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
    rows = case["gevallen"]
    word = {"selectie": "mag", "beslag": "neemt", "grondslag": "telt"}[case["hook"]]
    columns = {
        side: Columns([row.get(side, {}) | {"vrijkomst": number} for number, row in enumerate(rows)])
        for side in ("woningzoekende", "woning")
    }
    lots: NDArray[np.float64] = np.array([row.get("u", 0.5) for row in rows])
    answer = _ask(function, offered | columns | {"draw": lambda purpose, keys: lots[keys]})
    assert answer.dtype == np.bool_
    wrong = [row["want"] for row, given in zip(rows, answer.tolist(), strict=True) if given != (row[word] == "ja")]
    assert wrong == []


def _check_order(case: Case, function: Any, offered: dict[str, Any]) -> None:
    if "gevallen" in case:
        _check_factors(case, function, offered)
        return
    people = case["woningzoekenden"]
    answer = _ask(function, offered | {"woningzoekende": Columns(list(people.values()))})
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
    answer, wanted = _ask(function, offered), case["rekening"]
    if wanted == "geen":
        assert answer is None
        return
    several = isinstance(answer, list)
    for account, want in zip(answer if several else [answer], wanted if several else [wanted], strict=True):
        terms = vars(account)
        told = terms | {k: v(offered["jaar"]) for k, v in terms.items() if callable(v)}
        assert {name: told[name] for name in want} == {
            name: pytest.approx(value) if isinstance(value, float) else value for name, value in want.items()
        }


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


_CHECKS = {
    **dict.fromkeys(("deelname", "inschrijfkans", "reactiekans", "acceptatiekans"), _check_factors),
    **dict.fromkeys(("selectie", "beslag", "grondslag"), _check_rows),
    "sortering": _check_order,
    "kanaal": _check_claims,
    "rekening": _check_account,
    "jaarcyclus": _check_jaarcyclus,
    "werkwijze": _check_way,
    "bemiddeling": _check_fit,
}
