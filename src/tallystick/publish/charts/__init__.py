"""Server-drawn pictures: where things are drawn is computed here, how they look is in the templates.

outlines     what the map needs to know of an area
projection   degrees to points of a drawing, true to scale
labels       names beside their points that do not cover each other
incident_map the map and its locator
timeline     deaths per incident in the order of time
"""
