"""The page of keys, made from the commands that the window really has."""

from collections.abc import Sequence

from riskdesk.ui.commands import Command
from riskdesk.ui.kit.buttons import shown_keys
from riskdesk.ui.tr import Translator


def keys_text(before: str, commands: Sequence[Command], tr: Translator) -> str:
    """``before`` (Markdown), then a table of keys: everywhere, then by screen."""
    lines = [before.rstrip(), ""]
    groups: dict[str, dict[str, str]] = {}
    for command in commands:
        keys = ", ".join(filter(None, (command.keys, *command.also)))
        if keys:
            groups.setdefault(command.where, {})[command.words] = keys
    for where in sorted(groups, key=bool):
        lines += ["## " + (tr(f"rail.{where}") if where else tr("help.everywhere")), ""]
        lines += [f"| {tr('help.key')} | {tr('help.does')} |", "|---|---|"]
        lines += [f"| **{shown_keys(keys)}** | {words} |" for words, keys in groups[where].items()]
        lines.append("")
    return "\n".join(lines)
