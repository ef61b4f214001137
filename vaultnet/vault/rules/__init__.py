"""All rules of VaultNet: what a vault and files to be imported can be told, by code and name."""

from collections.abc import Mapping

from vaultnet.diagnostics import Rule
from vaultnet.vault.rules.exchange import EXCHANGE_RULES
from vaultnet.vault.rules.lines import LINE_RULES
from vaultnet.vault.rules.reading import READING_RULES
from vaultnet.vault.rules.vault import VAULT_RULES

_ALL = (*READING_RULES, *LINE_RULES, *VAULT_RULES, *EXCHANGE_RULES)

RULES: Mapping[str, Rule] = {rule.code: rule for rule in sorted(_ALL, key=lambda rule: rule.code)}
"""Every rule by its code, in the order of the codes."""

RULES_BY_NAME: Mapping[str, Rule] = {rule.name: rule for rule in RULES.values()}
"""Every rule by its name."""


def find_rule(word: str) -> Rule | None:
    """Return the rule that a code (in any case) or a name means; None where there is none."""
    return RULES.get(word.upper()) or RULES_BY_NAME.get(word.lower())
