"""`vaultnet explain`: the page of a rule, or the list of all rules."""

from difflib import get_close_matches

import click

from vaultnet.cli.invocation import Invocation, pass_invocation
from vaultnet.cli.output import clean_lines, render_table
from vaultnet.cli.problem import Problem
from vaultnet.diagnostics import Rule
from vaultnet.labels import severity_label


@click.command()
@click.argument("rule", required=False, metavar="[CODE|NAME]")
@pass_invocation
def command(invocation: Invocation, rule: str | None) -> int:
    """Explain a rule of check.

    RULE is its code or its name, such as VN204 or invalid-date. Without one, all rules are
    listed.
    """
    terminal = invocation.terminal
    if rule is None:
        from vaultnet.vault.rules import RULES

        words = invocation.speech.words
        rows = [
            (each.code, each.name, severity_label(words, each.severity), words.text(each.summary))
            for each in RULES.values()
        ]
        titles = ("code", "name", "severity", "meaning")
        terminal.data(render_table([words.text(title) for title in titles], rows, terminal))
        return 0
    terminal.data(clean_lines(_page(_find(rule))).rstrip("\n"))
    return 0


def _find(text: str) -> Rule:
    """Return the rule that a code or a name means; raises Problem, which names the nearest."""
    from vaultnet.vault.rules import RULES, RULES_BY_NAME, find_rule

    rule = find_rule(text) or find_rule(f"VN{text}")
    if rule is not None:
        return rule
    words = (*RULES, *RULES_BY_NAME)
    close = get_close_matches(text, words, 1) or get_close_matches(text.upper(), words, 1)
    hint = (
        'did you mean "{meant}"? "vaultnet explain" lists all rules'
        if close
        else '"vaultnet explain" lists all rules'
    )
    raise Problem('no rule "{text}"', hint, text=text, meant="".join(close))


def _page(rule: Rule) -> str:
    """Return the page of a rule; its summary where the installation lacks the page."""
    from vaultnet.resources import rule_pages

    path = rule_pages() / f"{rule.code}-{rule.name}.md"
    if path.is_file():
        return path.read_text(encoding="utf-8")
    return f"# {rule.code} {rule.name}\n\n{rule.summary}\n"
