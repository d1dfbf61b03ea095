"""What tests of measures share: one Spark session for all, and tables on both engines."""

import os
import shutil

import pytest

from kelisim.measure import open_tables

ON_SPARK = pytest.mark.xdist_group("spark")
"""All that runs on Spark runs in one process: a second session costs its start and a core."""


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


@pytest.fixture(params=["duckdb", pytest.param("spark", marks=ON_SPARK)])
def opened(request):
    """Open a folder of tables on the engine of this round."""
    engine = request.getfixturevalue("spark") if request.param == "spark" else request.param
    return lambda folder: open_tables(folder, engine)
