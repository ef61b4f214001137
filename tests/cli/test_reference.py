"""The reference of the commands is made from the commands themselves."""

from vaultnet.cli.group import COMMANDS
from vaultnet.cli.reference import command_reference


def test_every_command_has_its_part_with_options() -> None:
    text = command_reference()
    for name, summary in COMMANDS.items():
        assert f"\n## vaultnet {name}\n" in text
        assert f"\n{summary}" in text
    assert "| `--fail-on [error\\|warning\\|info]` |" in text
