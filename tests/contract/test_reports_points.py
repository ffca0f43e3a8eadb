"""Both writers draw the filled protocols over points, the journal and the list of instruments."""

from pathlib import Path

import pytest
from forms_sample import catalog, document
from paper_words import LANGUAGES, both_show_all_of
from protocols_dossier import protocols_source

from riskdesk.forms.document import PaperLanguage

FORMS = (
    "protocol-air",
    "protocol-dust",
    "protocol-infrasound-ultrasound",
    "protocol-non-ionising",
    "protocol-ionising",
    "protocol-biological",
    "instrument-list",
    "field-journal",
    "field-journal-blank",
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", FORMS)
def test_every_text_of_a_filled_form_is_in_its_pdf_and_in_its_workbook(
    form: str, language: PaperLanguage, tmp_path: Path
) -> None:
    both_show_all_of(document(form, protocols_source(catalog()), language), tmp_path)
