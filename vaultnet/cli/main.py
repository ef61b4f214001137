"""The entry point, and the one place where errors become messages and exit codes.

Exit codes: 0 fine; 1 findings, or nothing found; 2 wrong use, or the tool could not run.
"""

import gc
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:  # known to type checkers by its name: `typing` itself is slow to import
    from collections.abc import Sequence

    from click import ClickException, UsageError

    from vaultnet.cli.kept_answers import Question
    from vaultnet.cli.speech import Speech

FAILURE = 2


def run() -> None:
    """Run the command line of this process, and end the process with its exit code."""
    # One command builds one large network of values without cycles, and ends. Searching it for
    # cycles again and again takes a sixth of the time and finds nothing.
    gc.disable()
    code = main(sys.argv[1:])
    # Python would search it once more at its end, only to give the memory back piece by piece.
    gc.freeze()
    sys.exit(code)


def main(arguments: "Sequence[str]") -> int:
    """Run one command and return its exit code; no exception leaves this function."""
    _open_closed_streams()
    try:
        code = _answer(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        return _end_quietly()
    except KeyboardInterrupt:
        return _tell_interrupted(arguments)
    except OSError as error:
        # What was printed could not be: nothing that is still held back can be either.
        _end_quietly()
        from vaultnet.cli.speech import Speech

        return _complain((error.strerror or type(error).__name__).lower(), "", Speech())
    return code


def _open_closed_streams() -> None:
    """Let output that was closed go nowhere; Python itself would have no stream then."""
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 (till the end)
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 (till the end)


def _answer(arguments: "Sequence[str]") -> int:
    if list(arguments) == ["--version"]:
        # Asked for by scripts at every prompt: answered before anything else is imported.
        from vaultnet import __version__

        sys.stdout.write(f"vaultnet {__version__}\n")
        return 0
    from vaultnet.cli.kept_answers import find_question, repeat

    question = find_question(arguments)
    if question is not None and (answer := question.find()) is not None:
        return repeat(answer)
    from vaultnet.cli.output import make_streams_safe

    make_streams_safe()
    return _run_command(arguments, question)


def _run_command(arguments: "Sequence[str]", question: "Question | None") -> int:
    from click import Abort, ClickException

    from vaultnet.cli.group import commands
    from vaultnet.cli.invocation import Start, make_speech
    from vaultnet.cli.problem import Problem, system_words
    from vaultnet.storage.failure import StorageError

    speech = make_speech(arguments)

    def run() -> object:
        start = Start(speech, question.cabinet if question else None)
        words = list(arguments)
        return commands.main(words, prog_name="vaultnet", standalone_mode=False, obj=start)

    try:
        result = question.run(run) if question else run()
    except (Problem, StorageError) as problem:
        return _complain(*problem.told(speech.words.listed), speech)
    except ClickException as error:
        return _complain(_sentence(error, speech), _usage_hint(error, speech), speech)
    except (KeyboardInterrupt, Abort):
        return _complain(speech.words.text("interrupted"), "", speech)
    except (BrokenPipeError, SystemExit):
        # click turns a broken pipe into an exit of its own; nothing else exits here.
        return _end_quietly()
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        return _complain(where + system_words(error), "", speech)
    except Exception as error:  # noqa: BLE001, RUF100 (the boundary: no traceback reaches a user)
        return _confess(error, speech)
    return result if isinstance(result, int) else 0


def _complain(message: str, hint: str, speech: "Speech") -> int:
    from vaultnet.cli.output import clean

    sys.stdout.flush()
    words = speech.words
    lines = [clean(line) for line in message.split("\n")]
    text = "\n".join([f"{words.text('error:')} {lines[0]}", *(f"  {line}" for line in lines[1:])])
    sys.stderr.write(f"{text}\n" + (f"{words.text('hint:')} {clean(hint)}\n" if hint else ""))
    return FAILURE


def _tell_interrupted(arguments: "Sequence[str]") -> int:
    from vaultnet.cli.invocation import make_speech

    speech = make_speech(arguments)
    return _complain(speech.words.text("interrupted"), "", speech)


def _confess(error: Exception, speech: "Speech") -> int:
    """Admit a fault of our own without showing what it was working on."""
    if os.environ.get("VAULTNET_TRACEBACK"):
        import traceback

        traceback.print_exception(error)
        return FAILURE
    from vaultnet.cli.problem import fault_phrase

    words = speech.words
    hint = words.text("set VAULTNET_TRACEBACK=1 to see where, and report it")
    return _complain(fault_phrase(error).told(words.listed), hint, speech)


def _sentence(error: "ClickException", speech: "Speech") -> str:
    """Return click's message in the form of ours: lower case, without a full stop."""
    from vaultnet.cli.usage import say_usage

    message = error.format_message().strip().removesuffix(".")
    return say_usage(message[:1].lower() + message[1:], speech.words)


def _usage_hint(error: "ClickException | UsageError", speech: "Speech") -> str:
    words = speech.words
    context = getattr(error, "ctx", None)
    option = getattr(error, "option_name", None)
    if context is not None and option in _global_options(context):
        return words.text(
            "put {option} before the command: vaultnet {option} … {command}",
            option=option,
            command=context.info_name,
        )
    if context is not None:
        return words.text("see {command} --help", command=context.command_path)
    return ""


def _global_options(context: object) -> set[str]:
    from vaultnet.cli.group import commands

    if getattr(context, "command", None) is commands:
        return set()
    return {name for parameter in commands.params for name in parameter.opts}


def _end_quietly() -> int:
    """Let Python find nothing to flush at its end, when nobody reads any more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
