"""The stylesheet of a project over ours (`[site] xslt`): what is wrong with it, by name, before and while it runs."""

from edition.layer.check import check, read
from edition.layer.report import said, stopped

__all__ = ["check", "read", "said", "stopped"]
