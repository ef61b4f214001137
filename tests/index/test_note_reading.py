"""Notes parsed in several processes; each case is a program, for a test runner has threads."""

from tests.test_workers import run
from vaultnet.resources import example_vault

HEAD = """
from pathlib import Path
from vaultnet import workspace
from vaultnet.index import note_reading
from vaultnet.workspace import read_vault

forked = []
fork = os.fork
def counted():
    forked.append(1)
    return fork()
os.fork = counted
root = Path(sys.argv[1])
workspace.FEWEST_SPREAD = note_reading.FEWEST_SPREAD = 30
note_reading.BATCH = 4
"""


def test_a_vault_is_the_same_from_any_number_of_processes() -> None:
    said = run(
        HEAD
        + """
alone = read_vault(root)
print(len(alone.files) > 60, len(forked))
print(read_vault(root, workers=2) == alone, read_vault(root, workers=5) == alone, len(forked))
passed = []
def watch(notes):
    for note in notes:
        passed.append(note.path)
        yield note
print(read_vault(root, workers=2, watch=watch) == alone, sorted(passed) == sorted(alone.files))
note_reading.FEWEST_SPREAD = 1000
print(read_vault(root, workers=2) == alone, len(forked))
""",
        str(example_vault()),
    )
    assert said.split("\n") == ["True 0", "True True 7", "True True", "True 9"]


def test_what_a_process_did_not_parse_is_parsed_here() -> None:
    said = run(
        HEAD
        + """
alone = read_vault(root)
parse = note_reading.parse_note
def parse_or_die(note, settings):
    if os.getpid() != here and len(note.path) % 7 == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return parse(note, settings)
note_reading.parse_note = parse_or_die
print(read_vault(root, workers=2) == alone, len(forked))
""",
        str(example_vault()),
    )
    assert said == "True 2"


def test_no_process_is_started_beside_a_thread() -> None:
    said = run(
        HEAD
        + """
alone = read_vault(root)
stop = threading.Event()
threading.Thread(target=stop.wait, daemon=True).start()
print(read_vault(root, workers=2) == alone, len(forked))
stop.set()
""",
        str(example_vault()),
    )
    assert said == "True 0"
