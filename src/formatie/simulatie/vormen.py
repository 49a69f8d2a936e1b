"""The shapes of the arrays that the kernel works on: one record per case, post, group, queue, step and kind.

Points (caseload) and hours a week are whole millionths, so that adding and taking away leaves exactly nothing.
"""

from __future__ import annotations

import numpy as np

MILJOENSTE = 1_000_000
# What a post may still take: points x PUNT, and in what is left of that its own number counted from above. So the highest of
# them is the first post with most room, found without a choice at every post. Eight are compared at once: each group has a
# multiple of eight posts, the last of them with nobody ever on it.
PUNT_BITS = 16
PUNT = 1 << PUNT_BITS
DICHT = 1 << 62  # what a closed post falls short of room for anything
ACHT = 8
# What a case does: its slot is free, it waits, it runs, it is away until it returns.
VRIJ, WACHT, LOOPT, WEG = range(4)

# One phase of one kind of case.
STAP = np.dtype(
    [
        ("verdeling", "i8"), ("a", "f8"), ("b", "f8"),  # how long it lasts at full tempo, in weeks
        ("vraag", "i8"),  # hours a week
        ("gewicht", "i8"),  # points of caseload
        ("kalender", "i8"),  # 1: it ends when time is up, also when hours fall short
        ("rij", "i8"),  # where it waits
        ("warm", "i8"),  # 1: whoever had it keeps its place until somebody takes over
        ("extra", "f8"),  # weeks longer after a handover
        ("termijn_begin", "i8"), ("termijn_eind", "i8"),  # a term that ends when it starts or ends, or -1
        ("lopend", "i8"),  # how many run at the start
        ("soort", "i8"),
    ]
)  # fmt: skip

# One kind of case.
SOORT = np.dtype(
    [
        ("stap", "i8"),  # where it comes in
        ("geduld", "i8"), ("geduld_a", "f8"), ("geduld_b", "f8"),  # how long it waits before it goes elsewhere; -1: for ever
        ("terug", "f8"), ("terug_stap", "i8"),  # chance to come back after the end, and where it then comes in
        ("weg", "i8"), ("weg_a", "f8"), ("weg_b", "f8"),  # how long it stays away first
        ("wachtend", "i8"), ("gewacht", "f8"),  # backlog at the start and the longest wait in it, in weeks
    ]
)  # fmt: skip

# Where cases wait: everybody here needs the same skill and has the same precedence. Highest basis + helling x wait first.
RIJ = np.dtype(
    [
        ("basis", "f8"), ("helling", "f8"),
        ("groepen", "i8"),  # who may serve it, one bit per group …
        ("raakt", "i8"),  # … and the queues that one of them may serve too, one bit per queue
        ("kop", "i8"), ("staart", "i8"), ("n", "i8"),
    ]
)  # fmt: skip

# One group of staff, and its clock: `v` runs slower than time when hours fall short.
GROEP = np.dtype(
    [
        ("uren", "f8"),  # case-bound hours a week of one fte who is there; inf: hours never hold anything up
        ("verzuim", "f8"), ("verzuim_weken", "f8"), ("verloop", "f8"), ("vacature_weken", "f8"),
        ("inwerk_weken", "f8"), ("inwerk_start", "f8"), ("begeleiding", "f8"),
        ("rijen", "i8"),  # the queues that it may serve, one bit per queue
        ("van", "i8"), ("tot", "i8"),  # its posts: from … up to and without …
        ("t", "f8"), ("v", "f8"), ("tempo", "f8"), ("volgende", "f8"),
        ("vraag", "i8"), ("capaciteit", "f8"), ("bezet", "i8"), ("ruimte", "i8"),
        ("krap", "i8"),  # 1: its hours can fall short, so that it has a clock of its own
        ("einde", "f8"),  # of this week
        ("gewerkt", "f8"), ("gevuld", "f8"),  # integrals over this week: hours worked, points filled
        # millionths of hours that the work of this run came to, at full tempo; and of its calendar phases
        ("werk", "f8"), ("op_kalender", "f8"),
    ]
)  # fmt: skip

# One post in the formation (formatieplaats), and who is on it.
PLEK = np.dtype(
    [
        ("groep", "i8"), ("fte", "f8"), ("van", "i8"), ("tot", "i8"),
        ("ruimte", "i8"), ("open", "i8"),
        ("bezet", "i8"), ("ziek", "i8"), ("sinds", "i8"), ("vacant_tot", "i8"),
    ]
)  # fmt: skip

# One case that is somewhere in the house.
ZAAK = np.dtype(
    [
        ("sleutel", "u8"), ("rij_sinds", "f8"), ("aankomst", "f8"),
        ("rest", "f8"), ("duur", "f8"), ("gewacht", "f8"),
        ("stap", "i8"), ("straks", "i8"), ("plek", "i8"), ("houder", "i8"), ("houdt", "i8"), ("vorige", "i8"), ("na", "i8"), ("voor", "i8"),
        ("bezoek", "i8"), ("toestand", "i8"), ("nieuw", "i8"), ("telt", "i8"), ("gehaald", "i8"),
    ]
)  # fmt: skip

# Where the cases of one kind come from: the keys of this run's arrivals and of its cases, how many have been drawn, how many
# were expected until the last of them and when that comes, and how many of the last portion have arrived.
BRON = np.dtype(
    [
        ("komsten", "u8"), ("zaken", "u8"), ("nummer", "i8"), ("verwacht", "f8"), ("laatste", "f8"), ("gepakt", "i8"),
    ]
)  # fmt: skip

TERMIJN = np.dtype([("soort", "i8"), ("weken", "f8")])

# What is counted of one kind of case in one run, and summed: weeks waited until the start, weeks from coming in to the end.
TEL = np.dtype(
    [
        ("aangekomen", "i8"), ("begonnen", "i8"), ("klaar", "i8"), ("afgehaakt", "i8"), ("terug", "i8"),
        ("overdrachten", "i8"), ("wachtend", "i8"), ("lopend", "i8"), ("gemeten", "i8"), ("doorgelopen", "i8"),
        ("som_wacht", "f8"), ("som_doorloop", "f8"),
    ]
)  # fmt: skip
