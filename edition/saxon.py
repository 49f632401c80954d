"""The only user of saxonche: compiles stylesheets, runs them, and brings back plain strings.

The library's interface is sticky (parameters stay between runs) and holds the interpreter's lock through each call,
so one `Saxon` serves one process, one compiled `Transformer` many documents.
"""

import json
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from saxonche import PySaxonApiError, PySaxonProcessor

from edition.catalog import stylesheets
from edition.errors import TransformError
from edition.mirror import LAYER, mirror

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


# A layer may import what the catalog names, and open nothing else. To compile open and lock afterwards would leak: a
# static variable reads a file while it is compiled.
_LAYERED = _LOCKED | {"http://saxon.sf.net/feature/allowedProtocols": "edition"}

_DRIVER = "urn:tei-edition:driver"


class Saxon:
    """A Saxon processor of this process; a locked one is for stylesheets that we have not written.

    With a `layer`, the text of a stylesheet that imports ours by its name in the catalog, the processor is locked, too,
    but for these imports, and compiles once.
    """

    def __init__(self, *, locked: bool = False, layer: str | None = None) -> None:
        self._processor = PySaxonProcessor(license=False)
        self._copies: TemporaryDirectory[str] | None = None
        features = _FEATURES | _LOCKED if locked else _FEATURES
        if layer is not None:
            features = _FEATURES | _LAYERED
            self._copies = TemporaryDirectory(prefix="edition-")
            index = mirror(layer, Path(self._copies.name))
            self._processor.set_catalog_files([str(index)])  # refused once the processor is locked
        for key, value in features.items():
            self._processor.set_configuration_property(key, value)
        self._latest = _Latest(self._processor)

    def compile(self, stylesheet: Path, modes: Sequence[str] = (), also: Sequence[str] = ()) -> "Transformer":
        """Compile a stylesheet of the program with all that it includes, or the layer, which imports it.

        `modes` are the Clark names of those in which documents will be rendered, `also` the names in the catalog of
        further stylesheets that need this one. Raises TransformError if there are mistakes.
        """
        addresses = [f"edition:/{LAYER}", *also] if self._copies else _addresses(stylesheet, also)
        compiler = self._processor.new_xslt30_processor()
        try:
            executable = compiler.compile_stylesheet(stylesheet_text=_driver(addresses, modes))
        except PySaxonApiError as error:
            raise TransformError(f"{stylesheet.name} does not compile: {error}") from error
        finally:
            if self._copies:
                self._copies.cleanup()
        return Transformer(self._processor, executable, stylesheet, modes)

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


class Parsed:
    """A document that was parsed for a `Transformer`, to be rendered as often as it has pages."""

    def __init__(self, node: Any, about: str) -> None:
        self.node = node
        self.about = about


