"""Elements of a map that call one of the package's own scripts with plain data."""

from __future__ import annotations

from typing import Any, ClassVar

from branca.element import CssLink, Element, JavascriptLink, MacroElement
from folium.elements import JSCSSMixin
from folium.template import Template

from hadr_planner.ui.served import SCRIPTS, address

from .safe import js_json


class Spoken(Element):  # type: ignore[misc]
    """A script as it is: no template engine reads it again."""

    _template = Template("{{ this.words }}")

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words


class Call(JSCSSMixin, MacroElement):  # type: ignore[misc]
    """One call ``hadr.<function>(parent, data)`` when the map, or the group that it is in, is drawn.

    Parameters
    ----------
    data
        What the script gets: numbers, texts, lists and mappings. Texts reach the page as text only.
    """

    function: ClassVar[str]
    _template = Template(
        "{% macro script(this, kwargs) %}hadr.{{ this.function }}({{ this._parent.get_name() }}, {{ this.json }});"
        "{% endmacro %}"
    )

    def __init__(self, data: Any) -> None:
        super().__init__()
        self._name = type(self).__name__
        self.json = js_json(data)
        self.default_js = [(name, address("maps", f"{name}.js")) for name in SCRIPTS]
        self.default_css = [("offmap_css", address("maps", "offmap.css"))]

    def render(self, **_: Any) -> None:
        """Put links and the call into the figure."""
        figure = self.get_root()
        for name, url in self.default_js:
            figure.header.add_child(JavascriptLink(url), name=name)
        for name, url in self.default_css:
            figure.header.add_child(CssLink(url), name=name)
        figure.script.add_child(Spoken(self._template.module.script(self, {})), name=self.get_name())
