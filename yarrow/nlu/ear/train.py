"""Train the second ear: `python -m yarrow.nlu.ear.train`. Does nothing if what it is made from has not changed."""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

from yarrow import launch

ROOT = Path(__file__).resolve().parents[3]
EXAMPLES = ROOT / "data" / "nlu"


def train(*, force: bool = False) -> bool:
    """Leave an ear made from what is there now; True if it had to be trained. Raises EncoderError."""
    if not force and launch.is_ear_trained(ROOT):
        say(f"The second ear is up to date ({launch.EAR}).")
        return False
    from yarrow.encoder.encoder import Encoder  # these take seconds: only when there is something to train
    from yarrow.nlu.ear.examples import examples
    from yarrow.nlu.ear.features import features
    from yarrow.nlu.ear.heads import fit

    began = time.monotonic()
    inputs = launch.inputs_hash(ROOT, launch.EAR_TRAINED_FROM)
    some = examples(EXAMPLES)
    say(f"Training the second ear on {len(some)} examples ...")
    heads = fit(some, features([example.text for example in some], Encoder.load()))
    target, stamp = ROOT / launch.EAR, ROOT / launch.EAR_INPUTS
    target.parent.mkdir(parents=True, exist_ok=True)
    made = target.with_suffix(".new")
    heads.save(made)
    stamp.unlink(missing_ok=True)
    os.replace(made, target)
    stamp.write_text(inputs + "\n", encoding="ascii")
    say(f"Trained in {time.monotonic() - began:.0f} s: {launch.EAR}")
    return True


def say(words: str) -> None:
    """A line of progress on the terminal."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m yarrow.nlu.ear.train", description=__doc__)
    parser.add_argument("--force", action="store_true", help="train even if nothing has changed")
    train(force=parser.parse_args().force)


if __name__ == "__main__":
    main()
