"""The only user of saxonche: compiles stylesheets, runs them, and brings back plain strings.

The library's interface is sticky (parameters stay between runs) and holds the interpreter's lock through each call,
so one `Saxon` serves one process, one compiled `Transformer` many documents.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from saxonche import PySaxonApiError, PySaxonProcessor

from edition.errors import TransformError

# One place for every Saxon feature we set; the reasons stand beside them.
_FEATURES = {
    # Documents come in as text that has been checked before; nothing they name may be fetched.
    "http://saxon.sf.net/feature/parserFeature?uri=http://xml.org/sax/features/external-general-entities": "off",
    "http://saxon.sf.net/feature/parserFeature?uri=http://xml.org/sax/features/external-parameter-entities": "off",
    # Saxon's parser stops at 100 levels; ours has held the limit of the edition before.
    "http://saxon.sf.net/feature/parserProperty?uri=http://www.oracle.com/xml/jaxp/properties/maxElementDepth": "0",
}

_PARSER = "http://saxon.sf.net/feature/parserFeature?uri="
# For stylesheets that a project brings: they see the document they are given and nothing else.
_LOCKED = {
    # No scheme may be opened: no doc(), no unparsed-text(), no collection(), no import, whatever the address.
    "http://saxon.sf.net/feature/allowedProtocols": "",
    # No result-document, no environment-variable(), no user.dir, no functions of the host.
    "http://saxon.sf.net/feature/allow-external-functions": "off",
    "http://saxon.sf.net/feature/disableXslEvaluate": "on",
    f"{_PARSER}http://apache.org/xml/features/nonvalidating/load-external-dtd": "off",
}


class Saxon:
    """A Saxon processor of this process; a locked one is for stylesheets that we have not written."""

    def __init__(self, *, locked: bool = False) -> None:
        self._processor = PySaxonProcessor(license=False)
        for key, value in (_FEATURES | _LOCKED if locked else _FEATURES).items():
            self._processor.set_configuration_property(key, value)
        self._latest = _Latest(self._processor)

    def compile(self, stylesheet: Path) -> "Transformer":
        """Compile a stylesheet of the program with all that it includes; TransformError if it has mistakes."""
        compiler = self._processor.new_xslt30_processor()
        try:
            executable = compiler.compile_stylesheet(stylesheet_file=str(stylesheet))
        except PySaxonApiError as error:
            raise TransformError(f"{stylesheet} does not compile: {error}") from error
        return Transformer(self._processor, executable, stylesheet)

    def compile_text(self, stylesheet: str) -> "Stylesheet":
        """Compile the text of a stylesheet that imports nothing; TransformError with all its mistakes."""
        compiler = self._processor.new_xslt30_processor()
        try:
            executable = compiler.compile_stylesheet(stylesheet_text=stylesheet)
        except PySaxonApiError as error:
            raise TransformError(str(error)) from error
        executable.set_base_output_uri("file:///edition/")
        executable.set_capture_result_documents(True)
        return Stylesheet(executable, self._latest)

    def read(self, source: str) -> None:
        """Parse a document that stylesheets will be asked about; SourceError if it is no XML."""
        self._latest.parse(source)


class SourceError(TransformError):
    """A document cannot be parsed, so that no stylesheet can be asked about it."""

    is_final = True


class _Latest:
    """The document that was parsed last: several stylesheets are asked about one after the other."""

    def __init__(self, processor: PySaxonProcessor) -> None:
        self._processor = processor
        self._text: str | None = None
        self._node: Any = None

    def parse(self, text: str) -> Any:
        if text is not self._text:
            try:
                self._node = self._processor.parse_xml(xml_text=text)
            except PySaxonApiError as error:
                raise SourceError(str(error)) from error
            self._text = text
        return self._node


class Stylesheet:
    """A compiled stylesheet that turns the text of a document into a text."""

    def __init__(self, executable: Any, latest: _Latest) -> None:
        self._executable = executable
        self._latest = latest

    def run(self, source: str) -> str:
        """Transform a document; SourceError if it is no XML, TransformError if the stylesheet stops."""
        node = self._latest.parse(source)
        try:
            return str(self._executable.transform_to_string(xdm_node=node))
        except PySaxonApiError as error:
            raise TransformError(str(error)) from error


class Transformer:
    """A compiled stylesheet whose entries return a map from names to strings."""

    def __init__(self, processor: PySaxonProcessor, executable: Any, stylesheet: Path) -> None:
        self._processor = processor
        self._executable = executable
        self._stylesheet = stylesheet
        # No stylesheet writes a file, whatever it says: results are captured and handed over.
        executable.set_base_output_uri("file:///edition/")
        executable.set_capture_result_documents(True)
        executable.set_result_as_raw_value(True)

    def set_parameters(self, parameters: Mapping[str, object]) -> None:
        """Set parameters that are JSON values; XSLT receives maps, arrays, strings. They stay until set again."""
        for name, value in parameters.items():
            text = json.dumps(value, ensure_ascii=False)
            self._executable.set_parameter(name, self._processor.parse_json(json_text=text))

    def transform(self, xml: str, mode: str, about: str) -> dict[str, str]:
        """Apply the templates of a mode (a Clark name) to a document; `about` names the document in errors."""
        try:
            node = self._processor.parse_xml(xml_text=xml)
            self._executable.set_initial_mode(mode)
            value = self._executable.apply_templates_returning_value(xdm_value=node)
        except PySaxonApiError as error:
            raise TransformError(f"{self._stylesheet.name} stopped at {about}: {error}") from error
        return _strings(value)

    def call(self, template: str) -> dict[str, str]:
        """Call a named template (a Clark name) without a document."""
        try:
            value = self._executable.call_template_returning_value(template)
        except PySaxonApiError as error:
            raise TransformError(f"{self._stylesheet.name} stopped: {error}") from error
        return _strings(value)


def _strings(value: Any) -> dict[str, str]:
    """Turn `map(xs:string, xs:string)` into a dictionary, in the order of its keys so that runs are alike."""
    found = value.head
    pairs = {str(key): str(found.get(key).head.string_value) for key in found.keys()}  # noqa: SIM118 - an XDM map
    return dict(sorted(pairs.items()))
