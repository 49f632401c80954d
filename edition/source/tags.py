"""Names of elements, asked for more often than anything else."""

from functools import lru_cache

from lxml import etree


def local_name(element: etree._Element) -> str:
    """Return the name of an element without its namespace."""
    return _local_name(str(element.tag))


@lru_cache(maxsize=5000)
def _local_name(tag: str) -> str:
    return etree.QName(tag).localname
