"""Wetten: what every policy keeps to, whatever it decides. Each raises an Overtreding where it does not.

A law judges one thing: a policy whose answer is no answer at all (`waarde_per_rij`, `soort_waarde`, `eindig`) is not
held against it by the laws that compare answers.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from pydantic import ValidationError

from woonsim.errors import PluginError
from woonsim.parametertext import written
from woonsim.plugins import parameters_of
from woonsim.schermteksten import tekst
from woonsim.testing.proef import Pair, Proef, een_verslag
from woonsim.testing.vraag import ORDER, Antwoord, Vraag, state_of

OTHER_ROWS = "hangt_af_van_andere_rijen"
"""Class attribute of a policy that may answer otherwise when other rows are there."""
NUMBERS = "gebonden_aan_nummers"
"""Class attribute of a policy that knows corporaties or kernen by their number."""


class Overtreding(Exception):  # noqa: N818 - a noun of the law
    """A proef in which a policy broke a law: what it answered, and what after the change that should not matter."""

    def __init__(self, uitleg: str, vraag: Vraag, proef: Proef, eerst: Antwoord | None = None) -> None:
        """Keep what is wrong in words and with what it was found."""
        super().__init__(uitleg)
        self.uitleg, self.vraag, self.proef, self.eerst = uitleg, vraag, proef, eerst
        self.wijziging = ""
        """What was changed, in words."""
        self.dan: list[tuple[Pair, Any]] | None = None
        """What it answered then, per row."""


def _change(found: Overtreding, wijziging: str, then: Antwoord) -> Overtreding:
    found.wijziging = tekst(f"wijziging_{wijziging}")
    if then.proef.paren:
        found.dan = list(zip(then.proef.paren, then.rows(), strict=True))
    return found


def waarde_per_rij(vraag: Vraag, proef: Proef) -> None:
    """It answers, one value per row."""
    if not proef.paren and vraag.has_rows:
        return
    try:
        answer = vraag.ask(proef)
    except PluginError as error:
        raise Overtreding(str(error), vraag, proef) from error
    _judge(vraag.form_fault(answer), vraag, proef)


def soort_waarde(vraag: Vraag, proef: Proef) -> None:
    """The values are of the kind that the hook asks."""
    answer = _answer(vraag, proef)
    if answer is not None and not vraag.form_fault(answer):
        _judge(vraag.kind_fault(answer), vraag, proef)


def eindig(vraag: Vraag, proef: Proef) -> None:
    """No value is NaN, infinite or out of the range of the hook."""
    answer = _answer(vraag, proef)
    if answer is not None and not vraag.form_fault(answer) and not vraag.kind_fault(answer):
        _judge(vraag.value_fault(answer), vraag, proef)


def _answer(vraag: Vraag, proef: Proef) -> Antwoord | None:
    if not proef.paren and vraag.has_rows:
        return None
    try:
        return vraag.ask(proef)
    except PluginError:
        return None


def _judge(fault: str, vraag: Vraag, proef: Proef) -> None:
    if fault:
        raise Overtreding(fault, vraag, proef)


def nul_rijen(vraag: Vraag, proef: Proef) -> None:
    """To nothing it answers nothing, of the right kind."""
    none = proef.with_pairs(())
    try:
        answer = vraag.ask(none)
    except PluginError as error:
        raise Overtreding(str(error), vraag, none) from error
    _judge(vraag.form_fault(answer) or vraag.kind_fault(answer), vraag, none)


def herhaalbaar(vraag: Vraag, proef: Proef) -> None:
    """The same question has the same answer, also after other questions, to this hook and to the others."""
    first = vraag.unharmed(proef)
    if first is None:
        return
    _compare(first, _ask_again(vraag, proef, first), "opnieuw", vraag)
    instance = vraag.instance()
    # Another question in between must leave no trace.
    _ask_again(vraag, proef.with_pairs(proef.paren[-1:]), first, instance)
    _compare(first, _ask_again(vraag, proef, first, instance), "na_andere_vraag", vraag)
    if vraag.others:
        instance = vraag.instance()
        for other in vraag.others:
            with suppress(PluginError):
                other.ask(proef if proef.verslag else replace(proef, verslag=een_verslag(proef.jaar)), instance)
        _compare(first, _ask_again(vraag, proef, first, instance), "na_andere_hook", vraag)


def invoer_ongemoeid(vraag: Vraag, proef: Proef) -> None:
    """It writes to nothing that it gets."""
    if vraag.unharmed(proef) is None:
        return
    proef = copy.deepcopy(proef)
    report = copy.deepcopy(proef.verslag)
    answer, fresh = vraag.ask(proef), proef.offer()
    if proef.verslag != report:
        raise Overtreding(tekst("toets_beschreven", kolom="verslag"), vraag, proef, answer)
    for side, columns in answer.aanbod.read().items():
        for name in columns:
            now, before = getattr(answer.aanbod.rijen[side], name), getattr(fresh.rijen[side], name, None)
            if before is None or not np.array_equal(now, before):
                raise Overtreding(tekst("toets_beschreven", kolom=f"{side}.{name}"), vraag, proef, answer)
    for name, column in answer.aanbod.kolommen.items():
        if not np.array_equal(column, fresh.kolommen[name]):
            raise Overtreding(tekst("toets_beschreven", kolom=name), vraag, proef, answer)
    try:
        vraag.ask(proef, read_only=True)
    except PluginError as error:
        raise Overtreding(str(error), vraag, proef, answer) from error


def rijvolgorde(vraag: Vraag, proef: Proef) -> None:
    """In another order the rows have the same answers."""
    first = vraag.unharmed(proef)
    if first is None or len(proef) < 2:
        return
    for order in proef.orders():
        turned = proef.with_pairs([proef.paren[row] for row in order])
        _compare(first, _ask_again(vraag, turned, first), "andere_volgorde", vraag)


def andere_rijen(vraag: Vraag, proef: Proef) -> None:
    """What a row is answered does not depend on which other rows there are."""
    first = vraag.unharmed(proef)
    if first is None or len(proef) < 2:
        return
    fewer = [(proef.paren[:row] + proef.paren[row + 1 :], "minder_rijen") for row in range(len(proef))]
    for pairs, wijziging in (*fewer, (proef.paren[:1], "alleen"), (proef.paren[-1:], "alleen")):
        _compare(first, _ask_again(vraag, proef.with_pairs(pairs), first), wijziging, vraag)


def hernummering(vraag: Vraag, proef: Proef) -> None:
    """Under other keys and numbers, with the same lots, the answers are the same."""
    first = vraag.unharmed(proef)
    if first is None:
        return
    other = proef.renumbered(keep_numbers=bool(getattr(vraag.policy, NUMBERS, False)))
    answer = _ask_again(vraag, other, first)
    # It drew for something that is no huishouden, woning or vacancy: then nobody can say what the lot should be.
    if not answer.aanbod.lot.unknown:
        _compare(first, answer, "hernummerd", vraag)


def _ask_again(vraag: Vraag, proef: Proef, first: Antwoord, instance: object = None) -> Antwoord:
    try:
        answer = vraag.ask(proef, instance)
    except PluginError as error:
        raise Overtreding(str(error), vraag, proef, first) from error
    fault = vraag.form_fault(answer) or vraag.kind_fault(answer)
    if fault:
        raise Overtreding(fault, vraag, proef, first)
    return answer


def _compare(first: Antwoord, then: Antwoord, wijziging: str, vraag: Vraag) -> None:
    """Refuse another answer for a pair that both were asked about."""
    if not vraag.has_rows or not first.proef.paren:
        if first.whole() != then.whole():
            raise _change(Overtreding(tekst("toets_ander_antwoord"), vraag, first.proef, first), wijziging, then)
        return
    was = dict(zip(first.proef.paren, first.rows(), strict=True))
    pairs, now = then.proef.paren, then.rows()
    if _comparable(vraag.hook, [was[pair] for pair in pairs]) != _comparable(vraag.hook, now):
        raise _change(Overtreding(tekst("toets_ander_antwoord"), vraag, first.proef, first), wijziging, then)


def _comparable(hook: str, values: Sequence[Any]) -> list[Any]:
    """What counts in these answers: for a `sortering` only the order."""
    if hook != ORDER or not len(values):
        return list(values)
    ranks: list[Any] = np.unique(np.asarray(values), return_inverse=True)[1].tolist()
    return ranks


def parameters(vraag: Vraag, proef: Proef) -> None:
    """Written into a scenario and read again they are the same, and no question changes them."""
    instance = vraag.instance()
    agreed = state_of(instance)
    try:
        again = parameters_of(vraag.policy).validate_python(written(vraag.policy, agreed))
    except ValidationError as error:
        parameter = str((error.errors()[0]["loc"] or ("?",))[0])
        raise Overtreding(tekst("toets_heen_en_weer", parameter=parameter), vraag, proef) from error
    changed = [name for name, value in state_of(again).items() if value != agreed[name]]
    if changed:
        raise Overtreding(tekst("toets_heen_en_weer", parameter=changed[0]), vraag, proef)
    try:
        vraag.ask(proef, instance)
    except PluginError:
        return
    changed = [name for name, value in state_of(instance).items() if value != agreed[name]]
    if changed:
        raise Overtreding(tekst("toets_zelf_veranderd", parameter=changed[0]), vraag, proef)


@dataclass(frozen=True)
class Wet:
    """A law: its name, how it is judged, and whether it also holds for hooks without columns."""

    naam: str
    judge: Callable[[Vraag, Proef], None] | None
    """None where it is not judged on one proef after another."""
    every_hook: bool = False


AFGESLOTEN, REKENTIJD = "afgesloten", "rekentijd"
WETTEN = (
    Wet("waarde_per_rij", waarde_per_rij, every_hook=True),
    Wet("soort_waarde", soort_waarde),
    Wet("eindig", eindig),
    Wet("nul_rijen", nul_rijen),
    Wet("herhaalbaar", herhaalbaar, every_hook=True),
    Wet("invoer_ongemoeid", invoer_ongemoeid, every_hook=True),
    Wet("rijvolgorde", rijvolgorde),
    Wet("andere_rijen", andere_rijen),
    Wet("hernummering", hernummering),
    Wet("parameters", parameters, every_hook=True),
    Wet(AFGESLOTEN, None, every_hook=True),
    Wet(REKENTIJD, None, every_hook=True),
)
"""The laws, in the order in which they are judged."""
