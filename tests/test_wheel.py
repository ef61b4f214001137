"""The built wheel, installed alone in a clean environment, does the main job."""

import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel, install it in a fresh environment and return that environment's programs."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "clean", with_pip=True)
    programs = folder / "clean" / "bin"
    install = [str(programs / "pip"), "install", "--quiet", str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    return programs


def run(programs: Path, *arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(programs / "vaultnet"), *arguments]
    return subprocess.run(command, check=False, capture_output=True, text=True, cwd=folder)


def test_the_demo_works_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    demo = run(installed, "demo", "shown", folder=tmp_path)
    assert demo.returncode == 0, demo.stderr
    index = tmp_path / "shown" / "site" / "index.html"
    assert str(index) in demo.stdout
    assert "<html" in index.read_text(encoding="utf-8")


def test_init_and_explain_find_their_files_in_the_wheel(installed: Path, tmp_path: Path) -> None:
    for profile in ("professional", "student"):
        for language in ("en", "es"):
            name = f"{profile}-{language}"
            arguments = ("init", name, "--profile", profile, "--language", language)
            assert run(installed, *arguments, folder=tmp_path).returncode == 0
            check = run(installed, "--vault", name, "check", "--fail-on", "info", folder=tmp_path)
            assert check.returncode == 0, check.stdout
    explained = run(installed, "explain", "VN204", folder=tmp_path)
    assert "VN204" in explained.stdout
    assert explained.returncode == 0
