"""How the two processes of the bot side are started, and what the model is made from.

A leaf of the standard library alone: the supervisor asks here from one interpreter, `yarrow.nlu` from the other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

MODEL = Path("models/yarrow.tar.gz")
INPUTS = Path("models/yarrow.inputs")
# Whatever shapes the model. The protocol does not: it is read when the model is loaded.
TRAINED_FROM = (
    "config.yml",
    "domain.yml",
    "data",
    "requirements/bot.txt",
    "yarrow/nlu/findings.py",
    "yarrow/nlu/turn_kind.py",
    "yarrow/nlu/importer.py",
    "yarrow/nlu/sentence_vector.py",
    "yarrow/encoder/encoder.py",
    "yarrow/nlu/archive.py",
)
# The second ear (yarrow/language/second_ear.py), and whatever shapes it.
EAR = Path("models/ear.npz")
EAR_ENCODER = Path("models/ear.onnx")
EAR_INPUTS = Path("models/ear.inputs")
EAR_MADE_FROM = (
    "yarrow/encoder/encoder.py",
    "yarrow/encoder/retuned.py",
    "yarrow/language/ear_heads.py",
    "yarrow/nlu/ear",
    "yarrow/nlu/ear/learnt.npz",
)
EAR_TAUGHT_ON = ("data/nlu",)
READY = "/webhooks/gateway/ready"
ACTIONS_READY = "/ready"
SECRET_HEADER = "X-Yarrow-Secret"  # noqa: S105 - its name, not the secret


def rasa_command(python: str, model: str, port: int) -> list[str]:
    """Start the Rasa server on 127.0.0.1, with the gateway's channel and nothing else; run it in the repository."""
    return [python, "-m", "yarrow.nlu.server", "--model", model, "--port", str(port)]


def actions_command(python: str, port: int) -> list[str]:
    """Start the action server on 127.0.0.1; run it in the repository."""
    return [python, "-m", "yarrow.nlu.action_server", "--port", str(port)]


def train_command(python: str, model: str = str(MODEL)) -> list[str]:
    """Train the model if what it is made from has changed; run it in the repository."""
    return [python, "-m", "yarrow.nlu.train", "--model", model]


def environment(*, actions_url: str, snapshot_url: str, secret: str) -> dict[str, str]:
    """What both processes find in their environment beside what they inherit."""
    return {
        "YARROW_ACTIONS_URL": actions_url,
        "YARROW_SNAPSHOT_URL": snapshot_url,
        "YARROW_CHANNEL_SECRET": secret,
        "RASA_TELEMETRY_ENABLED": "false",
        "SANIC_WORKERS": "1",
        "SANIC_HOST": "127.0.0.1",
        # An action that hangs is cut after 8 s (yarrow/nlu/server.py); a lock must outlive every turn.
        "TICKET_LOCK_LIFETIME": "60",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "PYTHONWARNINGS": "ignore",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        # What a long message needed is given back, and threads share their stores: some tens of megabytes less.
        "MALLOC_ARENA_MAX": "2",
        "MALLOC_TRIM_THRESHOLD_": "131072",
    }


def ear_command(python: str) -> list[str]:
    """Make the second ear ready if what it is made from has changed; run it in the repository."""
    return [python, "-m", "yarrow.nlu.ear.make"]


def inputs_hash(root: Path, names: Sequence[str] = TRAINED_FROM) -> str:
    """A hash of everything a model is made from; the same hash means the same model."""
    digest = hashlib.sha256()
    for path in _inputs(root, names):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def is_trained(root: Path, model: Path = MODEL) -> bool:
    """Whether the model is there and made from what is there now."""
    stamp = (root / model).with_name(INPUTS.name)
    return (root / model).exists() and stamp.exists() and stamp.read_text().strip() == inputs_hash(root)


def is_ear_trained(root: Path) -> bool:
    """Whether the second ear is there and made from what is there now."""
    stamp = root / EAR_INPUTS
    fits = stamp.exists() and stamp.read_text().strip() == inputs_hash(root, EAR_MADE_FROM)
    return fits and (root / EAR).exists() and (root / EAR_ENCODER).exists()


def _inputs(root: Path, names: Sequence[str]) -> Iterator[Path]:
    for name in names:
        path = root / name
        if path.is_dir():
            yield from sorted(found for found in path.rglob("*") if found.suffix in (".yml", ".py"))
        elif path.exists():
            yield path
