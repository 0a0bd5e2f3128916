"""A model archive fit for serving differs from the trained one in its training graph alone."""

from __future__ import annotations

import io
import json
import tarfile
from pathlib import Path

from yarrow.nlu.archive import for_serving


def archive(path: Path, files: dict[str, bytes]) -> None:
    with tarfile.open(path, "w:gz") as tar:
        for name, data in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))


def contents(path: Path) -> dict[str, bytes]:
    with tarfile.open(path, "r:gz") as tar:
        return {member.name: tar.extractfile(member).read() for member in tar.getmembers()}  # type: ignore[union-attr]


def test_only_the_training_graph_is_left_out(tmp_path: Path) -> None:
    metadata = {"train_schema": {"nodes": {"a": {"uses": "x.Y"}}}, "predict_schema": {"nodes": {"b": {}}}, "domain": {}}
    weights = bytes(range(256)) * 10
    archive(tmp_path / "a.tar.gz", {"metadata.json": json.dumps(metadata).encode(), "components/w": weights})
    for_serving(tmp_path / "a.tar.gz", tmp_path / "b.tar.gz")
    found = contents(tmp_path / "b.tar.gz")
    assert json.loads(found["metadata.json"]) == {**metadata, "train_schema": {"nodes": {}}}
    assert found["components/w"] == weights