class Transformer:
    """A compiled stylesheet: it renders documents to strings, or returns maps from names to strings."""

    def __init__(self, processor: PySaxonProcessor, executable: Any, stylesheet: Path, modes: Sequence[str]) -> None:
        self._processor = processor
        self._executable = executable
        self._stylesheet = stylesheet
        self._entries = {mode: f"{{{_DRIVER}}}n{number}" for number, mode in enumerate(modes)}
        self._nothing = processor.parse_xml(xml_text="<nothing/>")
        # The processor's own parse_json leaves backslashes in strings as JSON escapes them.
        self._json = processor.new_xpath_processor()
        self._json.declare_variable("text")
        self.messages: tuple[str, ...] = ()
        # No stylesheet writes a file, whatever it says: results are captured and handed over.
        executable.set_base_output_uri("file:///edition/")
        executable.set_capture_result_documents(True)
        executable.set_result_as_raw_value(True)
        executable.set_save_xsl_message(True)

    def set_parameters(self, parameters: Mapping[str, object]) -> None:
        """Set parameters that are JSON values; XSLT receives maps, arrays, strings. They stay until set again.

        A whole number is an xs:integer, other than JSON has it.
        """
        self.set_prepared(self.prepare(parameters))

    def prepare(self, parameters: Mapping[str, object]) -> dict[str, Any]:
        """Turn parameters into what XSLT receives, to be set as often as they change: large ones take a while."""
        return {name: self._value(value) for name, value in parameters.items()}

    def set_prepared(self, parameters: Mapping[str, Any]) -> None:
        """Set what was prepared; it stays until set again."""
        for name, value in parameters.items():
            self._executable.set_parameter(name, value)

    def _value(self, value: object) -> Any:
        if isinstance(value, int):
            return self._processor.make_integer_value(value)
        self._json.set_parameter("text", self._processor.make_string_value(json.dumps(value, ensure_ascii=False)))
        return self._json.evaluate("parse-json($text)")

    def read(self, xml: str, about: str) -> Parsed:
        """Parse a document; `about` names it in errors."""
        try:
            return Parsed(self._processor.parse_xml(xml_text=xml), about)
        except PySaxonApiError as error:
            raise SourceError(f"{about} cannot be parsed: {error}") from error

    def render(self, document: Parsed, mode: str) -> str:
        """Apply the templates of a mode to a document; return the result as `xsl:output` has it serialised.

        The mode is one that the stylesheet was compiled for. What `xsl:message` said is in `messages`.
        """
        return self._render(document.node, self._entries[mode], f" at {document.about}")

    def render_text(self, document: Parsed, mode: str) -> str:
        """Apply the templates of a mode, which make one string of a document; return that, escaped in no way."""
        try:
            self._executable.set_global_context_item(xdm_item=document.node)
            value = self._executable.call_template_returning_value(self._entries[mode])
            return str(value.head.string_value)
        except PySaxonApiError as error:
            raise TransformError(f"{self._stylesheet.name} stopped at {document.about}: {error}") from error
        finally:
            self._collect_messages()

    def render_template(self, template: str) -> str:
        """Call a named template (a Clark name) without a document; return the result as `xsl:output` has it."""
        return self._render(self._nothing, template, "")

    def _render(self, node: Any, template: str, where: str) -> str:
        # Templates are applied from within a template that is called: applied directly, Saxon writes errors to the
        # standard error, and the exception does not say where in the stylesheet.
        try:
            self._executable.set_global_context_item(xdm_item=node)
            return str(self._executable.call_template_returning_string(template))
        except PySaxonApiError as error:
            raise TransformError(f"{self._stylesheet.name} stopped{where}: {error}") from error
        finally:
            self._collect_messages()

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

    def _collect_messages(self) -> None:
        said = self._executable.get_xsl_messages()
        self.messages = tuple(" ".join(str(item.string_value).split()) for item in said or ())
        self._executable.clear_xsl_messages()


def _addresses(stylesheet: Path, also: Sequence[str]) -> list[str]:
    """Return where a stylesheet lies, and where those lie that the catalog names."""
    return [stylesheet.resolve().as_uri(), *(stylesheets()[name].resolve().as_uri() for name in also)]


def _driver(addresses: Sequence[str], modes: Sequence[str]) -> str:
    """Return a stylesheet over those at the addresses, with a template to call for each mode."""
    imports = "".join(f"<xsl:import href={_quoted(address)}/>" for address in addresses)
    templates = "".join(
        f"<xsl:template name='d:n{number}'><xsl:context-item as='document-node()' use='required'/>"
        f"<xsl:apply-templates select='.' mode={_quoted(f'Q{mode}')}/></xsl:template>"
        for number, mode in enumerate(modes)
    )
    return (
        f"<xsl:stylesheet version='3.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform' xmlns:d='{_DRIVER}'>"
        f"{imports}{templates}</xsl:stylesheet>"
    )


def _strings(value: Any) -> dict[str, str]:
    """Turn `map(xs:string, xs:string)` into a dictionary, in the order of its keys so that runs are alike."""
    found = value.head
    pairs = {str(key): str(found.get(key).head.string_value) for key in found.keys()}  # noqa: SIM118 - an XDM map
    return dict(sorted(pairs.items()))


def _quoted(value: str) -> str:
    """Return a value as an attribute is written."""
    return f'"{escape(value)}"'
