"""Make both environments: .venv/web (Python 3.11 or 3.12) and .venv/bot (Python 3.10, which Rasa needs).

Standard library only; runs on any Python 3.8 or later. A second run that finds nothing changed takes no time and
needs no network: each environment carries a stamp with the hash of what it was made from.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Dict, List, Optional, Sequence, Tuple

ROOT = Path(__file__).resolve().parent.parent
WEB, BOT = ROOT / ".venv" / "web", ROOT / ".venv" / "bot"
PINS = ROOT / "requirements"
STAMP, COMMAND_STAMP = "made-from", "command-made-from"
HEARTBEAT = 20.0

# spaCy 3.7 has no wheels for Python 3.13, Rasa 3.6.21 none for anything but 3.10.
WEB_VERSIONS, BOT_VERSIONS = ((3, 11), (3, 12)), ((3, 10),)


class Refusal(Exception):
    """Something only the person can put right; the message says what."""


def main() -> int:
    """Bring both environments up to date; 0 if they are, 1 with one sentence if that cannot be."""
    started = time.monotonic()
    try:
        made = [install_web(), install_bot()]
    except Refusal as refusal:
        print(f"make install: {refusal}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nmake install: stopped; run it again to go on where it was.", file=sys.stderr)
        return 130
    if any(made):
        say(f"Both sides are installed ({time.monotonic() - started:.0f} s).")
    return 0


def install_web() -> bool:
    """The web side with the development tools, uv and the `yarrow` command; whether anything had to be done."""
    pinned = fingerprint(PINS / "bootstrap.txt", PINS / "web.txt")
    wanted = fingerprint(PINS / "bootstrap.txt", PINS / "web.txt", ROOT / "pyproject.toml")
    if is_current(WEB, wanted, COMMAND_STAMP):
        return False
    if not is_current(WEB, pinned):
        python = interpreter_of(WEB, WEB_VERSIONS) or make_web()
        install_uv(python)
        pins = [str(PINS / "bootstrap.txt"), str(PINS / "web.txt")]
        run("Installing the web side (about 100 packages)", [*sync(WEB / "bin" / "uv", python), *pins])
        stamp(WEB, pinned)
    install = [str(WEB / "bin" / "uv"), "pip", "install", "-q", "--python", str(WEB / "bin" / "python")]
    run("Installing the yarrow command", [*install, "--no-deps", "--no-build-isolation", "-e", str(ROOT)])
    stamp(WEB, wanted, COMMAND_STAMP)
    return True


def make_web() -> str:
    """A new, empty web side; its interpreter."""
    chosen = find_python(WEB_VERSIONS)
    if chosen is None:
        raise Refusal("Python 3.11 or 3.12 was not found; install one (with its venv module) and run this again.")
    run("Making .venv/web", [chosen, "-m", "venv", "--clear", str(WEB)], lacking="the Python module venv")
    return str(WEB / "bin" / "python")


def install_uv(python: str) -> None:
    """uv, which installs everything else, by pip, which comes with Python."""
    if (WEB / "bin" / "uv").exists():
        return
    if subprocess.run([python, "-m", "pip", "--version"], capture_output=True, check=False).returncode:
        run("Adding pip", [python, "-m", "ensurepip"], lacking="the Python module ensurepip")
    pip = [python, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--require-hashes"]
    run("Installing uv", [*pip, "-r", str(PINS / "bootstrap.txt")])


def install_bot() -> bool:
    """The bot side, with Rasa; whether anything had to be done."""
    wanted = fingerprint(PINS / "bot.txt")
    if is_current(BOT, wanted):
        return False
    uv = str(WEB / "bin" / "uv")
    if interpreter_of(BOT, BOT_VERSIONS) is None:
        chosen = find_python(BOT_VERSIONS) or managed_python(uv, "3.10")
        if chosen is None:
            raise Refusal(
                "Python 3.10, which Rasa needs, was not found on PATH, in pyenv or in uv; install it, for example with "
                "`pyenv install 3.10` or `.venv/web/bin/uv python install 3.10`, and run this again."
            )
        run("Making .venv/bot", [uv, "venv", "-q", "--clear", "--python", chosen, str(BOT)])
    step = "Installing the bot side (Rasa and about 200 packages, some 700 MB the first time)"
    run(step, [*sync(Path(uv), str(BOT / "bin" / "python")), str(PINS / "bot.txt")])
    stamp(BOT, wanted)
    return True


def sync(uv: Path, python: str) -> List[str]:
    """The start of a uv command that makes an environment hold exactly what is pinned.

    Compiled at once: Rasa starts in 5 s instead of 16 s, also where PYTHONDONTWRITEBYTECODE is set.
    """
    return [str(uv), "pip", "sync", "--compile-bytecode", "--python", python, "--require-hashes"]


def find_python(versions: Sequence[Tuple[int, int]]) -> Optional[str]:
    """The first interpreter of these versions that really runs, on PATH or in pyenv's folder; None if there is none."""
    names = ["python3", *(f"python{major}.{minor}" for major, minor in versions)]
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    in_pyenv = [
        str(path)
        for major, minor in versions
        for path in sorted(pyenv.glob(f"{major}.{minor}.*/bin/python"), reverse=True)
    ]
    return next((path for path in (real_path(name, versions) for name in [*names, *in_pyenv]) if path), None)


