"""What a client may want to know: the contract, the prompts, the engines on offer."""

from typing import Any

from fastapi import FastAPI

from wirebrief.prompts.registry import prompts
from wirebrief.schemas import ArticleSummary, PromptUse
from wirebrief.service.http.documented import NEEDS_A_KEY, problems
from wirebrief.service.http.models import EngineOffered
from wirebrief.service.http.settings import ServerSettings


def add_reference(app: FastAPI, settings: ServerSettings) -> None:
    """Add `/v1/schema`, `/v1/prompts` and `/v1/engines` to an app."""

    @app.get("/v1/schema", responses=problems(*NEEDS_A_KEY), tags=["reference"])
    async def schema() -> dict[str, Any]:
        """The JSON Schema of a summary."""
        dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
        return {**dialect, **ArticleSummary.model_json_schema(mode="serialization")}

    @app.get("/v1/prompts", responses=problems(*NEEDS_A_KEY), tags=["reference"])
    async def known_prompts() -> list[PromptUse]:
        """The prompts, with the hashes that a summary's provenance names."""
        return [prompt.use for prompt in prompts()]

    @app.get("/v1/engines", responses=problems(*NEEDS_A_KEY), tags=["reference"])
    async def engines() -> list[EngineOffered]:
        """The engines on offer."""
        return [
            EngineOffered(
                name=name,
                default=name == settings.engines[0],
                models=list(settings.models) if name == "llm" else [],
            )
            for name in settings.engines
        ]
