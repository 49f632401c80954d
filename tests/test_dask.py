"""Work handed to a Dask cluster comes to the same site, also when one of its workers is killed."""

import os
import signal
import threading
import time
from pathlib import Path

import pytest
from conftest import SAMPLE

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def _quiet(recwarn: pytest.WarningsRecorder) -> None:
    """Dask warns of ports and of workers that are gone; that is what is tried here."""


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("kill", [False, True], ids=["all well", "a worker is killed"])
def test_a_cluster_makes_the_same_site(
    tmp_path: Path, sample_site: Path, kill: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    distributed = pytest.importorskip("distributed")
    from edition import work
    from edition.cli import main

    monkeypatch.setattr(work, "_WORTH_IT", 0)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        if kill:
            victim = next(iter(cluster.workers.values())).pid
            threading.Thread(target=lambda: (time.sleep(0.5), os.kill(victim, signal.SIGKILL))).start()
        with pytest.raises(SystemExit) as exit_:
            main(["build", str(SAMPLE), "-o", str(tmp_path / "out"), "-q", "--dask", cluster.scheduler_address])
        assert exit_.value.code == 0
    for page in sample_site.glob("*.html"):
        assert (tmp_path / "out" / page.name).read_bytes() == page.read_bytes()
