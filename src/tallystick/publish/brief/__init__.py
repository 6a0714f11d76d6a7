"""The brief: two pages about a selection of incidents, every number with the words it rests on.

    compose_brief     material → Brief (headlines and sections)
    finding_sections  material → the sections that the full report shows too
    render_brief      Brief → one self-contained HTML page
    brief_markdown    Brief → Markdown with footnotes

material, sections    what goes in, what it is made of
sums                  counts and summed ranges as figures
counts, limits        the sections
notes                 the words under every number
"""

from tallystick.publish.brief.compose import compose_brief, finding_sections
from tallystick.publish.brief.markdown import brief_markdown
from tallystick.publish.brief.material import Material
from tallystick.publish.brief.page import render_brief

__all__ = ["Material", "brief_markdown", "compose_brief", "finding_sections", "render_brief"]
