"""Make the second ear ready from what it was taught: `python -m yarrow.nlu.ear.make`. Nothing if it is ready."""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import replace
from pathlib import Path

from yarrow import launch

ROOT = Path(__file__).resolve().parents[3]


def make(*, force: bool = False) -> bool:
    """Leave an ear made from what is there now; True if it had to be made. Raises EncoderError, EarError."""
    if not force and launch.is_ear_trained(ROOT):
        say(f"The second ear is up to date ({launch.EAR}).")
        return False
    from yarrow.encoder.encoder import sha256_of  # these take a second: only when there is something to make
    from yarrow.encoder.retuned import retuned
    from yarrow.nlu.ear.learnt import load_learnt

    inputs = launch.inputs_hash(ROOT, launch.EAR_MADE_FROM)
    ear, encoder, stamp = (ROOT / path for path in (launch.EAR, launch.EAR_ENCODER, launch.EAR_INPUTS))
    ear.parent.mkdir(parents=True, exist_ok=True)
    learnt = load_learnt()
    new_encoder, new_ear = encoder.with_suffix(".new-onnx"), ear.with_suffix(".new-npz")
    retuned(learnt.changes, new_encoder)
    replace(learnt.heads, encoder=sha256_of(new_encoder)).save(new_ear)
    stamp.unlink(missing_ok=True)
    os.replace(new_encoder, encoder)  # first: heads that know another encoder are refused, and rules go on
    os.replace(new_ear, ear)
    stamp.write_text(inputs + "\n", encoding="ascii")
    say(f"The second ear is ready: {launch.EAR}, {launch.EAR_ENCODER}")
    return True


def say(words: str) -> None:
    """A line of progress on the terminal."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m yarrow.nlu.ear.make", description=__doc__)
    parser.add_argument("--force", action="store_true", help="make it even if nothing has changed")
    make(force=parser.parse_args().force)


if __name__ == "__main__":
    main()
