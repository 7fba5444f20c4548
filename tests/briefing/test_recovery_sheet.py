"""The recovery sheet shows its digits and the vault's number in their order, in every language."""

from io import BytesIO

import pypdf
import pytest

from strikelog.briefing.document import write_document
from strikelog.briefing.recovery_sheet import RecoveryPage, recovery_sheet
from strikelog.domain.messages import LANGUAGES
from strikelog.domain.recovery_keys import groups_of

# A number whose first part is all digits is what Arabic would turn round.
NUMBERS = ("85819056-8336-46e9-918b-0b753ab815a9", "3f2a91c7-5b1e-4d02-9c33-0a7be1f2d410")
GROUPS = groups_of(bytes(range(16)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", NUMBERS)
def test_digits_stand_in_their_order_on_one_page(language, number):
    memory = BytesIO()

    pages = write_document(memory, recovery_sheet(RecoveryPage(number, GROUPS), language=language))

    lines = pypdf.PdfReader(memory).pages[0].extract_text().splitlines()
    assert pages == 1
    assert any(number in line for line in lines)
    shown = [line.replace(" ", "") for line in lines if len(line) == 7]
    assert [line for line in shown if line.isdigit()] == list(GROUPS)
