"""The one error a user may see."""

from collections.abc import Mapping


class UserError(Exception):
    """A fault the user can act on: a stable code and the parameters of its message.

    The text in kk, ru and en stands in ``resources/messages``; this class never holds prose.
    """

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code, params)
        self.code = code
        self.params: Mapping[str, object] = params

    def __str__(self) -> str:
        inside = ", ".join(f"{name}={value!r}" for name, value in self.params.items())
        return f"{self.code}({inside})"
