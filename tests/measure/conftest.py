"""What tests of measures share: one Spark session for all, and tables on both engines."""

import os
import shutil

import pytest

from kelisim.measure import open_tables


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Let all that runs on Spark run in one process: a second session costs its start and a core."""
    for item in items:
        on_spark = getattr(item, "callspec", None) is not None and "spark" in item.callspec.params.values()
        if on_spark or "spark" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("spark"))


@pytest.fixture(scope="session")
def spark():
    """The engine's name where Spark and Java are here; one session serves all tests."""
    pytest.importorskip("pyspark", reason="the extra `spark` is not installed")
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        pytest.skip("Spark needs Java 17, and there is no java here")
    yield "spark=local[2]"
    from pyspark.sql import SparkSession

    running = SparkSession.getActiveSession()
    if running is not None:
        running.stop()


@pytest.fixture(params=["duckdb", "spark"])
def opened(request):
    """Open a folder of tables on the engine of this round."""
    engine = request.getfixturevalue("spark") if request.param == "spark" else request.param
    return lambda folder: open_tables(folder, engine)
