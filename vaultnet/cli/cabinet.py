"""What is kept of a vault as it is now: sealed files in its private folder.

They rest on a survey of the vault. As soon as that is another one they are all let go, so that
nothing is left of what the notes said before. A vault without a private folder gets none.
"""

import os
import time

from vaultnet.cli.program import program_stamp
from vaultnet.index.answers import Survey, decode_survey, encode_survey, make_survey
from vaultnet.index.look import look_at_vault
from vaultnet.index.seal import make_key, seal, unseal

PRIVATE_FOLDER = ".vaultnet"
"""As `storage` names it, which takes too long to import before an answer is found."""
FOLDER, SURVEY_FILE = "answers", "survey"
_LARGEST = 8 * 1024 * 1024
_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


class Cabinet:
    """What is kept of one vault; `survey` is how it was before the command read anything."""

    __slots__ = ("_is_closed", "_new", "_program", "root", "survey")

    def __init__(self, root: str, program: str, survey: Survey) -> None:
        self.root, self.survey = root, survey
        self._program = program
        self._new: dict[str, bytes] = {}
        self._is_closed = False

    def take(self, name: str) -> bytes | None:
        """Return what was kept under a name; None where nothing was, or anything is odd."""
        data = _read(self.root, name)
        return None if data is None else unseal(data, self._key(name))

    def put(self, name: str, body: bytes) -> None:
        """Put something in under a name, to be written when the command has ended."""
        data = seal(body, self._key(name))
        if len(data) <= _LARGEST and not self._is_closed:
            self._new[name] = data

    def close(self) -> None:
        """Let nothing be put in: what is found now is not what the vault says as it is."""
        self._is_closed = True
        self._new.clear()

    def write(self) -> None:
        """Write what was put in, with the survey; where that fails, fewer or none are kept."""
        from vaultnet.cli.cabinet_writing import write_cabinet

        was = kept_survey(self.root, self._program)
        same = was is not None and was.state == self.survey.state
        survey = seal(encode_survey(self.survey), self._program)
        write_cabinet(self.root, FOLDER, {**self._new, SURVEY_FILE: survey}, clears=not same)

    def _key(self, name: str) -> str:
        return make_key(self._program, self.survey.state, name)


def open_cabinet(root: str) -> Cabinet:
    """Look at a vault before anything is read, and return what is kept of it as it is."""
    program, now = program_stamp(), time.time_ns()
    kept = kept_survey(root, program)
    if kept is None or kept.looked_at > now:
        generated = generated_folders(root)
        look = look_at_vault(root, generated, now)
        return Cabinet(root, program, make_survey(look, generated, now))
    look = look_at_vault(root, kept.generated, kept.looked_at)
    if not kept.holds(look):
        generated = generated_folders(root)
        if generated != kept.generated:
            look = look_at_vault(root, generated, now)
        return Cabinet(root, program, make_survey(look, generated, now))
    cabinet = Cabinet(root, program, kept)
    if len(look.doubt(now)) < len(look.young):
        # What was young is so no more, and need not be opened the next time.
        cabinet.survey = kept.renewed(look, now)
        cabinet.write()
    return cabinet


def kept_survey(root: str, program: str) -> Survey | None:
    """Return the survey on which rests what is kept of a vault; None where nothing is."""
    data = _read(root, SURVEY_FILE)
    body = None if data is None else unseal(data, program)
    return None if body is None else decode_survey(body)


def generated_folders(root: str) -> tuple[str, ...]:
    """Return the folders in a vault that hold its sites, by their paths in it."""
    from pathlib import Path

    from vaultnet.vault.files import read_settings_file
    from vaultnet.vault.settings_file import load_settings

    settings, _, _ = load_settings(read_settings_file(Path(root)))
    return settings.site_folder, settings.shared_folder


def _read(root: str, name: str) -> bytes | None:
    """Return what a file of the cabinet holds; None where that cannot be read."""
    try:
        opened = os.open(f"{root}/{PRIVATE_FOLDER}/{FOLDER}/{name}", _READ)
        with open(opened, "rb") as file:  # noqa: PTH123 (a descriptor)
            return file.read(_LARGEST + 1)
    except OSError:
        return None
