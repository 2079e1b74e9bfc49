"""A broken law told as a story about some people and a woning."""

from __future__ import annotations

import math
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from woonsim.begrippen import Doelgroep, Herkomst, Toegankelijkheid, Woningtype, Woonsituatie
from woonsim.kalender import DAG, JAAR
from woonsim.schermteksten import getal, in_english, tekst
from woonsim.testing.notatie import scalar
from woonsim.testing.proef import LOSSE_KOLOMMEN, NAMEN, Pair, Proef
from woonsim.testing.vraag import CLAIMS, FACTOREN, ORDER

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
        told = ", ".join(f"{name}: {scalar(value)}" for name, value in broken.vraag.parameters.items())
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


def names_of(broken: Overtreding) -> dict[int, str]:
    """What the people are called who play a part, by their place in the proef."""
    return dict(zip(sorted({i for i, _ in broken.proef.paren}), NAMEN))


def _home(broken: Overtreding, j: int) -> str:
    """What a woning is called."""
    homes = sorted({j for _, j in broken.proef.paren})
    return tekst("verhaal_woning", nummer=homes.index(j) + 1) if len(homes) > 1 else tekst("verhaal_de_woning")


def _people(broken: Overtreding) -> list[str]:
    """A line for each woningzoekende and woning that plays a part, with what the policy read of it."""
    proef, lines = broken.proef, []
    has_people = bool(broken.vraag.sides - {"woning"})
    facts = [(pair, facts_of(broken, pair)) for pair in proef.paren]
    if has_people:
        seen = {pair[0]: told["wie"] for pair, told in facts}
        lines += [f"{naam}: {_described(seen[i], proef)}" for i, naam in names_of(broken).items()]
    if "woning" in broken.vraag.sides:
        homes = {pair[1]: told["woning"] for pair, told in facts}
        lines += [
            f"{_home(broken, j)}: {_described(homes[j], proef)}" for j in sorted(homes) if homes[j] or not has_people
        ]
    return lines


def facts_of(broken: Overtreding, pair: Pair) -> dict[str, Facts]:
    """What the policy read of a pair, or all when it gave no answer: columns by name, of who and of the woning."""
    aanbod = broken.proef.with_pairs([pair]).offer(read_only=True)
    read = broken.eerst.aanbod.read() if broken.eerst is not None else _plain_columns(broken.vraag.sides)
    found: dict[str, Facts] = {"wie": {}, "woning": {}}
    for side, columns in read.items():
        target = found["woning" if side == "woning" else "wie"]
        target |= {c: getattr(aanbod.rijen[side], c)[0].item() for c in columns if c not in _KEYS}
    for name, whose in LOSSE_KOLOMMEN.items():
        if name in broken.vraag.names:
            found[whose][name] = aanbod.kolommen[name][0].item()
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
    if name in ("inschrijfdatum", "inschrijfduur_dagen"):
        return _registered(t - value if name == "inschrijfdatum" else round(value * DAG))
    if name in ("sinds", "eerste_reactie", "voorrang_tot"):
        return f"{name} {_moment(value - t)}"
    if name == "duur":
        return _voorrang(value)
    if name == "kamers":
        return tekst("verhaal_kamers", n=value)
    if name in _WORDS and value >= 0:
        return f"{name} {_WORDS[name](value).name}"
    if isinstance(value, bool):
        return f"{name} {_yes(value)}"
    return f"{name} {_number(value)}"


def _number(value: float) -> str:
    """A number with no more decimals than it needs."""
    return getal(value, next((n for n in range(4) if round(value, n) == value), 4))


def _registered(duration: int) -> str:
    if abs(duration) > 100 * JAAR:
        return tekst("verhaal_niet_ingeschreven")
    years, rest = divmod(duration, JAAR)
    if years == 1 and not rest:
        return tekst("verhaal_een_jaar_ingeschreven")
    if years and not rest:
        return tekst("verhaal_ingeschreven_jaar", jaar=years)
    return tekst("verhaal_inschrijfdatum", duur=_duration(duration))


def _duration(minutes: int) -> str:
    """Minutes in words: in days if there are any."""
    unit, n = ("dag", minutes / DAG) if minutes >= DAG or not minutes else ("minuut", minutes)
    return tekst(f"verhaal_een_{unit}" if n == 1 else f"verhaal_{unit}", n=_number(n))


def _moment(ahead: int) -> str:
    """A moment as seen from now."""
    if abs(ahead) > 100 * JAAR:
        return tekst("verhaal_nooit")
    return tekst("verhaal_geleden" if ahead <= 0 else "verhaal_over", duur=_duration(abs(ahead)))


def _voorrang(duration: int) -> str:
    if duration > 100 * JAAR:
        return tekst("verhaal_voorrang_altijd")
    return tekst("verhaal_voorrang", duur=_duration(duration)) if duration else tekst("verhaal_geen_voorrang")


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
    """What was answered, in words: of an order who comes before whom, else what each is told."""
    homes = sorted({j for (_, j), _ in answers})
    if broken.vraag.hook == ORDER:
        orders = [_order(broken, [(pair, value) for pair, value in answers if pair[1] == j]) for j in homes]
        several = len({j for _, j in broken.proef.paren}) > 1
        where = [tekst("verhaal_op_woning", woning=_home(broken, j)) if several else "" for j in homes]
        return "; ".join(map("".join, zip(where, orders)))
    names, several = names_of(broken), len({j for _, j in broken.proef.paren}) > 1
    has_people = bool(broken.vraag.sides - {"woning"})
    told = []
    for (i, j), value in answers:
        who = names[i] if has_people else _home(broken, j)
        where_ = tekst("verhaal_bij_woning", woning=_home(broken, j)) if several and has_people else ""
        told.append(f"{who}{where_} {_answer(broken.vraag.hook, value)}")
    return "; ".join(told)


def _order(broken: Overtreding, answers: list[tuple[Pair, Any]]) -> str:
    """Who comes before whom, and who are equal."""
    names, groups = names_of(broken), dict[Any, list[str]]()
    for (i, _), value in answers:
        groups.setdefault(value, []).append(names[i])
    told = [
        tekst("verhaal_gelijk", namen=" = ".join(group)) if group[1:] else group[0]
        for group in (sorted(groups[value]) for value in sorted(groups))
    ]
    return (
        told[0]
        if len(told) == 1
        else tekst("verhaal_volgorde", eerst=told[0], dan=tekst("verhaal_dan_").join(told[1:]))
    )


def _answer(hook: str, value: Any) -> str:
    """One answer of a hook in words."""
    if isinstance(value, bool):
        return tekst(f"verhaal_{hook}_{'ja' if value else 'nee'}")
    if hook == CLAIMS:
        asked = ", ".join(Doelgroep(asked).name for asked, _ in value)
        return tekst("verhaal_geclaimd", doelgroepen=asked) if asked else tekst("verhaal_niets")
    if hook == "voorrang":
        return tekst("verhaal_krijgt", wat=_voorrang(value))
    if hook == "zoekpunten":
        return tekst("verhaal_zoekpunt" if value == 1 else "verhaal_zoekpunten", n=value)
    if hook == "bemiddeling" and value == -math.inf:
        return tekst("verhaal_past_nee")
    word = "verhaal_factor" if hook in FACTOREN else "verhaal_past" if hook == "bemiddeling" else ""
    number = f"{value:g}" if isinstance(value, float) else str(value)
    return tekst(word, getal=number) if word else number
