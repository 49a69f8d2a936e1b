"""A stolen dump or disk tells nothing, and nobody changes a file unseen."""

from __future__ import annotations

import base64
import json

import pytest
from django.core.exceptions import ImproperlyConfigured

from eenplan.kern import geheim, opslag, paden

K1, K2 = (base64.b64encode(bytes([n]) * 32).decode() for n in (1, 2))


@pytest.fixture
def sleutels(monkeypatch):
    """`sleutels(actief, **keys)`: the installation has these keys from now on."""

    def zet(actief, **keys):
        monkeypatch.setenv("EENPLAN_SLEUTELS", json.dumps({"actief": actief, "sleutels": keys}))
        geheim._keys.cache_clear()

    yield zet
    monkeypatch.undo()
    geheim._keys.cache_clear()


def test_what_is_encrypted_comes_back_and_is_never_the_same_twice():
    een, twee = geheim.encrypt(b"999990019"), geheim.encrypt(b"999990019")
    assert een != twee and b"999990019" not in een
    assert geheim.decrypt(een) == geheim.decrypt(twee) == b"999990019"


@pytest.mark.parametrize("plek", [0, 1, 5, 20, -1])
def test_one_changed_byte_is_noticed(plek):
    cijfertekst = bytearray(geheim.encrypt(b"999990019"))
    cijfertekst[plek] ^= 1
    with pytest.raises(ValueError, match="niet te ontsleutelen"):
        geheim.decrypt(bytes(cijfertekst))


@pytest.mark.parametrize(
    "rommel", [b"", b":", b"k1:", b"k1:kort", b"k9:" + bytes(40), b"\xff\xfe:" + bytes(40)]
)
def test_rubbish_is_refused_with_the_same_sentence(rommel):
    with pytest.raises(ValueError, match="niet te ontsleutelen"):
        geheim.decrypt(rommel)


def test_a_secret_of_one_place_is_not_valid_in_another():
    with pytest.raises(ValueError, match="niet te ontsleutelen"):
        geheim.decrypt(geheim.encrypt(b"brief", context=b"document-1"), context=b"document-2")


def test_after_a_new_key_old_rows_are_read_new_rows_use_it_and_hashes_stay(sleutels):
    sleutels("k1", k1=K1)
    oud, afdruk = geheim.encrypt(b"oud"), geheim.vingerafdruk("999990019")
    sleutels("k2", k1=K1, k2=K2, a_nieuw=K2)
    assert geheim.decrypt(oud) == b"oud"
    assert geheim.encrypt(b"nieuw").startswith(b"k2:")
    assert geheim.vingerafdruk("999990019") == afdruk


def test_a_hash_finds_equals_and_depends_on_the_key(sleutels):
    sleutels("k1", k1=K1)
    assert geheim.vingerafdruk("a") == geheim.vingerafdruk("a") != geheim.vingerafdruk("b")
    met_k1 = geheim.vingerafdruk("a")
    sleutels("k1", k1=K2)
    assert geheim.vingerafdruk("a") != met_k1


@pytest.mark.parametrize(
    "inhoud",
    [
        "geen json",
        "[]",
        '{"actief": "k1"}',
        json.dumps({"actief": "k2", "sleutels": {"k1": K1}}),
        json.dumps({"actief": "k1", "sleutels": {"k1": "a29ydA=="}}),
        json.dumps({"actief": "k1", "sleutels": {"k1": 7}}),
        json.dumps({"actief": "k2", "sleutels": {"k2": K2}}),
    ],
)
def test_unreadable_keys_say_what_to_do(monkeypatch, inhoud):
    monkeypatch.setenv("EENPLAN_SLEUTELS", inhoud)
    geheim._keys.cache_clear()
    with pytest.raises(ImproperlyConfigured, match="reservekopie"):
        geheim.encrypt(b"x")
    monkeypatch.undo()
    geheim._keys.cache_clear()


def test_a_secret_column_takes_text_alone():
    veld = geheim.VersleuteldVeld()
    assert veld.get_prep_value("") == b""
    assert geheim.decrypt(veld.get_prep_value("999990019")) == b"999990019"
    with pytest.raises(TypeError):
        veld.get_prep_value(b"999990019")


def test_the_key_file_is_for_its_user_alone():
    bestand = paden.VAR / "sleutels.json"
    assert bestand.stat().st_mode & 0o077 == 0


# Documents ----------------------------------------------------------------------------------------------------


@pytest.fixture
def brief():
    opgeslagen = opslag.bewaar(b"Beste familie De Vries, " * 100)
    yield opgeslagen
    opslag.verwijder(opgeslagen.sleutel)


def test_a_document_stands_encrypted_on_disk(brief):
    bestand = opslag._path(brief.sleutel)
    assert b"De Vries" not in bestand.read_bytes()
    assert opslag.lees(brief.sleutel) == b"Beste familie De Vries, " * 100
    assert (brief.grootte, len(brief.sha256)) == (2400, 64)
    assert paden.var(*opslag.MAP).stat().st_mode & 0o077 == 0


def test_a_document_that_was_changed_or_swapped_is_not_shown(brief):
    bestand = opslag._path(brief.sleutel)
    echt = bestand.read_bytes()
    bestand.write_bytes(echt[:-1] + bytes([echt[-1] ^ 1]))
    with pytest.raises(ValueError, match="niet te ontsleutelen"):
        opslag.lees(brief.sleutel)
    ander = opslag.bewaar(b"andere brief")
    bestand.write_bytes(opslag._path(ander.sleutel).read_bytes())
    with pytest.raises(ValueError, match="niet te ontsleutelen"):
        opslag.lees(brief.sleutel)
    opslag.verwijder(ander.sleutel)


def test_a_destroyed_document_is_gone_and_may_be_destroyed_again(brief):
    opslag.verwijder(brief.sleutel)
    opslag.verwijder(brief.sleutel)
    with pytest.raises(FileNotFoundError):
        opslag.lees(brief.sleutel)


@pytest.mark.parametrize("sleutel", ["", "../../etc/passwd", "A" * 32, "a" * 33])
def test_a_key_never_names_a_path(sleutel):
    with pytest.raises(ValueError, match="Ongeldige sleutel"):
        opslag.lees(sleutel)
