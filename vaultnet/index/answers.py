"""What commands answered, as bytes that are kept until the vault is another.

All that is kept rests on one survey: a look at the vault, and what its youngest files held. What
is answered from here is answered before anything else is imported, so that this module needs next
to nothing.
"""

from itertools import groupby
from operator import itemgetter

from vaultnet.index.look import Look, digest_contents
from vaultnet.index.seal import make_key

TYPE_CHECKING = False
if TYPE_CHECKING:  # known to type checkers by its name: `typing` itself is slow to import
    from collections.abc import Iterable, Sequence

Part = tuple[bool, str]
"""What was written in one go, and whether it went to the standard error."""


class Survey:
    """A vault as it was looked at.

    `generated` are the folders of sites in it, which were left out, and `looked_at` is when. The
    stamps of all files and the contents of the youngest are digests. `state` is a name that no
    other state of the vault has.
    """

    __slots__ = ("contents", "generated", "looked_at", "stamps", "state")

    def __init__(
        self, generated: "Sequence[str]", looked_at: int, stamps: str, contents: str, *, state: str
    ) -> None:
        self.generated, self.looked_at = tuple(generated), looked_at
        self.stamps, self.contents, self.state = stamps, contents, state

    def holds(self, look: Look) -> bool:
        """Tell whether a vault, looked at again for the time of the survey, is still the same."""
        same = look.digest == self.stamps
        return same and digest_contents(look.doubt(self.looked_at)) == self.contents

    def renewed(self, look: Look, now: int) -> "Survey":
        """Return the same state as it is seen at a later time: fewer files are young by then."""
        contents = digest_contents(look.doubt(now))
        return Survey(self.generated, now, look.digest, contents, state=self.state)


def make_survey(look: Look, generated: "Sequence[str]", now: int) -> Survey:
    """Return the survey of a vault that was looked at; reads the files that are in doubt."""
    contents = digest_contents(look.doubt(now))
    state = make_key(str(now), look.digest, contents)
    return Survey(generated, now, look.digest, contents, state=state)


def encode_survey(survey: Survey) -> bytes:
    """Return a survey as bytes."""
    held = (str(survey.looked_at), survey.stamps, survey.contents, survey.state, *survey.generated)
    return "\0".join(held).encode("utf-8", "surrogatepass")


def decode_survey(data: bytes) -> Survey | None:
    """Return the survey that bytes hold; None where they hold none."""
    try:
        at, stamps, contents, state, *rest = data.decode("utf-8", "surrogatepass").split("\0")
        return Survey(rest, int(at), stamps, contents, state=state)
    except ValueError:
        return None


def encode_answer(code: int, parts: "Iterable[Part]") -> bytes:
    """Return an exit code and what was written as bytes; raises ValueError for what has none."""
    sizes, texts = [], []
    for to_error, together in groupby(parts, key=itemgetter(0)):
        texts.append("".join(text for _, text in together))
        sizes.append(f"{'e' if to_error else 'o'}{len(texts[-1])}")
    return "\n".join((" ".join((str(code), *sizes)), "".join(texts))).encode()


def decode_answer(data: bytes) -> "tuple[int, tuple[Part, ...]] | None":
    """Return the exit code and what was written; None where bytes hold no answer."""
    parts, at = [], 0
    try:
        first, _, text = data.decode().partition("\n")
        code, *sizes = first.split(" ")
        for size in sizes:
            end = at + int(size[1:])
            parts.append((size[0] == "e", text[at:end]))
            at = end
        return (int(code), tuple(parts)) if at == len(text) else None
    except (ValueError, IndexError):
        return None
