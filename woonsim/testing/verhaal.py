"""A broken law told as a story about some people and a woning, and as a YAML case."""

from __future__ import annotations

import json
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from woonsim.begrippen import Doelgroep, Herkomst, Toegankelijkheid, Woningtype, Woonsituatie
from woonsim.kalender import DAG, JAAR
from woonsim.schermteksten import getal, in_english, tekst
from woonsim.testing.proef import NAMEN, Pair, Proef
from woonsim.testing.vraag import CLAIMS, ORDER

if TYPE_CHECKING:
    from woonsim.testing.wetten import Overtreding

_WORDS: dict[str, type[IntEnum]] = {
    "doelgroep": Doelgroep,
    "herkomst": Herkomst,
    "toegankelijkheid": Toegankelijkheid,
    "toegankelijkheid_nu": Toegankelijkheid,
    "woningtype": Woningtype,
    "woonsituatie": Woonsituatie,
}
_KEYS = frozenset({"sleutel", "vrijkomst", "woning"})
"""Columns that mean nothing to people."""
_MONTH = JAAR // 12
Facts = dict[str, Any]


def story_of(broken: Overtreding) -> str:
    """What happened, in the reader's language: who they are, what was answered, and what after the change."""
    proef = broken.proef
    lines = [broken.uitleg]
    if broken.vraag.parameters:
        told = ", ".join(f"{name}: {_scalar(value)}" for name, value in broken.vraag.parameters.items())
        lines.append(tekst("verhaal_parameters", parameters=told))
    lines.append(tekst("verhaal_jaar", jaar=proef.jaar))
    if broken.vraag.has_rows:
        lines += _people(broken)
    if broken.eerst is not None and proef.paren and broken.vraag.has_rows:
        answers = list(zip(proef.paren, broken.eerst.rows(), strict=True))
        lines.append(tekst("verhaal_eerst", antwoorden=_answers(broken, answers)))
    if broken.dan is not None:
        lines.append(tekst("verhaal_dan", wijziging=broken.wijziging, antwoorden=_answers(broken, broken.dan)))
    elif broken.wijziging:
        lines.append(broken.wijziging)
    return "\n".join(lines)


def _people(broken: Overtreding) -> list[str]:
    """A line for each woningzoekende and woning that plays a part, with what the policy read of it."""
    proef, lines = broken.proef, []
    has_people = bool(broken.vraag.sides - {"woning"})
    facts = [(pair, _facts(broken, pair)) for pair in proef.paren]
    if has_people:
        seen = {pair[0]: told["wie"] for pair, told in facts}
        lines += [f"{NAMEN[i]}: {_described(seen[i], proef)}" for i in sorted(seen)]
    if "woning" in broken.vraag.sides:
        homes = {pair[1]: told["woning"] for pair, told in facts}
        lines += [
            f"{tekst('verhaal_woning', nummer=j + 1)}: {_described(homes[j], proef)}"
            for j in sorted(homes)
            if homes[j] or not has_people
        ]
    return lines


def _facts(broken: Overtreding, pair: Pair) -> dict[str, Facts]:
    """What the policy read of a pair, or all when it gave no answer: columns by name, of who and of the woning."""
    aanbod = broken.proef.with_pairs([pair]).offer(read_only=True)
    read = broken.eerst.aanbod.read() if broken.eerst is not None else _plain_columns(broken.vraag.sides)
    found: dict[str, Facts] = {"wie": {}, "woning": {}}
    for side, columns in read.items():
        target = found["woning" if side == "woning" else "wie"]
        target |= {c: getattr(aanbod.rijen[side], c)[0].item() for c in columns if c not in _KEYS}
    return found


def _plain_columns(sides: frozenset[str]) -> dict[str, list[str]]:
    """What is told of people and woningen whom the policy gave no answer about."""
    people = ["leeftijd", "personen", "inkomen_eur", "doelgroep", "inschrijfdatum"]
    return {side: ["kamers", "rekenhuur_eur"] if side == "woning" else people for side in sides}


def _described(facts: Facts, proef: Proef) -> str:
    return ", ".join(_phrase(name, value, proef.t) for name, value in facts.items()) or tekst("verhaal_gewoon")


def _phrase(name: str, value: Any, t: int) -> str:
    """One column in words."""
    if name == "leeftijd":
        return _age(round(value * JAAR))
    if name == "personen":
        return tekst("verhaal_persoon" if value == 1 else "verhaal_personen", n=value)
    if name in ("inkomen_eur", "rekenhuur_eur"):
        return tekst(f"verhaal_{name}", bedrag=getal(value, 0 if value == int(value) else 2))
    if name == "inschrijfdatum" and abs(t - value) < 100 * JAAR:
        years, rest = divmod(t - value, JAAR)
        if years and not rest:
            return tekst("verhaal_ingeschreven_jaar", jaar=years)
        return tekst("verhaal_inschrijfdatum", dagen=getal((t - value) / DAG, 0 if (t - value) % DAG == 0 else 4))
    if name == "kamers":
        return tekst("verhaal_kamers", n=value)
    if name in _WORDS and value >= 0:
        return f"{name} {_WORDS[name](value).name}"
    if isinstance(value, bool):
        return f"{name} {_yes(value)}"
    return f"{name} {value}"


