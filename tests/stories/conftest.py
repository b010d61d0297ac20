"""The browser, for the stories that are read or played in one."""

from tests.browser import browser as browser, new_page as new_page
