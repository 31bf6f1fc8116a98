# SPDX-License-Identifier: MIT
"""The samples of modules/: what their READMEs show is what happens, line for line."""

import os

import pytest

from guest import ROOT
from transcript import replay

SAMPLES = os.path.join(ROOT, "modules")
NAMES = sorted(name for name in os.listdir(SAMPLES)
               if os.path.exists(os.path.join(SAMPLES, name, "README.md")))


# As whoever reads a README has it.
pytestmark = pytest.mark.usefixtures("fresh")


@pytest.mark.parametrize("name", NAMES)
def test_transcript(guest, name):
    replay(guest, os.path.join(SAMPLES, name, "README.md"))


def test_each_folder_has_one():
    """But for the tests, and hello, which is the pattern."""
    folders = {name for name in os.listdir(SAMPLES) if os.path.isdir(os.path.join(SAMPLES, name))}
    assert folders - set(NAMES) <= {"tests", "hello"}
