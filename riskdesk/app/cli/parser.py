"""``argparse`` in the user's language: help and complaints come from the messages.

Its own sentences are English and differ between Pythons; what they tell is taken from what it
hands over (the argument, the value), never read out of their words. Messages are asked for only
when something is said, so that a command that is right starts without reading them.
"""

import argparse
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, NoReturn, Protocol

from riskdesk.domain.errors import UserError

PLACES = {
    "ACTION": "help-place-action",
    "CODE": "help-place-code",
    "COMMAND": "help-place-command",
    "DIR": "help-place-folder",
    "ENTRY": "help-place-entry",
    "FILE": "help-place-file",
    "FILE|CODE": "help-place-file-code",
    "KIND": "help-place-kind",
    "OUT": "help-place-folder",
    "TEXT": "help-place-text",
    "YYYY-MM-DD": "help-place-day",
}
"""Words that stand for a value, and their messages; other such words belong to no language."""

_HEADINGS = {"positional arguments": "help-arguments", "options": "help-options"}


class Say(Protocol):
    """The message of a code in the user's language."""

    def __call__(self, code: str, /, **params: object) -> str:
        """The message, its places filled."""
        ...


class Refused(Exception):
    """A value that is none: raised by the functions that read values, told by the parser."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params: Mapping[str, object] = params


class Parser(argparse.ArgumentParser):
    """A parser whose ``help`` texts are codes and whose complaint is one line, a ``UserError``."""

    def __init__(self, *, say: Say, **options: Any) -> None:  # noqa: ANN401 - argparse's own options
        super().__init__(
            add_help=False,
            allow_abbrev=False,
            exit_on_error=False,
            formatter_class=partial(_Layout, say),
            **options,
        )
        self._say = say

    def parse_args(self, args: Sequence[str], namespace: Any = None) -> Any:  # type: ignore[override] # noqa: ANN401
        """As inherited; what is left over is told in the user's language."""
        found, left = self.parse_known_args(args, namespace)
        if left:
            self._complain("arguments-left", words=" ".join(left))
        return found

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:  # noqa: ANN401
        """As inherited; a fault is told by the innermost parser, which knows its own help."""
        try:
            return super().parse_known_args(args, namespace)
        except Refused as refused:
            self._complain(refused.code, **refused.params)
        except argparse.ArgumentError as error:
            if error.argument_name is None:  # what 3.11 says by ``error``, newer Pythons raise
                self.error(error.message)
            flag = any(
                "/".join(action.option_strings) == error.argument_name and action.nargs == 0
                for action in self._actions
            )
            code = "argument-takes-none" if flag else "argument-no-value"
            self._complain(code, name=self._name(error.argument_name))

    def error(self, message: str) -> NoReturn:
        """Only missing arguments arrive here: their names end the sentence."""
        names = message.rpartition(": ")[2].split(", ")
        self._complain("arguments-missing", names=", ".join(self._name(name) for name in names))

    def _check_value(self, action: argparse.Action, value: Any) -> None:  # noqa: ANN401
        if action.choices is not None and value not in action.choices:
            name = "/".join(action.option_strings) or str(action.metavar)
            raise Refused(
                "argument-unknown", name=name, value=value, known=", ".join(action.choices)
            )

    def _name(self, name: str) -> str:
        return self._say(PLACES[name]) if name in PLACES else name

    def _complain(self, code: str, **params: object) -> NoReturn:
        if "name" in params:
            params["name"] = self._name(str(params["name"]))
        raise UserError("bad-arguments", command=self.prog, message=self._say(code, **params))


class _Layout(argparse.HelpFormatter):
    """Lays help out; every text it is given is a code."""

    def __init__(self, say: Say, prog: str) -> None:
        super().__init__(prog)
        self._say = say
        self._shown = False

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        """As inherited, under our word for it; a prefix is given where the line is not shown."""
        # ``argparse`` also lays out what nobody sees: each argument as it is added.
        self._shown = prefix is None
        head = f"{self._say('help-usage')}: " if prefix is None else prefix
        super().add_usage(usage, actions, groups, head)

    def start_section(self, heading: str | None) -> None:
        """As inherited, under our heading."""
        super().start_section(self._say(_HEADINGS[heading]) if heading in _HEADINGS else heading)

    def add_text(self, text: str | None) -> None:
        """As inherited; a description is a code, the version is none."""
        super().add_text(self._say(text) if text and text.startswith("help-") else text)

    def _get_help_string(self, action: argparse.Action) -> str | None:
        return self._say(action.help).replace("%", "%%") if action.help else None

    def _metavar_formatter(
        self, action: argparse.Action, default_metavar: str
    ) -> Callable[[int], tuple[str, ...]]:
        shown = super()._metavar_formatter(action, default_metavar)
        if not self._shown:
            return shown
        return lambda size: tuple(
            self._say(PLACES[word]) if word in PLACES else word for word in shown(size)
        )
