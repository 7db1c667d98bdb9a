"""A fitted tagger as the files that the product reads: the encoder as an ONNX graph whose products are of
bytes, the embeddings as bytes, the heads as they are."""

import tempfile
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from wirebrief.evals.tagging.model import HEADS, Tagger
from wirebrief.service.engines.rules.tagger.pieces import MOST

_OPSET = 17


def export(model: Tagger, folder: Path) -> None:
    """Write `encoder.onnx` and `weights.npz`."""
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    model.eval()
    inputs, lengths = ["embedded", "unseen"], {"embedded": {0: "b", 1: "t"}, "unseen": {0: "b", 3: "t"}}
    with tempfile.TemporaryDirectory() as made:
        plain, ready = Path(made, "plain.onnx"), Path(made, "ready.onnx")
        torch.onnx.export(
            model.encoder,
            (torch.zeros(2, 17, model.word.embedding_dim), torch.zeros(2, 1, 1, 17)),
            str(plain),
            input_names=inputs,
            output_names=["hidden"],
            dynamic_axes={**lengths, "hidden": {0: "b", 1: "t"}},
            opset_version=_OPSET,
            dynamo=False,
        )
        quant_pre_process(plain, ready, skip_symbolic_shape=True)
        # Seven bits: processors without VNNI add pairs of products in 16 bits, which eight overflow.
        quantize_dynamic(
            ready,
            folder / "encoder.onnx",
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            op_types_to_quantize=["MatMul"],
            extra_options={"MatMulConstBOnly": True},
        )
    np.savez_compressed(folder / "weights.npz", allow_pickle=False, **_arrays(model))


def _arrays(model: Tagger) -> dict[str, NDArray[np.generic]]:
    words = model.word.weight.detach().numpy()
    scale = np.maximum(np.abs(words).max(1) / 127, 1e-9).astype(np.float32)
    arrays: dict[str, NDArray[np.generic]] = {
        "word": np.round(words / scale[:, None]).astype(np.int8),
        "word.scale": scale,
        "place": model.place.weight[: MOST + 2].detach().numpy(),
    }
    for name in HEADS:
        head = getattr(model, name)
        arrays[f"{name}.weight"], arrays[f"{name}.bias"] = (
            head.weight.detach().numpy(),
            head.bias.detach().numpy(),
        )
    return arrays
