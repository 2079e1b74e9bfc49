"""Cases of one hook of one policy: what it must answer to given columns.

A case names a policy (`beleid`), its `parameters` as a scenario would give them, a `hook`, and the calendar
year (`jaar`, default 2025) whose legal limits hold. What it expects depends on the hook:

- `selectie`, `beslag`, `grondslag`: `gevallen`, one row each: a woningzoekende, a woning, perhaps the `ruimte` of the
  account, the lot `u` or the lots by purpose (default 0.5), and `mag`, `neemt` or `telt`: ja or nee;
- `sortering`: named `woningzoekenden` and their `volgorde`, groups of equals in order; perhaps the `woning` to which
  all react, the `ruimte` of the account, the moment `dag`, and the lots `u` by purpose, one for all or one each;
- `zoekpunten`, `voorrang`: `gevallen`, one row each: the moment `dag`, a woningzoekende or a kandidaat with the `duur`
  of its voorrang on a `datum`, the lots `u` by purpose, and the `punten` or the `wordt` (like `duur` in days, 0 for
  none, `altijd` for no end);
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

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import ValidationError

from woonsim.begrippen import Doelgroep
from woonsim.errors import PluginError
from woonsim.gevallen.verschil import Verschil
from woonsim.hookaanroep import Aanroep, describe
from woonsim.hookspecs import Claim
from woonsim.kalender import DAG
from woonsim.kolommen import NOOIT
from woonsim.plugins import marked, parameters_of
from woonsim.scenario.beleidsregel import Beleidsregel
from woonsim.schermteksten import tekst
from woonsim.verslag import Rekeningverslag, Verslag
from woonsim.wetgeving import Wetgeving

HookGeval = dict[str, Any]
Rows = Iterable[tuple[str, Any, Any]]
"""What a row is about, what is expected of it, and what is answered."""
Ask = Callable[..., Any]
"""Asks the policy with what is offered beside the moment and the law."""


_CLAIM = ("doelgroep", "op_aanvraag", "zonder_kandidaat")
_USUAL = {field.name: field.default for field in fields(Claim)}


class Columns:
    """Columns made by hand: what a policy reads, and nothing else."""

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        """One row each, all with the same columns."""
        self._n = len(rows)
        for name in rows[0]:
            column = np.array([row[name] for row in rows])
            column.flags.writeable = False
            setattr(self, name, column)

    def __len__(self) -> int:
        """The number of rows."""
        return self._n

    def take(self, index: NDArray[np.int64]) -> Columns:
        """The rows at `index`."""
        taken = Columns.__new__(Columns)
        for name, column in vars(self).items():
            setattr(taken, name, len(index) if name == "_n" else column[index])
        return taken

    def worked_out(self, column: Callable[..., NDArray[Any]], *given: Any) -> NDArray[Any]:
        """What `column` answers for these rows, none of which stands more than once."""
        return column(self, *given)


def regel_of(case: HookGeval) -> Beleidsregel:
    """The policy of a case with its parameters, still unread."""
    return Beleidsregel.model_validate({case["beleid"]: case.get("parameters")})


def check_hook(case: HookGeval, policies: Mapping[str, type]) -> list[Verschil]:
    """Ask the policy; the rows in which it answers something else."""
    regel = regel_of(case)
    policy = policies[regel.soort]
    if "weigert" in case:
        return _unequal([("parameters", case["weigert"], _word(_refuses(policy, regel)))])
    instance: Any = parameters_of(policy).validate_python(regel.parameters)
    if "leest" in case:
        return _unequal((name, want, getattr(instance, name)) for name, want in case["leest"].items())
    if case["hook"] not in dict(marked(policy)):
        raise PluginError(tekst("beleid_zonder_hook", beleid=regel.naam, hook=case["hook"]))
    call = Aanroep.of(regel.naam, case["hook"], instance)
    moment = {"t": 0, "jaar": case.get("jaar", 2025), "wet": Wetgeving(0.03)}
    return _unequal(CHECKS[case["hook"]](case, lambda **offered: call(**(moment | offered))))


def _refuses(policy: type, regel: Beleidsregel) -> bool:
    try:
        parameters_of(policy).validate_python(regel.parameters)
    except ValidationError:
        return True
    return False


def _word(value: object) -> str:
    return "ja" if value else "nee"


def _unequal(rows: Rows) -> list[Verschil]:
    """The rows (what, expected, answered) that differ; numbers may differ in what rounding does."""
    return [Verschil(what, str(want), str(given)) for what, want, given in rows if not _same(want, given)]


def _same(want: Any, given: Any) -> bool:
    if isinstance(want, dict) and isinstance(given, dict):
        return want.keys() == given.keys() and all(_same(want[name], given[name]) for name in want)
    if isinstance(want, float) and isinstance(given, int | float):
        return want == given or math.isclose(want, given, rel_tol=1e-9)
    return bool(want == given)


def _answer_of(answer: Any, n: int, kinds: str) -> list[Any]:
    """What the policy answered, a value per row."""
    if not isinstance(answer, np.ndarray) or answer.shape != (n,) or answer.dtype.kind not in kinds:
        raise PluginError(describe(answer))
    return list(answer.tolist())


def _check_rows(case: HookGeval, ask: Ask) -> Rows:
    rows = case["gevallen"]
    word = {"selectie": "mag", "beslag": "neemt", "grondslag": "telt"}[case["hook"]]
    sides = {
        side: Columns([{"sleutel": number, "vrijkomst": number} | row.get(side, {}) for number, row in enumerate(rows)])
        for side in ("woningzoekende", "woning")
    }
    ruimte = np.array([row.get("ruimte", 0) for row in rows])
    lots = _Lots([row.get("u", {}) for row in rows])
    answer = _answer_of(ask(**sides, ruimte=ruimte, draw=lots), len(rows), "b")
    return [(row["want"], row[word], _word(given)) for row, given in zip(rows, answer, strict=True)]


def _check_order(case: HookGeval, ask: Ask) -> Rows:
    if "gevallen" in case:
        return _check_factors(case, ask)
    people = {name: {"sleutel": i} | one for i, (name, one) in enumerate(case["woningzoekenden"].items())}
    lots = {purpose: np.broadcast_to(u, len(people)) for purpose, u in case.get("u", {}).items()}
    answer = ask(
        woningzoekende=Columns(list(people.values())),
        woning=Columns([{"vrijkomst": 0} | case.get("woning", {})] * len(people)),
        ruimte=np.full(len(people), case.get("ruimte", 0)),
        t=case.get("dag", 0) * DAG,
        draw=lambda purpose, keys: lots[purpose],
    )
    groups: dict[Any, list[str]] = {}
    for name, value in zip(people, _answer_of(answer, len(people), "biuf"), strict=True):
        groups.setdefault(value, []).append(name)
    order = [sorted(groups[value]) for value in sorted(groups)]
    return [("volgorde", [sorted(group) for group in case["volgorde"]], order)]


def _check_claims(case: HookGeval, ask: Ask) -> Rows:
    lots: NDArray[np.float64] = np.array(case["u"])
    given = case.get("woningen", [{}] * len(lots))
    woning = Columns([{"vrijkomst": number, **row} for number, row in enumerate(given)])
    answer = ask(woning=woning, draw=lambda purpose, keys: lots[keys])
    claims = [answer] if isinstance(answer, Claim) else answer
    told = [[describe_claim(claim, doelgroep) for doelgroep in claim.doelgroep.tolist()] for claim in claims]
    return [("claims", case["eist"], told)]


def describe_claim(claim: Claim, doelgroep: int) -> Any:
    """What a claim asks of one woning, as a case writes it."""
    if doelgroep == -1:
        return "geen"
    terms = vars(claim) | {"doelgroep": Doelgroep(doelgroep), "zonder_kandidaat": claim.zonder_kandidaat}
    told = {name: getattr(value, "name", value) for name, value in terms.items()}
    # of what was added later only what is not usual
    return {name: value for name, value in told.items() if name in _CLAIM or value != _USUAL[name]}


def _check_account(case: HookGeval, ask: Ask) -> Rows:
    answer, wanted = ask(), case["rekening"]
    if wanted == "geen" or answer is None:
        yield "rekening", wanted, "geen" if answer is None else answer
        return
    several = isinstance(answer, list)
    for account, want in zip(answer if several else [answer], wanted if several else [wanted], strict=True):
        told = {k: v(case.get("jaar", 2025)) if callable(v) else v for k, v in vars(account).items()}
        yield from ((name, value, told[name]) for name, value in want.items())


def _check_jaarcyclus(case: HookGeval, ask: Ask) -> Rows:
    for row in case["gevallen"]:
        boek = Rekeningverslag(opening=0, recht=9, geleverd=1, vervallen=row["vervallen"], lopend=1, slot=1)
        other = Rekeningverslag(opening=0, recht=9, geleverd=1, vervallen=7, lopend=0, slot=1)
        wachtend = {groep: row["wachtend"].get(groep.name, 0) for groep in Doelgroep}
        books = {"een_ander": other, "mijn_regel": boek}
        verslag = Verslag(case.get("jaar", 2025) - 2, 200, 190, books, wachtend, "mijn_regel")
        answer = ask(verslag=verslag)
        yield row["want"], row["antwoordt"], "geen" if answer is None else answer


def _check_way(case: HookGeval, ask: Ask) -> Rows:
    told = vars(ask())
    return [(name, want, told[name]) for name, want in case["werkwijze"].items()]


def _check_fit(case: HookGeval, ask: Ask) -> Rows:
    rows = case["gevallen"]
    lots: NDArray[np.float64] = np.array([row.get("u", 0.5) for row in rows])
    kandidaat = Columns([row["kandidaat"] | {"sleutel": number} for number, row in enumerate(rows)])
    woning = Columns([row["woning"] | {"vrijkomst": number} for number, row in enumerate(rows)])
    answer = _answer_of(ask(kandidaat=kandidaat, woning=woning, draw=lambda purpose, keys: lots[keys]), len(rows), "f")
    told = ["nee" if value == -math.inf else value for value in answer]
    return [(row["want"], row["past"], given) for row, given in zip(rows, told, strict=True)]


def _check_factors(case: HookGeval, ask: Ask) -> Rows:
    for row in case["gevallen"]:
        keys = {"sleutel": 0, "vrijkomst": 0}
        sides = {side: Columns([keys | row[side]]) for side in ("woningzoekende", "woning") if side in row}
        lots: dict[str, float] = row["u"]
        moment = {"t": row["dag"] * DAG, "draw": lambda purpose, keys, u=lots: np.full(len(keys), u[purpose])}
        answer = _answer_of(ask(**sides, **moment), 1, "biuf")[0]
        if "factor" in row:
            yield row["want"], row["factor"], answer
        elif "eerst" in row:
            yield row["want"], row["eerst"], _word(not answer)
        else:
            yield row["want"], row["doet_mee"], _word(answer)


def _check_numbers(case: HookGeval, ask: Ask) -> Rows:
    """Rows of one moment are asked together."""
    moments: dict[tuple[float, str], list[dict[str, Any]]] = {}
    for row in case["gevallen"]:
        moments.setdefault((row.get("dag", 0), row.get("datum", "2025-01-01")), []).append(row)
    for (dag, datum), rows in moments.items():
        sides = {
            side: Columns([{"sleutel": number} | row[side] for number, row in enumerate(rows)])
            for side in ("woningzoekende", "kandidaat")
            if side in rows[0]
        }
        given = [row.get("duur", 0) for row in rows]
        duur = np.array([NOOIT if days == "altijd" else round(days * DAG) for days in given])
        lots = _Lots([row.get("u", {}) for row in rows])
        answer = ask(**sides, t=dag * DAG, datum=date.fromisoformat(datum), duur=duur, draw=lots)
        for row, given in zip(rows, _answer_of(answer, len(rows), "i"), strict=True):
            if case["hook"] == "zoekpunten":
                yield row["want"], row["punten"], given
            else:
                yield row["want"], row.get("wordt", 0), "altijd" if given == NOOIT else given / DAG


class _Lots:
    """Lots by row and purpose: one number, or a list of which each question takes the next; else 0.5.

    A row may also have one number for whatever purpose.
    """

    def __init__(self, rows: list[dict[str, Any] | float]) -> None:
        self._rows, self._asked = rows, Counter[str]()

    def __call__(self, purpose: str, keys: NDArray[Any]) -> NDArray[np.float64]:
        self._asked[purpose] += 1
        number = self._asked[purpose] - 1
        told = [row.get(purpose, 0.5) if isinstance(row, dict) else row for row in self._rows]
        return np.array([(u[number] if number < len(u) else 0.0) if isinstance(u, list) else u for u in told])


CHECKS: dict[str, Callable[[HookGeval, Ask], Rows]] = {
    **dict.fromkeys(("deelname", "inschrijfkans", "reactiekans", "acceptatiekans"), _check_factors),
    **dict.fromkeys(("selectie", "beslag", "grondslag"), _check_rows),
    **dict.fromkeys(("zoekpunten", "voorrang"), _check_numbers),
    "sortering": _check_order,
    "kanaal": _check_claims,
    "rekening": _check_account,
    "jaarcyclus": _check_jaarcyclus,
    "werkwijze": _check_way,
    "bemiddeling": _check_fit,
}
"""By hook: the rows (what, expected, answered) of a case."""
KEYS = {
    *("beleid", "parameters", "hook", "jaar", "gevallen", "woningzoekenden", "volgorde", "u", "eist"),
    *("rekening", "werkwijze", "leest", "weigert", "dag", "woning", "woningen", "ruimte"),
}
"""The keys of a case of a hook."""
