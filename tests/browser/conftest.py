from harness.fixtures import browser as browser
from harness.fixtures import context as context
from harness.fixtures import desk as desk
from harness.fixtures import host as host
from harness.fixtures import zips as zips
