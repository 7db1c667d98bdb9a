"""A model server with OpenAI's batch API: /files and /batches beside /chat/completions.

Batches are over when a test says so, by `finish`; each line is answered as a call would be.
"""

import json
import re
from collections.abc import Callable
from typing import Any

from faulty import FaultyModel
from upstream import Reply, error, reply

Answer = Callable[[dict[str, Any]], Reply]


class BatchModel(FaultyModel):
    """The server; a context manager.

    Attributes:
        files: what was sent up and what comes down, by id.
        batches: by id, as the provider tells of them.
        failing: by the number of an article, what it gets in place of its next answer; None for no answer.
    """

    def __init__(self) -> None:
        super().__init__()
        self.files: dict[str, bytes] = {}
        self.batches: dict[str, dict[str, Any]] = {}
        self.failing: dict[int, Reply | None] = {}

    def uploaded(self, path: str, raw: bytes) -> Reply:
        """POST /files."""
        assert path == "/v1/files"
        content = re.search(rb'name="file".*?\r\n\r\n(.*?)\r\n--', raw, re.DOTALL)
        assert content is not None
        id_ = self._file(content[1] + b"\n")
        return reply(
            {"id": id_, "object": "file", "purpose": "batch", "bytes": 1, "created_at": 1, "filename": "f"}
        )

    def received(self, path: str, body: dict[str, Any], headers: dict[str, str]) -> Reply:
        """POST /batches, or a call."""
        if path != "/v1/batches":
            return super().received(path, body, headers)
        id_ = f"batch_{len(self.batches) + 1}"
        self.batches[id_] = {
            "id": id_,
            "object": "batch",
            "created_at": 1,
            "status": "in_progress",
            "completion_window": "24h",
            "endpoint": body["endpoint"],
            "input_file_id": body["input_file_id"],
            "metadata": body.get("metadata"),
        }
        return reply(self.batches[id_])

    def got(self, path: str) -> Reply:
        """GET /batches, /batches/ID and /files/ID/content."""
        path = path.partition("?")[0].removeprefix("/v1")
        if path == "/batches":
            return reply({"object": "list", "data": list(self.batches.values()), "has_more": False})
        if path.startswith("/batches/"):
            batch = self.batches.get(path.removeprefix("/batches/"))
            return reply(batch) if batch else error(404, "no such batch")
        if found := re.fullmatch(r"/files/(.+)/content", path):
            return Reply(200, self.files[found[1]], {"content-type": "application/octet-stream"})
        return error(404, path)

    def finish(self, status: str = "completed") -> None:
        """Answer what is in the batches that are under way; `expired` ones answer only half of it."""
        for batch in self.batches.values():
            if batch["status"] != "in_progress":
                continue
            lines = [
                json.loads(line) for line in self.files[batch["input_file_id"]].splitlines() if line.strip()
            ]
            if status == "expired":
                lines = lines[: len(lines) // 2]
            good, bad = [], []
            for line in lines:
                made = self._line(line)
                (good if made["response"] and made["response"]["status_code"] == 200 else bad).append(made)
            batch["status"] = status
            batch["output_file_id"] = self._file(_jsonl(good)) if good else None
            batch["error_file_id"] = self._file(_jsonl(bad)) if bad else None

    def asked(self) -> list[list[str]]:
        """The keys in each batch."""
        files = [self.files[batch["input_file_id"]] for batch in self.batches.values()]
        return [
            [json.loads(line)["custom_id"] for line in file.splitlines() if line.strip()] for file in files
        ]

    def _line(self, line: dict[str, Any]) -> dict[str, Any]:
        number = int(re.findall(r"case (\d+)", line["body"]["messages"][-1]["content"])[-1])
        if number in self.failing:
            answered = self.failing.pop(number)
        else:
            answered = super().received("/v1/chat/completions", line["body"], {})
            self.calls -= 1
        response = None
        if answered is not None:
            response = {"status_code": answered.status, "request_id": "r", "body": json.loads(answered.body)}
        return {"id": "l", "custom_id": line["custom_id"], "response": response, "error": None}

    def _file(self, content: bytes) -> str:
        id_ = f"file-{len(self.files) + 1}"
        self.files[id_] = content
        return id_


def _jsonl(lines: list[dict[str, Any]]) -> bytes:
    return b"".join(json.dumps(line).encode() + b"\n" for line in lines)
