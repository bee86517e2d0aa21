"""Recognises pages that show nothing but a form to log in."""

import re

from services.crawler.fetch import Fetched
from services.crawler.page import Page

#: Addresses to which those without an account are sent.
_LOGIN = re.compile(
    r"accounts\.google\.com|/(?:wp-)?login|/signin|/ServiceLogin|login\.microsoftonline|/auth/realms/", re.IGNORECASE
)
#: A page with so many words, in characters, says more than that one should log in.
_MORE_THAN_A_FORM = 600
_WORDS = re.compile(r"sign in|log ?in|เข้าสู่ระบบ|ลงชื่อเข้าใช้|รหัสผ่าน|password", re.IGNORECASE)
_FIELD = re.compile(rb"type\s*=\s*[\"']?password\b", re.IGNORECASE)


def asks_login(page: Page, fetched: Fetched) -> bool:
    """Whether the page asks for an account in place of what was wanted. fetched: the answer with its body."""
    if fetched.redirects and _LOGIN.search(fetched.final_url):
        return True
    if page.lengths[0] >= _MORE_THAN_A_FORM or not _FIELD.search(fetched.body):
        return False
    return bool(_WORDS.search(page.all_text))
