"""What `woonsim bench` asks and says: (Dutch, English)."""

BENCHTEKSTEN: dict[str, tuple[str, str]] = {
    "help_bench": (
        "Meet hoe snel woonsim op deze machine is, bij een paar groottes, en hoe ver van wat de machine kan.",
        "Measure how fast woonsim is on this machine, at some sizes, and how far from what the machine can do.",
    ),
    "help_grootte": (
        "Aantal woningen; anders 4000, 20000 en 100000. Het hele land is 2300000. Herhaalbaar.",
        "Number of homes; otherwise 4000, 20000 and 100000. The whole country is 2300000. Repeatable.",
    ),
    "help_years_bench": ("Aantal jaren per replicatie.", "Years per replication."),
    "help_quiet_bench": ("Geen voortgang.", "No progress."),
    "bench_meet": ("{woningen} woningen", "{woningen} homes"),
    "bench_gestopt": (
        "de meting van {woningen} woningen is gestopt ({reden}); vaak is het geheugen vol: meet een kleinere grootte, "
        "of minder jaren (--years)",
        "the measurement of {woningen} homes ended ({reden}); often memory ran out: measure a smaller size, or fewer "
        "years (--years)",
    ),
    "bench_replicatie": ("Een replicatie, {jaren}", "One replication, {jaren}"),
    "bench_onderdelen": ("Waaruit zij bestaat", "What it consists of"),
    "bench_grens": ("Een ronde, en wat de machine kan", "One round, and what the machine can do"),
    "bench_woningen": ("woningen", "homes"),
    "bench_verhuringen": ("verhuringen", "lettings"),
    "bench_reacties": ("reacties", "reactions"),
    "bench_seconden": ("seconden", "seconds"),
    "bench_us_verhuring": ("us per\nverhuring", "us per\nletting"),
    "bench_ns_reactie": ("ns per\nreactie", "ns per\nreaction"),
    "bench_geheugen": ("geheugen\nMB", "memory\nMB"),
    "bench_hash": ("trekken\nns", "draw\nns"),
    "bench_sort": ("sorteren\nns", "sort\nns"),
    "bench_keuze": ("kiezen\nns", "choose\nns"),
    "bench_ronde": ("ronde\nms", "round\nms"),
    "bench_rondes": ("in\nrondes", "in\nrounds"),
    "bench_vergelijking": ("vergelijking\ns", "comparison\ns"),
    "bench_ronde_reacties": ("reacties", "reactions"),
    "bench_geheugen_ms": ("geheugen\nms", "memory\nms"),
    "bench_keer": ("\nkeer", "\ntimes"),
    "bench_c_ms": ("in C\nms", "in C\nms"),
    "bench_groei_tijd": ("De tijd groeit als reacties^{exponent}.", "Time grows as reactions^{exponent}."),
    "bench_groei_geheugen": (
        "Het geheugen dat een replicatie vraagt groeit als inschrijvingen^{exponent}.",
        "The memory that a replication asks for grows as registrations^{exponent}.",
    ),
    "bench_met_fout": ("{exponent} (standaardfout {fout})", "{exponent} (standard error {fout})"),
    "bench_zonder_fout": ("{exponent} (twee groottes: zonder fout)", "{exponent} (two sizes: without an error)"),
    "bench_uitleg": (
        "Tijden zijn rekentijd van een proces; per rij het kortste van een paar keer, per ronde de middelste. Een "
        "vergelijking is woonsim compare met een variant en twee replicaties, van opstarten tot opslaan.",
        "Times are processor time of one process; per row the shortest of some, per round the middle one. A comparison "
        "is woonsim compare with one variant and two replications, from start-up to storing.",
    ),
    "bench_uitleg_grens": (
        "Geheugen: wat een ronde ten minste leest en schrijft (zeven kolommen van wie kijkt, 32 bytes per reactie) bij "
        "de {gbs} GB/s die een kopie hier haalt.",
        "Memory: what a round reads and writes at least (seven columns of who looks, 32 bytes per reaction) at the "
        "{gbs} GB/s that a copy reaches here.",
    ),
    "bench_uitleg_c": (
        "In C: een kale ronde met even veel mensen en woningen; kiezen, sorteren en toedelen, zonder regels.",
        "In C: a bare round of as many people and homes; choosing, sorting and settling, without rules.",
    ),
    "bench_zonder_c": (
        "Hier is geen C-compiler (cc, gcc of clang); wat een kale ronde kost is niet gemeten.",
        "There is no C compiler here (cc, gcc or clang); what a bare round costs was not measured.",
    ),
    "bench_klein": (
        "Onder {n} reacties per ronde telt vooral het aanroepen, en niet wat er wordt gerekend.",
        "Below {n} reactions per round it is the calls that count, and not the arithmetic.",
    ),
    "bench_niet_vergeleken": (
        "Boven {n} woningen is geen vergelijking gemeten.",
        "Beyond {n} homes no comparison was measured.",
    ),
}
