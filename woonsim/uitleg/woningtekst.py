"""How a woning was let, as text of 80 columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from woonsim.schermteksten import getal, in_english, tekst
from woonsim.screen import capture, print_part
from woonsim.uitleg.gegevens import (
    Bijdrage,
    Claimregel,
    Kandidaatregel,
    Reactieregel,
    Rekeningstand,
    Ronde,
    Verhuring,
    Wie,
    Woningverhaal,
)

_MOST = 10
"""Rows of a table that are shown; those who were offered the woning always are."""
_FEW = 3


def render_woning(verhaal: Woningverhaal) -> str:
    """The explanation of one vacancy."""
    with capture() as (console, text):
        console.print(Text(tekst("uitleg_kop_woning", **vars(verhaal)), style="bold"))
        print_part(console, "", list(_woning(verhaal)))
        if not verhaal.onttrokken:
            print_part(console, tekst("uitleg_kop_wie"), list(_who_got_it(verhaal.verhuring)))
            _print_claims(console, verhaal)
            for ronde in verhaal.rondes:
                _print_ronde(console, ronde)
        _print_grootboek(console, verhaal)
    return text()


def dag(moment: str) -> str:
    """A moment of the tables as a day: 4-3-2021 in Dutch, 2021-03-04 in English."""
    day = moment[:10]
    if in_english() or not day:
        return day
    year, month, number = day.split("-")
    return f"{int(number)}-{int(month)}-{year}"


def print_table(console: Console, table: Table) -> None:
    """Write a table, indented, and an empty line."""
    console.print(Padding(table, (0, 0, 1, 2)))


def _woning(v: Woningverhaal) -> Iterator[str]:
    asked = tekst("uitleg_label", leeftijd=v.leeftijdslabel) if v.leeftijdslabel else ""
    yield tekst(
        "uitleg_wat",
        woningtype=v.woningtype,
        corporatie=v.corporatie,
        kern=v.kern,
        kamers=v.kamers,
        huur=getal(v.rekenhuur_eur),
        leeftijdslabel=asked,
    )
    yield tekst("uitleg_waarom_vrij", opzegging=dag(v.opzegging), oorzaak=v.oorzaak, einde=dag(v.einde))
    if v.onttrokken:
        yield tekst("uitleg_onttrokken")


def _who_got_it(verhuring: Verhuring | None) -> Iterator[str]:
    if verhuring is None:
        yield tekst("uitleg_niemand")
        return
    yield tekst("uitleg_persoon", **_person(verhuring.wie))
    yield tekst(
        f"uitleg_via_{verhuring.kanaal}",
        regel=verhuring.regel,
        plaats=verhuring.plaats,
        voorrang=tekst("uitleg_met_voorrang") if verhuring.met_voorrang else "",
        acceptatie=dag(verhuring.acceptatie),
        sleutels=dag(verhuring.sleutels),
    )
    if verhuring.rekeningen:
        yield tekst("uitleg_van_rekening", rekeningen=", ".join(verhuring.rekeningen))


def _person(wie: Wie) -> dict[str, str | int]:
    return vars(wie) | {"inkomen": getal(wie.inkomen_eur)}


def _print_claims(console: Console, verhaal: Woningverhaal) -> None:
    if not verhaal.claims and not verhaal.geen_claim:
        return
    print_part(console, tekst("uitleg_kop_claims"), [])
    for claim in verhaal.claims:
        told = [_verdict(claim)]
        if claim.uitkomst != "geen_ruimte":
            room = ", ".join(f"{each.rekening} {each.saldo}" for each in claim.rekeningen)
            told += [tekst("uitleg_ruimte", ruimte=room)] if room else []
            told += [] if claim.kandidaten else [tekst("uitleg_niemand_wacht")]
        _print_lines(console, told)
        if claim.kandidaten:
            _print_kandidaten(console, claim.kandidaten)
        else:
            console.print()
    if verhaal.geen_claim:
        print_part(console, "", [f"  {tekst('uitleg_geen_claim', regels=', '.join(verhaal.geen_claim))}"])


def _print_lines(console: Console, lines: Sequence[str]) -> None:
    for line in lines:
        console.print(Padding(Text(line), (0, 0, 0, 2)))


def _verdict(claim: Claimregel) -> str:
    name = claim.uitkomst
    if name == "geen_kandidaat" and not claim.op_aanvraag:
        return tekst("uitleg_claim_apart", regel=claim.regel, doelgroep=claim.doelgroep)
    full = ", ".join(each.rekening for each in claim.rekeningen if not each.heeft_ruimte)
    return tekst(f"uitleg_claim_{name}", regel=claim.regel, doelgroep=claim.doelgroep, vol=full)


def _print_kandidaten(console: Console, kandidaten: list[Kandidaatregel]) -> None:
    table = _table("huishouden", "leeftijd", "personen", "gereed")
    regels = list(dict.fromkeys(naam for each in kandidaten for naam in each.passend))
    for naam in regels:
        table.add_column(naam, justify="right")
    table.add_column(tekst("uitleg_kolom_uitkomst"), overflow="fold")
    offered = sum(each.uitkomst in ("geweigerd", "aangenomen", "geen_begeleiding") for each in kandidaten)
    shown = kandidaten[: max(_MOST, offered)]
    for each in shown:
        fits = [_contribution(each.passend.get(naam)) for naam in regels]
        ended = tekst(
            f"uitleg_{each.uitkomst}", redenen=", ".join(each.redenen), rekeningen=", ".join(each.zonder_ruimte)
        )
        table.add_row(*_who(each.wie), dag(each.gereed), *fits, ended)
    print_table(console, table)
    _print_rest(console, len(kandidaten) - len(shown))


def _print_rest(console: Console, n: int) -> None:
    if n:
        _print_lines(console, [tekst("uitleg_nog_meer", n=n)])
        console.print()


def _table(*columns: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    for name in columns:
        is_number = name in ("plaats", "leeftijd", "personen", "inkomen")
        table.add_column(
            tekst(f"uitleg_kolom_{name}"), justify="right" if is_number else "left", overflow="fold", no_wrap=is_number
        )
    return table


def _who(wie: Wie) -> tuple[str, str, str]:
    return wie.huishouden, str(wie.leeftijd), str(wie.personen)


def _contribution(bijdrage: Bijdrage | None) -> str:
    """What a policy answered, as its reader would say it."""
    if bijdrage is None or bijdrage.waarde is None:
        return "-"
    if bijdrage.datum is not None:
        return dag(bijdrage.datum)
    value = bijdrage.waarde
    if isinstance(value, bool):
        return tekst("uitleg_daarna" if value else "uitleg_eerst")
    if abs(value) >= 2**62:
        return tekst("uitleg_laatst" if value > 0 else "uitleg_eerst")
    return getal(value) if value == int(value) else getal(value, 3)


def _print_ronde(console: Console, ronde: Ronde) -> None:
    print_part(console, tekst("uitleg_kop_ronde", ronde=ronde.ronde, sluiting=dag(ronde.sluiting)), [])
    counts = {"weigeringen": ronde.weigeringen, "ingetrokken": ronde.ingetrokken}
    told = [
        tekst("uitleg_geteld", gekeken=ronde.gekeken, mochten=ronde.mochten, reacties=ronde.reacties),
        tekst("uitleg_verhuurd" if ronde.verhuurd else "uitleg_onverhuurd", **counts),
    ]
    out = ", ".join(f"{naam} ({n})" for naam, n in ronde.uitgesloten_door.items() if n)
    _print_lines(console, [*told, *([tekst("uitleg_uitgesloten", regels=out)] if out else [])])
    if ronde.uitgesloten:
        _print_lines(console, [tekst("uitleg_bijvoorbeeld")])
        table = _table("huishouden", "leeftijd", "personen", "inkomen", "door")
        for each in ronde.uitgesloten[:_FEW]:
            table.add_row(*_who(each.wie), getal(each.wie.inkomen_eur), ", ".join(each.regels))
        print_table(console, table)
    if ronde.volgorde:
        _print_volgorde(console, ronde.volgorde)
    else:
        console.print()


def _print_volgorde(console: Console, volgorde: list[Reactieregel]) -> None:
    regels = list(volgorde[0].sortering)
    deciding = [naam for naam in regels if len({each.sortering[naam].waarde for each in volgorde}) > 1]
    table = _table("plaats", "huishouden", "leeftijd", "personen")
    for naam in deciding:
        table.add_column(naam, justify="right", overflow="fold")
    table.add_column(tekst("uitleg_kolom_uitkomst"), overflow="fold")
    shown = volgorde[: max(_MOST, sum(each.aanbod is not None for each in volgorde))]
    for each in shown:
        values = {"woning": each.andere_woning, "rekeningen": ", ".join(each.zonder_ruimte)}
        ended = tekst(f"uitleg_{each.aanbod}", **values) if each.aanbod else ""
        keys = [_contribution(each.sortering[naam]) for naam in deciding]
        table.add_row(str(each.plaats), *_who(each.wie), *keys, ended)
    print_table(console, table)
    _print_rest(console, len(volgorde) - len(shown))
    same = [naam for naam in regels if naam not in deciding]
    if same and len(volgorde) > 1:
        _print_lines(console, [tekst("uitleg_gelijk", regels=", ".join(same))])
        console.print()


def _print_grootboek(console: Console, verhaal: Woningverhaal) -> None:
    opzegging, toewijzing = verhaal.grootboek_bij_opzegging, verhaal.grootboek_bij_toewijzing
    if opzegging:
        print_part(console, tekst("uitleg_kop_grootboek_opzegging", moment=dag(verhaal.opzegging)), [])
        print_table(console, _grootboek(opzegging))
    if toewijzing:
        print_part(console, tekst("uitleg_kop_grootboek_toewijzing"), [])
        print_table(console, _grootboek(toewijzing))


def _grootboek(standen: list[Rekeningstand]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    for number, name in enumerate(vars(standen[0])):
        table.add_column(tekst(f"uitleg_post_{name}"), justify="right" if number else "left")
    for stand in standen:
        table.add_row(*(value if isinstance(value, str) else getal(value) for value in vars(stand).values()))
    return table
