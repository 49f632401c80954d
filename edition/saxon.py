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


class Saxon:
    """A Saxon processor of this process."""

    def __init__(self) -> None:
        self._processor = PySaxonProcessor(license=False)
        for key, value in _FEATURES.items():
            self._processor.set_configuration_property(key, value)

    def compile(self, stylesheet: Path) -> "Transformer":
        """Compile a stylesheet of the program with all that it includes; TransformError if it has mistakes."""
        compiler = self._processor.new_xslt30_processor()
        try:
            executable = compiler.compile_stylesheet(stylesheet_file=str(stylesheet))
        except PySaxonApiError as error:
            raise TransformError(f"{stylesheet} does not compile: {error}") from error
        return Transformer(self._processor, executable, stylesheet)


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
