"""Work in several processes; each case is a program, for a test runner has threads of its own."""

import subprocess
import sys
import textwrap
from pathlib import Path

from tests.faults.processes import environment
from vaultnet.resources import example_vault

HEAD = """
import os, sys, signal, threading, time
from vaultnet import workers
from vaultnet.workers import results_of
here = os.getpid()
"""


def run(code: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", HEAD + textwrap.dedent(code), *arguments],
        env=environment(),
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert b"Traceback" not in done.stderr
    return done.stdout.decode().strip()


def test_results_come_in_order_and_from_other_processes() -> None:
    said = run("""
        def task(n):
            return lambda: (n, os.getpid())
        made = list(results_of([task(n) for n in range(500)], 3, long=2))
        print([n for n, _ in made] == list(range(500)), here in {by for _, by in made})
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            print("all ended")
    """)
    assert said.split("\n") == ["True False", "all ended"]


def test_what_a_process_did_not_do_is_done_here() -> None:
    said = run("""
        def task(n):
            def work():
                if n % 7 == 3 and os.getpid() != here:
                    os.kill(os.getpid(), signal.SIGKILL)
                return n
            return work
        print(list(results_of([task(n) for n in range(60)], 2)) == list(range(60)))
    """)
    assert said == "True"


def test_an_error_is_raised_here_and_the_others_are_ended() -> None:
    said = run("""
        def task(n):
            def work():
                if n == 5:
                    raise ValueError("five")
                time.sleep(0.01 if n < 5 else 60 if os.getpid() != here else 0)
                return n
            return work
        seen = []
        start = time.monotonic()
        try:
            for result in results_of([task(n) for n in range(9)], 1 + 1):
                seen.append(result)
                if len(seen) == 5:
                    break
        finally:
            print(seen)
        try:
            list(results_of([task(5), task(5)], 2))
        except ValueError as error:
            print(error)
        print(time.monotonic() - start < 50)
    """)
    assert said.split("\n") == ["[0, 1, 2, 3, 4]", "five", "True"]


def test_without_processes_everything_is_done_here() -> None:
    said = run("""
        def refuse():
            raise OSError("no more processes")
        tasks = [os.getpid] * 4
        print(set(results_of(tasks, 1)) == {here})
        held = threading.Event()
        thread = threading.Thread(target=held.wait)
        thread.start()
        print(set(results_of(tasks, 2)) == {here})
        held.set()
        thread.join()
        os.fork = refuse
        print(set(results_of(tasks, 2)) == {here})
        del os.fork
        print(set(results_of(tasks, 2)) == {here})
        print(list(results_of([], 2)))
    """)
    assert said.split("\n") == ["True"] * 4 + ["[]"]


def test_a_site_is_the_same_from_any_number_of_processes() -> None:
    said = run(
        """
        from datetime import date
        from pathlib import Path
        from vaultnet.site import plan
        from vaultnet.site.publish import attachment_reader
        from vaultnet.workspace import open_vault

        forked = []
        fork = os.fork
        def counted():
            forked.append(1)
            return fork()
        os.fork = counted
        plan.FEWEST_THINGS, plan.BATCH = 1, 3
        root = Path(sys.argv[1])
        def made(count):
            opened = open_vault(root, date(2026, 11, 23))
            arguments = opened.vault, opened.strategy, opened.diagnostics, attachment_reader(root)
            return [(f.path, f.content) for f in plan.plan_site(*arguments, workers=count)]
        alone = made(1)
        print(len(alone) > 80, len(forked), made(2) == alone, made(5) == alone, len(forked))
        print(any(path.startswith("files/") for path, _ in alone))
        """,
        str(example_vault()),
    )
    assert said.split("\n") == ["True 0 True True 7", "True"]


def test_a_command_that_is_interrupted_leaves_no_process(tmp_path: Path) -> None:
    said = run("""
        def task():
            time.sleep(0.2)
            return os.getpid()
        made = results_of([task] * 100, 2)
        processes = {next(made), next(made)}
        try:
            signal.raise_signal(signal.SIGINT)
        except KeyboardInterrupt:
            made.close()
        left = [process for process in processes if os.path.exists(f"/proc/{process}")]
        print(left, here in processes)
    """)
    assert said == "[] False"
