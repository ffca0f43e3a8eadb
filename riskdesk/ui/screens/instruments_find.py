"""What an instrument measures, found while typing."""

from collections.abc import Iterable, Sequence

from riskdesk.services.instrument_ranges import APART, Measurable
from riskdesk.ui.fold import fold
from riskdesk.ui.kit.cells import Option
from riskdesk.ui.kit.fields.find_field import found_among
from riskdesk.ui.look import Look


class Quantities:
    """What instruments measure, found while typing: several, with «;» between them.

    A name that the catalogs do not know stays as somebody wrote it.
    """

    def __init__(self, look: Look, known: Sequence[Measurable], written: Iterable[str]) -> None:
        tr = look.tr
        ids = {each.id for each in known}
        foreign = [name for name in dict.fromkeys(written) if name not in ids]
        self._options = [
            Option(value=each.id, words=tr.text(each.title), second=tr.text(each.second))
            for each in known
        ]
        self._options += [Option(value=name, words=name) for name in foreign]
        self._words = {option.value: option.words for option in self._options}
        self._ids = {fold(option.value): option.value for option in self._options}
        self._ids |= {fold(option.words): option.value for option in self._options}

    def words(self, quantities: Iterable[str]) -> str:
        """The words of stored quantities."""
        return APART.join(self._words.get(name, name) for name in quantities)

    def find(self, text: str) -> Sequence[Option]:
        """What a typed text may mean: its finished parts and the best matches of the last."""
        parts = [part.strip() for part in text.split(";")]
        done = [self._ids.get(fold(part)) for part in parts if part]
        if done and None not in done:
            ids = list(dict.fromkeys(filter(None, done)))
            whole = Option(value=";".join(ids), words=self.words(ids))
            if fold(whole.words) != fold(text.strip()):  # ids, or a «;» at the end
                whole = Option(value=whole.value, words=text.strip())
            return [whole, *self._more(ids[:-1], parts[-1], but=ids)]
        before = [self._ids.get(fold(part)) for part in parts[:-1] if part]
        if None in before:
            return []
        return self._more([each for each in before if each], parts[-1], but=())

    def _more(self, before: Sequence[str], text: str, but: Sequence[str]) -> list[Option]:
        if not text:
            return []
        head = [self._words[name] for name in before]
        taken = {*before, *but}
        return [
            Option(
                value=";".join((*before, option.value)),
                words=APART.join((*head, option.words)),
                second=option.second,
            )
            for option in found_among(self._options, text)
            if option.value not in taken
        ]
