"""The API's description is right: no answer that it does not tell of, no server error."""

import pytest
from hypothesis import HealthCheck, Phase, given, settings

schemathesis = pytest.importorskip("schemathesis", reason="Schemathesis is not installed")

OWN = "/(agreements|figures|organisations|countries|documents|search|attention|overview|id|calendar)[./]"


def test_description_names_every_twin(pages):
    paths = pages.get("/openapi.json").json()["paths"]
    assert {"/agreements.json", "/agreements.csv", "/agreements/{id}.json", "/search.json"} <= set(paths)
    for path, operations in paths.items():
        for operation in operations.values():
            assert len(operation["summary"]) > 0, path
            assert "404" in operation["responses"], path
    assert "/agreements" not in paths


def test_no_answer_is_undocumented(app):
    schema = schemathesis.openapi.from_dict(app.openapi())
    schema.app = app
    checked = 0
    for result in schema.include(path_regex=OWN, method="GET").get_all_operations():
        operation = result.ok()
        checked += 1

        @settings(
            max_examples=4,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy())
        def check(case):
            case.call_and_validate(base_url="http://127.0.0.1", headers={"host": "127.0.0.1"})

        check()
    assert checked > 10
