"""From a text to a query.

    query = all ("or" all)*
    all   = one (("and")? one)*
    one   = ("-" | "not")* ("(" query ")" | term)

An empty text asks for everything. "or" binds loosest, so `a b or c` is `(a b) or c`.
"""

from typing import Final

from vaultnet.phrase import wording
from vaultnet.query.error import QueryError, Span
from vaultnet.query.tokens import Sign, Token, scan
from vaultnet.query.tree import EVERYTHING, Query, conjunction, disjunction, negation

DEEPEST: Final = 50
"""How many groups may stand inside each other."""


def parse_query(text: str) -> Query:
    """Return the query that a text means; raises QueryError, which points into the text."""
    return _Parser(list(scan(text))).parse()


class _Parser:
    """One reading of a list of tokens, from left to right."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._next = 0
        self._open: list[Token] = []

    def parse(self) -> Query:
        """Read all tokens as one query."""
        if not self._tokens:
            return EVERYTHING
        query = self._any()
        token = self._peek()
        if token is not None:
            raise _unopened(token)
        return query

    def _any(self) -> Query:
        """Read alternatives."""
        parts = [self._all()]
        while (joint := self._peek()) is not None and joint.sign is Sign.OR:
            self._next += 1
            self._require_operand(joint)
            parts.append(self._all())
        return disjunction(parts)

    def _all(self) -> Query:
        """Read what stands side by side."""
        parts = [self._one()]
        while (token := self._peek()) is not None and token.sign not in {Sign.OR, Sign.CLOSE}:
            if token.sign is Sign.AND:
                self._next += 1
                self._require_operand(token)
            parts.append(self._one())
        return conjunction(parts)

    def _one(self) -> Query:
        """Read a term or a group, negated or not."""
        negated = False
        token = self._take()
        while token.sign is Sign.NOT:
            negated = not negated
            self._require_negated(token)
            token = self._take()
        query = self._group(token) if token.sign is Sign.OPEN else self._term(token)
        return negation(query) if negated else query

    def _term(self, token: Token) -> Query:
        if token.term is not None:
            return token.term
        if token.sign is Sign.CLOSE:
            raise _unopened(token)
        raise _lonely(token)

    def _group(self, opening: Token) -> Query:
        if len(self._open) == DEEPEST:
            template = wording("more than {count} groups stand inside each other")
            hint = wording("take some parentheses out")
            raise QueryError(opening.span, template, hint, {"count": DEEPEST})
        self._open.append(opening)
        following = self._peek()
        if following is not None and following.sign is Sign.CLOSE:
            span = Span(opening.span.start, following.span.end)
            template = wording("there is nothing between the parentheses")
            raise QueryError(span, template, wording("take them out, or write something there"))
        if following is None:
            raise _unclosed(opening)
        query = self._any()
        if self._peek() is None:
            raise _unclosed(opening)
        self._next += 1
        self._open.pop()
        return query

    def _peek(self) -> Token | None:
        return self._tokens[self._next] if self._next < len(self._tokens) else None

    def _take(self) -> Token:
        token = self._tokens[self._next]
        self._next += 1
        return token

    def _require_operand(self, joint: Token) -> None:
        """Raise QueryError where nothing follows a joining word."""
        following = self._peek()
        if following is None or following.sign in {Sign.OR, Sign.AND, Sign.CLOSE}:
            raise _lonely(joint)

    def _require_negated(self, sign: Token) -> None:
        """Raise QueryError where nothing follows that could be negated; `-` stands close to it."""
        following = self._peek()
        apart = following is not None and following.span.start > sign.span.end
        is_dash = sign.span.end - sign.span.start == 1
        if (
            following is None
            or following.sign in {Sign.OR, Sign.AND, Sign.CLOSE}
            or (apart and is_dash)
        ):
            template = wording("there is nothing here to negate")
            hint = wording("write - directly before a term or a group: -status:closed")
            raise QueryError(sign.span, template, hint)


def _lonely(joint: Token) -> QueryError:
    """Return what is said about a joining word without something on both sides."""
    word = joint.sign.value
    template = wording('"{word}" joins two terms, and one of them is missing')
    hint = wording('add it, or write "{word}" in quotes if it is part of a name')
    return QueryError(joint.span, template, hint, {"word": word})


def _unopened(token: Token) -> QueryError:
    template = wording("nothing was opened that this could close")
    return QueryError(token.span, template, wording("take it out, or open with ("))


def _unclosed(opening: Token) -> QueryError:
    template = wording("this parenthesis is never closed")
    return QueryError(opening.span, template, wording("add a ) where the group ends"))
