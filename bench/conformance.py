"""What schemathesis needs to know of the endpoint; `conformance.toml` has the command."""

import json

import schemathesis
from schemathesis import Case, CheckContext, Response


@schemathesis.deserializer("application/x-ndjson")
def lines(_: object, response: Response) -> object:
    """The first line, for the description has the schema of each; the least of one where there is none."""
    return json.loads(next((line for line in response.text.splitlines() if line), '{"position": 0}'))


@schemathesis.check
def refused_for_what_it_says(_: CheckContext, response: Response, case: Case) -> None:
    """A request that keeps to the schema may be refused, but not as one that cannot be read."""
    positive = case.meta is not None and case.meta.generation.mode.is_positive
    if positive and response.status_code in (415, 422):
        told = response.json()
        assert told["errors"] == [], f"refused by its form: {told['detail']}"
        assert "content-type" not in told["hint"], "refused by its type"
