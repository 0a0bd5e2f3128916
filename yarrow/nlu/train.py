"""Train the model: `python -m yarrow.nlu.train`. Does nothing if what the model is made from has not changed."""

from __future__ import annotations

import argparse
import io
import os
import sys
import tempfile
import time
import warnings
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from yarrow import launch
from yarrow.nlu.archive import for_serving

ROOT = Path(__file__).resolve().parents[2]


def train(model: Path, *, force: bool = False) -> bool:
    """Leave a model made from what is there now at `model`; True if it had to be trained. Raises SystemExit."""
    if not force and launch.is_trained(ROOT, model):
        say(f"The model is up to date ({model}).")
        return False
    say("Training the model, which takes about a minute ...")
    began = time.monotonic()
    inputs = launch.inputs_hash(ROOT)
    target = ROOT / model
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        made = Path(folder) / "serving.tar.gz"
        for_serving(_rasa_train(Path(folder)), made)
        target.with_name(launch.INPUTS.name).unlink(missing_ok=True)
        os.replace(made, target)
    target.with_name(launch.INPUTS.name).write_text(inputs + "\n", encoding="ascii")
    say(f"Trained in {time.monotonic() - began:.0f} s: {model}")
    return True


def say(words: str) -> None:
    """A line of progress on the terminal."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def _rasa_train(folder: Path) -> Path:
    quiet = {"RASA_TELEMETRY_ENABLED": "false", "LOG_LEVEL": "ERROR", "TF_CPP_MIN_LOG_LEVEL": "3"}
    os.environ.update(quiet)
    # config.yml names our components by dotted path, as Rasa's own commands find them.
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    # Rasa and what it imports warn of one another, and say where a file was saved that is about to move.
    with warnings.catch_warnings(record=True), redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        from rasa.model_training import train as rasa_train  # 14 s: only when there is something to train

        result = rasa_train("domain.yml", "config.yml", ["data"], output=str(folder), fixed_model_name="yarrow")
    if not result.model or result.code:
        raise SystemExit(f"Training failed (Rasa's code {result.code}); `rasa data validate` says what is wrong.")
    return Path(result.model)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m yarrow.nlu.train", description=__doc__)
    parser.add_argument("--model", type=Path, default=launch.MODEL, help="where to leave it (default: %(default)s)")
    parser.add_argument("--force", action="store_true", help="train even if nothing has changed")
    given = parser.parse_args()
    train(given.model, force=given.force)


if __name__ == "__main__":
    main()
