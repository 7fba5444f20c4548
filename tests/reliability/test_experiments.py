"""Every experiment holds at its short setting, and its control fails as it must."""

import pytest

from tests.reliability.experiment import Skipped, experiments


@pytest.mark.timeout(120)
@pytest.mark.parametrize("name", experiments())
def test_it_holds(name):
    experiment = experiments()[name]
    try:
        outcome = experiment.tried(experiment.short)
    except Skipped as reason:
        pytest.skip(str(reason))

    assert outcome.count > 0
    assert outcome.details == () or outcome.failures, outcome.details
    assert outcome.failures == 0, outcome.details
    assert outcome.control_bites, outcome.control