def _age(minutes: int) -> str:
    """An age in years and months; a day beside a whole number of them is told as such."""
    for beside, name in ((0, ""), (-DAG, "_dag_ouder"), (DAG, "_dag_jonger")):
        if (minutes + beside) % _MONTH == 0:
            years, months = divmod((minutes + beside) // _MONTH, 12)
            whole = tekst("verhaal_leeftijd_maanden" if months else "verhaal_leeftijd", jaar=years, maanden=months)
            return tekst(f"verhaal_leeftijd{name}", jaar=years) if not months else whole + _beside(name)
    return tekst("verhaal_leeftijd", jaar=getal(minutes / JAAR, 4))


def _beside(name: str) -> str:
    return tekst(f"verhaal{name}") if name else ""


def _yes(value: bool) -> str:
    return ("yes" if value else "no") if in_english() else ("ja" if value else "nee")


def _answers(broken: Overtreding, answers: list[tuple[Pair, Any]]) -> str:
    several = len({j for _, j in broken.proef.paren}) > 1
    has_people = bool(broken.vraag.sides - {"woning"})
    told = []
    for (i, j), value in answers:
        who = NAMEN[i] if has_people else tekst("verhaal_woning", nummer=j + 1)
        where = tekst("verhaal_bij_woning", nummer=j + 1) if several and has_people else ""
        told.append(f"{who}{where} {_answer(value)}")
    return "; ".join(told)


def _answer(value: Any) -> str:
    if isinstance(value, bool):
        return _yes(value)
    if isinstance(value, list):
        return ", ".join(Doelgroep(asked).name for asked, _ in value) or tekst("verhaal_niets")
    return f"{value:g}" if isinstance(value, float) else str(value)


def case_of(broken: Overtreding, wet: str) -> str:
    """The same as a YAML case (tests/gevallen): what the policy answered at first is what it should answer always."""
    proef, vraag = broken.proef, broken.vraag
    lines = [f"# {wet}: {line}" if n == 0 else f"# {line}" for n, line in enumerate(story_of(broken).splitlines())]
    lines.append(f"- beleid: {vraag.naam}")
    if vraag.parameters:
        lines.append(f"  parameters: {_scalar(vraag.parameters)}")
    lines += [f"  hook: {vraag.hook}", f"  jaar: {proef.jaar}"]
    if not vraag.has_rows:
        return "\n".join(lines) + "\n"
    expected = dict(zip(proef.paren, broken.eerst.rows(), strict=True)) if broken.eerst is not None else {}
    rows = [pair for pair, _ in broken.dan] if broken.dan is not None else list(proef.paren)
    return "\n".join(lines + _case_rows(broken, rows, expected)) + "\n"


def _case_rows(broken: Overtreding, rows: list[Pair], expected: dict[Pair, Any]) -> list[str]:
    """The rows of a case: named woningzoekenden and their order, or one case per row."""
    people = [(NAMEN[i], _facts(broken, (i, j))) for i, j in rows]
    if broken.vraag.hook == ORDER and expected and len({j for _, j in rows}) == 1:
        groups: dict[Any, list[str]] = {}
        for (name, _), pair in zip(people, rows, strict=True):
            groups.setdefault(expected[pair], []).append(name)
        told = [f"    {name}: {_scalar(facts['wie'])}" for name, facts in people]
        order = [groups[value] for value in sorted(groups)]
        home = [f"  woning: {_scalar(people[0][1]['woning'])}"] if people[0][1]["woning"] else []
        return ["  woningzoekenden:", *told, *home, f"  volgorde: {_scalar(order)}"]
    word = {"selectie": "mag", "beslag": "neemt", "bemiddeling": "past", "deelname": "doet_mee", CLAIMS: "eist"}
    lines = ["  gevallen:"]
    for (name, facts), pair in zip(people, rows, strict=True):
        side = "kandidaat" if "kandidaat" in broken.vraag.sides else "woningzoekende"
        row: Facts = {side: facts["wie"]} if broken.vraag.sides - {"woning"} else {}
        row |= {"woning": facts["woning"]} if "woning" in broken.vraag.sides else {}
        if pair in expected:
            answer = expected[pair]
            row[word.get(broken.vraag.hook, "factor")] = (
                ("ja" if answer else "nee") if answer in (True, False) else answer
            )
        lines.append(f"    - {_scalar(row | {'want': name})}")
    return lines


def _scalar(value: Any) -> str:
    """A value as YAML on one line: JSON, with bare words."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_scalar(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_scalar, value)) + "]"
    if isinstance(value, str) and value.replace("_", "").isalnum() and not value[0].isdigit():
        return value
    return json.dumps(value, ensure_ascii=False, default=str)
