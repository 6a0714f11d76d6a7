"""The same submission twice is one report, however many hand it in at once."""

import multiprocessing
import threading
from collections import Counter
from multiprocessing.synchronize import Barrier
from pathlib import Path

from tallystick.store.project import Project, open_project
from tallystick.store.verify import verify_project
from tests.figures import Figures
from tests.store.samples import report

PROCESSES, THREADS, REPORTS, ROUNDS = 8, 50, 100, 5


def _submit(folder: Path, process: int, ready: Barrier, answers: "multiprocessing.Queue[str]") -> None:
    """One process: its share of the 50 threads, each handing in its share of 5 × 100 reports one by one."""
    mine = [t for t in range(THREADS) if t % PROCESSES == process]
    jobs = [(r * REPORTS + n) for r in range(ROUNDS) for n in range(REPORTS)]

    def work(thread: int) -> None:
        vault = open_project(folder).vault(f"{process}/{thread}")
        for job in jobs[thread::THREADS]:
            (answer,) = vault.add_reports([report(job % REPORTS)])
            answers.put(answer.status)

    ready.wait()
    threads = [threading.Thread(target=work, args=(t,)) for t in mine]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_fifty_threads_in_eight_processes_make_exactly_a_hundred_reports(project: Project, figures: Figures) -> None:
    """kobocat #470: the same submission, sent again while the first was being taken in, was stored twice."""
    context = multiprocessing.get_context("spawn")
    ready, answers = context.Barrier(PROCESSES), context.Queue()
    workers = [context.Process(target=_submit, args=(project.folder, p, ready, answers)) for p in range(PROCESSES)]
    for worker in workers:
        worker.start()
    told = Counter(answers.get(timeout=120) for _ in range(REPORTS * ROUNDS))
    for worker in workers:
        worker.join(timeout=60)
    assert [worker.exitcode for worker in workers] == [0] * PROCESSES
    assert told == {"added": REPORTS, "already_there": REPORTS * (ROUNDS - 1)}
    assert project.vault().count_reports() == REPORTS
    assert [f for f in verify_project(project) if f.level == "error"] == []
    figures.note(3, submissions=REPORTS * ROUNDS, threads=THREADS, processes=PROCESSES, reports=REPORTS, doubled=0)


def test_the_same_batch_from_fifty_threads_is_in_once(project: Project, figures: Figures) -> None:
    batch = [report(n) for n in range(REPORTS)]
    told: list[str] = []

    def work() -> None:
        told.extend(a.status for a in project.vault().add_reports(batch))

    threads = [threading.Thread(target=work) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Counter(told) == {"added": REPORTS, "already_there": REPORTS * (THREADS - 1)}
    assert project.vault().checkpoint().size == 1 + REPORTS
    figures.note(3, batches_at_once=THREADS, reports=REPORTS, doubled=0)


def test_the_same_original_from_many_threads_is_kept_once(project: Project) -> None:
    threads = [threading.Thread(target=lambda: project.vault().keep_original(b"one file", "x")) for _ in range(30)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert project.vault().checkpoint().size == 2
    assert [f for f in verify_project(project) if f.level == "error"] == []
