"""A way through the tokens, and the words of a complaint."""

from dataclasses import dataclass, field

from edition.grammar.compact.lexer import CNAME, DOCUMENTATION, END, IDENTIFIER, KEYWORDS, LITERAL, NS_NAME, Tokens
from edition.grammar.compact.text import CompactError

XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace"
XSD_LIBRARY = "http://www.w3.org/2001/XMLSchema-datatypes"
NAMES = KEYWORDS | {IDENTIFIER}
ASSIGNMENTS = frozenset({"=", "|=", "&="})
_SHOWN = 30


@dataclass(slots=True)
class Environment:
    """What the declarations say (A.1, "environment"); None as a namespace is `inherit`."""

    namespaces: dict[str, str | None] = field(default_factory=lambda: {"xml": XML_NAMESPACE})
    datatypes: dict[str, str] = field(default_factory=lambda: {"xsd": XSD_LIBRARY})
    default: str | None = None


class Cursor:
    """The token to be read next. `kind` is its kind; the parser asks it far too often for a property."""

    __slots__ = ("_index", "environment", "kind", "tokens")

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.environment = Environment()
        self._index = 0
        self.kind = tokens.kinds[0]

    @property
    def start(self) -> int:
        """Where the token begins in the characters."""
        return self.tokens.starts[self._index]

    @property
    def before(self) -> str:
        """The kind of the token read last."""
        return self.tokens.kinds[self._index - 1] if self._index else ""

    @property
    def after(self) -> str:
        """The kind of the token after the next."""
        return self.tokens.kinds[min(self._index + 1, len(self.tokens.kinds) - 1)]

    def take(self) -> str:
        """Go on, and return the value of the token."""
        value = self.tokens.values[self._index]
        if self.kind != END:
            self._index += 1
            self.kind = self.tokens.kinds[self._index]
        return value

    def skip(self, kind: str) -> bool:
        """Go on if the token is of this kind."""
        if self.kind != kind:
            return False
        self.take()
        return True

    def expect(self, kind: str, what: str) -> str:
        """Take a token of this kind; `what` tells the user what it would have been."""
        if self.kind != kind:
            raise self.expected(what)
        return self.take()

    def close(self, bracket: str, opened: int, instead: str = "") -> None:
        """Take the bracket that closes the one at `opened`; `instead` names what could go on before it."""
        if self.kind != bracket:
            line, _ = self.tokens.text.position(opened)
            raise self.expected(f'{instead}"{bracket}" for the "{self.tokens.text.characters[opened]}" of line {line}')
        self.take()

    def name(self, what: str) -> str:
        """Take `identifierOrKeyword`."""
        if self.kind not in NAMES:
            raise self.expected(what)
        return self.take()

    def literal(self, what: str) -> str:
        """Take `literal`: segments joined by `~`."""
        segments = [self.expect(LITERAL, what)]
        while self.skip("~"):
            segments.append(self.expect(LITERAL, 'a literal after "~"'))
        return "".join(segments)

    def behind_annotations(self) -> tuple[str, str]:
        """Return the kinds of the two tokens behind `##` comments and `[ … ]`, without reading on."""
        kinds = self.tokens.kinds
        index = self._index
        while kinds[index] == DOCUMENTATION:
            index += 1
        if kinds[index] == "[":
            depth = 1
            while depth and kinds[index] != END:
                index += 1
                depth += (kinds[index] == "[") - (kinds[index] == "]")
            index += kinds[index] != END
        return kinds[index], kinds[min(index + 1, len(kinds) - 1)]

    def expected(self, what: str) -> CompactError:
        """Return the error that something else stands here."""
        message = f"expected {what}, found {self._found()}"
        if self.kind in ASSIGNMENTS and self.before in KEYWORDS:
            message += f'; "{self.before}" is a keyword, a definition of that name is written \\{self.before}'
        return self.error(self.start, message)

    def error(self, at: int, message: str) -> CompactError:
        """Return the error, for the caller to raise."""
        return self.tokens.text.error(at, message)

    def _found(self) -> str:
        value = self.tokens.values[self._index]
        shown = value if len(value) <= _SHOWN else f"{value[:_SHOWN]}…"
        if self.kind in KEYWORDS:
            return f'the keyword "{shown}"'
        words = {IDENTIFIER: "the name", CNAME: "the name", NS_NAME: "the name class", LITERAL: "the literal"}
        if self.kind in words:
            return f'{words[self.kind]} "{shown}"'
        return {END: "the end of the file", DOCUMENTATION: 'a "##" comment'}.get(self.kind, f'"{shown}"')