def real_path(command: str, versions: Sequence[Tuple[int, int]]) -> Optional[str]:
    """The interpreter behind the command if it runs and is of these versions (a pyenv shim may exist and fail)."""
    ask = "import sys; print(*sys.version_info[:2], sys._base_executable)"
    try:
        answer = subprocess.run([command, "-c", ask], capture_output=True, text=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    parts = answer.stdout.strip().split(" ", 2)
    if answer.returncode or len(parts) != 3 or (int(parts[0]), int(parts[1])) not in versions:
        return None
    return parts[2]


def managed_python(uv: str, version: str) -> Optional[str]:
    """An interpreter that uv has installed earlier; None if there is none."""
    ask = [uv, "python", "find", "--no-python-downloads", "--managed-python", version]
    found = subprocess.run(ask, capture_output=True, text=True, env=environment(), check=False)
    return found.stdout.strip() or None if found.returncode == 0 else None


def interpreter_of(folder: Path, versions: Sequence[Tuple[int, int]]) -> Optional[str]:
    """The environment's own interpreter if it runs and is of these versions."""
    python = str(folder / "bin" / "python")
    return python if real_path(python, versions) else None


def fingerprint(*files: Path) -> str:
    """A hash of what an environment is made from, its place included (a moved environment does not work)."""
    digest = hashlib.sha256(str(ROOT).encode())
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def is_current(folder: Path, wanted: str, name: str = STAMP) -> bool:
    """Whether the environment was made from exactly this."""
    mark = folder / name
    return mark.exists() and mark.read_text(encoding="utf-8").strip() == wanted


def stamp(folder: Path, wanted: str, name: str = STAMP) -> None:
    """Note what the environment was made from; written last, so an interrupted installation is taken up again."""
    (folder / name).write_text(wanted + "\n", encoding="utf-8")


def environment() -> Dict[str, str]:
    """The person's own environment, with pip's settings carried over to uv where uv has none of its own."""
    env = dict(os.environ, UV_PYTHON_DOWNLOADS="never")
    env.pop("VIRTUAL_ENV", None)
    env.setdefault("UV_SYSTEM_CERTS", "1")
    env.setdefault("UV_HTTP_TIMEOUT", "180")
    for theirs, ours in (("PIP_INDEX_URL", "UV_DEFAULT_INDEX"), ("PIP_CERT", "SSL_CERT_FILE")):
        if theirs in env:
            env.setdefault(ours, env[theirs])
    return env


def run(what: str, command: List[str], lacking: str = "") -> None:
    """Run one step, saying what it does and, when nobody sees uv's own progress, that it is still at it."""
    say(f"{what} …")
    done = threading.Event()
    if not sys.stderr.isatty():
        threading.Thread(target=heartbeat, args=(what, done), daemon=True).start()
    try:
        status = subprocess.run(command, cwd=ROOT, env=environment(), check=False).returncode
    except OSError as error:
        raise Refusal(f"{command[0]} could not be started ({error.strerror}).") from error
    finally:
        done.set()
    if status:
        cause = f" ({lacking} may be missing)" if lacking else ""
        raise Refusal(f"“{what}” failed{cause}; what went wrong is printed above. Nothing is lost: run this again.")


def heartbeat(what: str, done: threading.Event) -> None:
    """Say now and then that the step is still running."""
    started = time.monotonic()
    while not done.wait(HEARTBEAT):
        say(f"  still at it: {what[0].lower()}{what[1:].split(' (')[0]}, {time.monotonic() - started:.0f} s")


def say(line: str) -> None:
    """Print a line at once."""
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
