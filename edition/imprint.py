"""Who answers for an edition, and where readers report its errors: what the configuration may say of it."""

import re
from urllib.parse import quote, urlsplit

from edition.config import CONFIG_NAME, Config
from edition.errors import ConfigError

_MAILBOX = re.compile(r"[^\s@<>()\[\],;:\"/\\?#&%]+@[^\s@<>()\[\],;:\"/\\?#&%]+")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(?=\S)")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_KNOWN = ("title", "url")
# What a browser runs, or reads from the reader's own machine, whatever stands behind it.
_UNSAFE = frozenset({"javascript", "vbscript", "data", "file", "blob", "about", "jar"})
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]")


def check_imprint(config: Config) -> None:
    """Raise ConfigError for an address in `[imprint]` that is none, or that a browser would run or open elsewhere."""
    where = f"{config.folder / CONFIG_NAME}: `imprint."
    imprint = config.imprint
    scheme = _SCHEME.match(_UNSEEN.sub("", imprint.contact))
    if scheme and scheme[1].lower() in _UNSAFE:
        raise ConfigError(f"{where}contact`: “{imprint.contact}” is neither a mailbox nor an address of the web")
    if imprint.report and not href(_PLACEHOLDER.sub("", imprint.report)):
        raise ConfigError(f"{where}report`: “{imprint.report}” is neither a mailbox nor an address of the web")
    for name in _PLACEHOLDER.findall(imprint.report):
        if name not in _KNOWN:
            raise ConfigError(f"{where}report`: there is no {{{name}}}; known are {{title}} and {{url}}")


def href(text: str) -> str:
    """Return the address that a contact links to: mailto: for a mailbox; empty where it is only words."""
    text = text.strip()
    if _MAILBOX.fullmatch(text.removeprefix("mailto:")):
        return f"mailto:{quote(text.removeprefix('mailto:'), safe='@.+-_')}"
    return text if _is_web(text) else ""


def _is_web(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and not re.search(r"[\s\"<>\\^`|]", text)


def imprint_view(config: Config) -> dict[str, object]:
    """Return the imprint as the stylesheets have it.

    `report` is an address with `{title}` and `{url}` for a page: as the configuration has it, else a letter to the
    contact that names the page, else where the contact is found; empty where nobody can be reached.
    """
    imprint = config.imprint
    contact = href(imprint.contact)
    report = imprint.report
    if _MAILBOX.fullmatch(report.removeprefix("mailto:")):
        report = _letter(href(report))
    elif not report:
        report = _letter(contact) if contact.startswith("mailto:") else contact
    return {
        "text": _paragraphs(imprint.text),
        "contact": imprint.contact,
        "href": contact,
        "accessibility": _paragraphs(imprint.accessibility),
        "report": report,
    }


def _paragraphs(text: str) -> list[str]:
    """Return a text in paragraphs, which an empty line parts."""
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n", text) if part.strip()]


def _letter(mailbox: str) -> str:
    return f"{mailbox}?subject={{title}}%20({{url}})"
