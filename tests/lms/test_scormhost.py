"""The harness round scormhost: what goes in over HTTP comes out, and its quirks are as they were measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import BrowserContext

from harness.lms import eventually
from harness.packages import tiny_scorm
from modulebouwer.package.archive import archive

if TYPE_CHECKING:
    from harness.scormhost import ScormHost

# Standard → its API, the prefix of the API's functions, and how the entry is asked.
APIS = {"scorm12": ("API", "LMS", "cmi.core.entry"), "scorm2004": ("API_1484_11", "", "cmi.entry")}


@pytest.mark.parametrize("standard", APIS)
def test_a_value_is_stored_for_this_learner_and_read_at_the_next_launch(
    host: ScormHost, context: BrowserContext, standard: str
) -> None:
    api, prefix, entry = APIS[standard]
    package = host.upload(archive(tiny_scorm(standard).files), f"tiny-{standard}")
    page = host.launch(package, context)
    page.wait_for_function(f"window.{api}")
    calls = ("Initialize('')", "SetValue('cmi.suspend_data', 'één')", "Commit('')")
    page.evaluate("; ".join(f"{api}.{prefix}{call}" for call in calls))
    eventually(lambda: host.values(package, context).get("cmi.suspend_data") == "één")
    page.close()
    again = host.launch(package, context)
    # The package's frame gets its address once the stored values are there.
    again.wait_for_function("document.getElementById('scormhost-content').src")
    again.evaluate(f"{api}.{prefix}Initialize('')")
    assert again.evaluate(f"{api}.{prefix}GetValue('cmi.suspend_data')") == "één"
    assert again.evaluate(f"{api}.{prefix}GetValue('{entry}')") == "ab-initio"


def test_a_zip_without_manifest_is_refused(host: ScormHost) -> None:
    with pytest.raises(ValueError, match="imsmanifest"):
        host.upload(archive({"index.html": b"x"}), "none")
