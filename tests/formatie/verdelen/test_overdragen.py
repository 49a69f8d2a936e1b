"""Someone leaves, and a team lead decides: what moves, what stays, what is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from formatie.verdelen import VerdeelFout, verdeel


def test_the_families_of_who_leaves_move_and_all_others_stay(zaak, anna, bram, regels):
    evi = replace(anna, id="evi", naam="Evi", vertrekt=True)
    zaken = [zaak("van-evi", nu="evi"), zaak("van-anna", nu="anna", overdracht="mag"), zaak("nieuw")]
    voorstel = verdeel(zaken, [anna, bram, evi], regels)
    soort = {t.zaak: (t.soort, t.van) for t in voorstel.toewijzingen}
    assert soort["van-evi"] == ("overdracht", "evi")
    assert soort["van-anna"] == ("blijft", None) and soort["nieuw"] == ("nieuw", None)
    assert voorstel.medewerkers[2].belasting == 0


def test_a_case_moves_only_when_that_is_worth_more_than_the_change(zaak, anna, bram, regels, bij):
    bram = replace(bram, vaardigheden=frozenset({"lvb"}))
    anna = replace(anna, belasting=16.0)
    vol = zaak("van-anna", 4.0, nu="anna", overdracht="mag")
    dringend = zaak("alleen-anna", 4.0, vorige="anna", terug="moet", urgentie="hoog")
    assert bij([vol, dringend], [anna, bram], regels) == {"van-anna": "bram", "alleen-anna": "anna"}
    assert bij([vol], [anna, bram], regels) == {"van-anna": "anna"}


def test_what_has_to_move_and_cannot_stays_named_with_who_has_it(zaak, anna, regels):
    (wacht,) = verdeel([zaak(nu="anna", overdracht="moet")], [anna], regels).wachtend
    assert wacht.bij == "anna" and "Anna houdt de zaak zolang" in wacht.reden


def test_who_is_above_capacity_keeps_what_they_have_and_gets_nothing_new(zaak, anna, bram, regels):
    zaken = [zaak(f"z{i}", 8.0, nu="anna", overdracht="mag") for i in range(3)] + [zaak("nieuw")]
    voorstel = verdeel(zaken, [anna, replace(bram, belasting=20.0)], regels)
    assert {t.medewerker for t in voorstel.toewijzingen} == {"anna"} and len(voorstel.toewijzingen) == 3
    assert "Anna draagt nu al meer dan de eigen ruimte (120%)" in voorstel.meldingen[0]


def test_what_the_team_lead_decided_is_kept(zaak, anna, bram, regels):
    regels = replace(regels, vastgezet=(("z1", "anna"),))
    (toewijzing,) = verdeel([zaak(vorige="bram")], [anna, bram], regels).toewijzingen
    assert toewijzing.medewerker == "anna" and toewijzing.vastgezet
    assert toewijzing.reden.startswith("De teamleider heeft dit vastgezet.")


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"skj": True}, "Anna heeft geen SKJ-registratie"),
        ({"niet_door": {"anna": "nicht van vader"}}, "mag deze zaak niet zien (nicht van vader)"),
        ({"gewicht": 30.0}, "heeft nog 20 aan ruimte en er is 30 nodig"),
        ({"nu": "bram"}, "blijft bij Bram"),
    ],
)
def test_a_decision_that_is_not_allowed_is_refused_with_the_reason(zaak, anna, bram, regels, anders, zin):
    regels = replace(regels, vastgezet=(("z1", "anna"),))
    with pytest.raises(VerdeelFout) as fout:
        verdeel([zaak(**anders)], [anna, bram], regels)
    assert zin in str(fout.value) and "'z1'" in str(fout.value)


def test_decisions_that_do_not_fit_together_are_refused(zaak, anna, bram, regels):
    zaken = [zaak(f"z{i}", 8.0) for i in range(3)]
    regels = replace(regels, vastgezet=tuple((z.id, "anna") for z in zaken))
    with pytest.raises(VerdeelFout, match="er is 24 aan gewicht nodig en er is ruimte voor 20"):
        verdeel(zaken, [anna, bram], regels)


def test_a_family_that_must_stay_together_cannot_be_decided_apart(zaak, anna, bram, regels):
    kinderen = [zaak(f"kind-{i}", gezin="de Wit", samen="moet") for i in range(2)]
    regels = replace(regels, vastgezet=(("kind-0", "anna"), ("kind-1", "bram")))
    with pytest.raises(VerdeelFout, match="een broer of zus is bij een ander vastgezet"):
        verdeel(kinderen, [anna, bram], regels)
