"""A broken law as a YAML case that `woonsim test` runs: what was answered first is what it should answer always."""

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from woonsim.errors import PluginError
from woonsim.gevallen.hooks import describe_claim
from woonsim.kalender import DAG
from woonsim.kolommen import NOOIT
from woonsim.testing.notatie import scalar
from woonsim.testing.proef import Pair, begin_of
from woonsim.testing.verhaal import facts_of, names_of, story_of
from woonsim.testing.vraag import CLAIMS, FACTOREN, ORDER, WHOLE, claims_of

if TYPE_CHECKING:
    from woonsim.testing.wetten import Overtreding

_WORDS = {"selectie": "mag", "beslag": "neemt", "grondslag": "telt", "bemiddeling": "past", "deelname": "doet_mee"}
_WORDS |= {"zoekpunten": "punten", "voorrang": "wordt", **dict.fromkeys(FACTOREN, "factor")}
_ASKED = frozenset({"waarde_per_rij", "soort_waarde"})
"""Laws that are broken whatever is expected: the case shows it when it is asked."""
_WITH_MOMENT = frozenset({ORDER, "deelname", *FACTOREN, *WHOLE})
"""Hooks whose cases can tell the moment."""
Row = dict[str, Any]


def case_of(broken: Overtreding, wet: str) -> str:
    """The case; empty when there is none that shows it: it has no rows, or more than a case can say."""
    vraag, proef = broken.vraag, broken.proef
    if not vraag.has_rows or not proef.paren or (broken.eerst is None and wet not in _ASKED):
        return ""
    if "t" in vraag.names and vraag.hook not in _WITH_MOMENT:
        return ""
    rows = [pair for pair, _ in broken.dan] if broken.dan is not None else list(proef.paren)
    by_hook = {ORDER: _order, CLAIMS: _claims}
    told = by_hook.get(vraag.hook, _rows)(broken, rows)
    if told is None:
        return ""
    lines = [f"# {wet}: {line}" if n == 0 else f"# {line}" for n, line in enumerate(story_of(broken).splitlines())]
    lines.append(f"- beleid: {vraag.naam}")
    if vraag.parameters:
        lines.append(f"  parameters: {scalar(vraag.parameters)}")
    return "\n".join([*lines, f"  hook: {vraag.hook}", f"  jaar: {proef.jaar}", *told]) + "\n"


def _expected(broken: Overtreding) -> dict[Pair, Any]:
    return dict(zip(broken.proef.paren, broken.eerst.rows(), strict=True)) if broken.eerst is not None else {}


def _lots(broken: Overtreding, pair: Pair) -> dict[str, Any]:
    """What was drawn for a pair, by purpose: a number, or a list when it was asked more than once."""
    try:
        drawn = broken.vraag.ask(broken.proef.with_pairs([pair])).aanbod.lot.drawn
    except PluginError:
        return {}
    return {purpose: lots[0] if len(lots) == 1 else lots for purpose, lots in drawn.items()}


def _days(minutes: int) -> float:
    return minutes // DAG if minutes % DAG == 0 else minutes / DAG


def _order(broken: Overtreding, rows: list[Pair]) -> list[str] | None:
    """Named woningzoekenden and their order, of those who react to one woning."""
    expected, names = _expected(broken), names_of(broken)
    if len({j for _, j in rows}) > 1:
        return None
    facts = [facts_of(broken, pair) for pair in rows]
    lots = [_lots(broken, pair) for pair in rows]
    home = dict(facts[0]["woning"])
    room = home.pop("ruimte", None)
    lines = ["  woningzoekenden:"]
    lines += [f"    {names[i]}: {scalar(told['wie'])}" for (i, _), told in zip(rows, facts, strict=True)]
    lines += [f"  woning: {scalar(home)}"] if home else []
    lines += [f"  ruimte: {room}"] if room is not None else []
    lines += [f"  dag: {_days(broken.proef.t)}"] if "t" in broken.vraag.names else []
    lines += [f"  u: {scalar({purpose: [u[purpose] for u in lots] for purpose in lots[0]})}"] if lots[0] else []
    groups: dict[Any, list[str]] = {}
    for i, j in rows:
        groups.setdefault(expected.get((i, j), 0), []).append(names[i])
    return [*lines, f"  volgorde: {scalar([groups[value] for value in sorted(groups)])}"]


def _claims(broken: Overtreding, rows: list[Pair]) -> list[str]:
    """A lot per woning, the woningen, and what each claim asks of them."""
    lots = [next(iter(_lots(broken, pair).values()), 0.5) for pair in rows]
    claims = claims_of(broken.eerst.raw) if broken.eerst is not None else []
    places = [broken.proef.paren.index(pair) for pair in rows]
    asked = [[describe_claim(claim, claim.doelgroep[place].item()) for place in places] for claim in claims]
    homes = [facts_of(broken, pair)["woning"] for pair in rows]
    return [f"  u: {scalar(lots)}", f"  woningen: {scalar(homes)}", f"  eist: {scalar(asked)}"]


def _rows(broken: Overtreding, rows: list[Pair]) -> list[str]:
    """A row each, with what the policy read and answered."""
    expected, names = _expected(broken), names_of(broken)
    lines = ["  gevallen:"]
    for pair in rows:
        row = _row(broken, pair)
        if pair in expected:
            row[_WORDS[broken.vraag.hook]] = _written(broken.vraag.hook, expected[pair])
        lines.append(f"    - {scalar(row | {'want': names[pair[0]]})}")
    return lines


def _row(broken: Overtreding, pair: Pair) -> Row:
    hook, sides = broken.vraag.hook, broken.vraag.sides
    facts = {side: dict(told) for side, told in facts_of(broken, pair).items()}
    loose = {name: told.pop(name) for told in facts.values() for name in ("duur", "ruimte") if name in told}
    row: Row = {"kandidaat" if "kandidaat" in sides else "woningzoekende": facts["wie"]}
    row |= {"woning": facts["woning"]} if "woning" in sides else {}
    row |= {"ruimte": loose["ruimte"]} if "ruimte" in loose else {}
    row |= {"duur": _written("voorrang", loose["duur"])} if "duur" in loose else {}
    if hook in _WITH_MOMENT:
        row["dag"] = _days(broken.proef.t)
    if "datum" in broken.vraag.names:
        passed = timedelta(days=(broken.proef.t - begin_of(broken.proef.jaar)) // DAG)
        row["datum"] = (date(broken.proef.jaar, 1, 1) + passed).isoformat()
    lots = _lots(broken, pair)
    if hook == "bemiddeling":
        return row | ({"u": next(iter(lots.values()))} if lots else {})
    return row | {"u": lots} if lots or hook in {"deelname", *FACTOREN} else row


def _written(hook: str, value: Any) -> Any:
    """An answer as a case writes it."""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if hook == "voorrang":
        return "altijd" if value == NOOIT else _days(value)
    return "nee" if value == -math.inf else value
