"""The few ways in which a run cannot go on.

    EditionError            exit status 3: the program could not finish
    ├── UsageError          exit status 2: the command line asks for what cannot be
    │   └── ConfigError     exit status 2: edition.toml is wrong; names the file and the key
    ├── ResourceError       a stylesheet, schema or template of the program is missing
    ├── TransformError      a stylesheet stopped; names the stylesheet and the document
    ├── SearchError         the index of the search could not be made
    └── PublishError        the finished site could not be put in its place

What is wrong with a *source* is never an exception but a `Finding`.
"""


class EditionError(Exception):
    """The run cannot go on; the message is one sentence for the user."""

    exit_status = 3


class UsageError(EditionError):
    """The command line asks for something that cannot be done."""

    exit_status = 2


class ConfigError(UsageError):
    """`edition.toml` cannot be used as it stands."""


class ResourceError(EditionError):
    """A file that belongs to the program is not where it should be."""


class TransformError(EditionError):
    """A stylesheet did not finish."""


class SearchError(EditionError):
    """The index of the search could not be made."""


class PublishError(EditionError):
    """The finished output could not be put in its place."""
