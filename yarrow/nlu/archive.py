"""The model archive, made fit for serving.

A model carries the graph it was trained with, which serving never runs; but loading the model imports every class that
graph names, and one of them (rasa/graph_components/validators/default_recipe_validator.py) all neural components.
Without that graph a model loads in a second and needs no TensorFlow.
"""

from __future__ import annotations

import io
import json
import tarfile
from pathlib import Path

METADATA = "metadata.json"


def for_serving(trained: Path, target: Path) -> None:
    """Write the archive to `target` without its training graph; everything else stays as it is."""
    with tarfile.open(trained, "r:gz") as source, tarfile.open(target, "w:gz") as made:
        for member in source.getmembers():
            content = source.extractfile(member)
            data = content.read() if content else b""
            if member.name.lstrip("./") == METADATA:
                data = _without_training_graph(data)
                member.size = len(data)
            made.addfile(member, io.BytesIO(data) if content else None)


def _without_training_graph(metadata: bytes) -> bytes:
    entry = json.loads(metadata)
    entry["train_schema"] = {"nodes": {}}
    return json.dumps(entry).encode()
