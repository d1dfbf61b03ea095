"""A model on this machine, and what it is asked with."""

from dataclasses import replace
from functools import partial

import pytest

from kelisim.extract.llm import model_extractor, reading
from kelisim.extract.llm.asking import Desk
from kelisim.extract.llm.endpoint import Endpoint
from tests.extract.llm.server import serving


@pytest.fixture
def server():
    with serving() as known:
        yield known


@pytest.fixture
def slept(monkeypatch):
    """Let nobody wait; tell for how many seconds they would have."""
    seconds: list[float] = []
    monkeypatch.setattr(reading, "Desk", partial(Desk, sleep=seconds.append))
    return seconds


@pytest.fixture
def endpoint(server, monkeypatch):
    monkeypatch.setenv("KELISIM_LLM_KEY", "secret-key")
    return Endpoint(server.address, "small-model", per_minute=0, answer_seconds=5, retries=2)


@pytest.fixture
def run(endpoint, tmp_path):
    """Make a run, with the endpoint changed as given; all of them keep their answers in one file."""

    def make(*, offline=False, **changes):
        return model_extractor(replace(endpoint, **changes), tmp_path / "answers.sqlite", offline=offline)

    return make
