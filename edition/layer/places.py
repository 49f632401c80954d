"""Where in a layer Saxon means, as the number of an element."""

from xml.parsers import expat

from edition.layer.faults import Fault
from edition.mirror import LAYER
from edition.model import Spot
from edition.source.positions import Positions


class Places:
    """The start tags of a layer by the place behind them, which is what Saxon calls an element's place."""

    def __init__(self, text: str) -> None:
        """Read the text; one that is not well-formed has no places."""
        self._numbers: dict[tuple[int, int], int] = {}
        try:
            positions = Positions(text.encode())
        except expat.ExpatError:
            return
        spans = [positions.span(Spot(number)) for number in range(len(positions))]
        self._numbers = {(span.end_line, span.end_column): number for number, span in enumerate(spans)}

    def spot(self, fault: Fault) -> Spot | None:
        """Return the element or attribute of the first place of a fault that is in the layer."""
        place = next((place for place in fault.places if place.module == LAYER), None)
        if place is None:
            return None
        exact = self._numbers.get((place.line, place.column))
        if exact is not None:
            return Spot(exact, fault.attribute or None)
        # Only the line is known, or the column counts what is not in the file (`xml:base` in the root).
        before = [number for (line, _), number in self._numbers.items() if line <= place.line]
        return Spot(max(before, default=0))
