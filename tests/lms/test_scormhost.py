"""The harness round scormhost: what goes in over HTTP comes out, and its quirks are as they were measured."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext

from harness.lms import eventually
from harness.packages import tiny_scorm
from harness.scormhost import ScormHost
from modulebouwer.package.archive import archive


def test_a_value_is_stored_for_this_learner_and_read_at_the_next_launch(
    host: ScormHost, context: BrowserContext
) -> None:
    package = host.upload(archive(tiny_scorm("scorm12").files), "tiny")
    page = host.launch(package, context)
    page.wait_for_function("window.API")
    page.evaluate("API.LMSInitialize(''); API.LMSSetValue('cmi.suspend_data', 'één'); API.LMSCommit('')")
    eventually(lambda: host.values(package, context).get("cmi.suspend_data") == "één")
    page.close()
    again = host.launch(package, context)
    # The package's frame gets its address once the stored values are there.
    again.wait_for_function("document.getElementById('scormhost-content').src")
    assert again.evaluate("API.LMSInitialize(''), API.LMSGetValue('cmi.suspend_data')") == "één"
    assert again.evaluate("API.LMSGetValue('cmi.core.entry')") == "ab-initio"


def test_a_zip_without_manifest_is_refused(host: ScormHost) -> None:
    with pytest.raises(ValueError, match="imsmanifest"):
        host.upload(archive({"index.html": b"x"}), "none")
