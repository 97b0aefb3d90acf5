"""The direction of each key of ``playbook.yml``: whether its change affects readers."""

from __future__ import annotations

from .directions import Bindings, Changed, Explains, NotCompared

SETTINGS_BINDINGS: Bindings = {
    "organisation.name": Explains(),
    "organisation.sector": Changed(),
    "organisation.countries": Changed(in_any_order=True),
    "organisation.time_zone": Changed(),
    "organisation.office_hours": Changed(),
    "title": Explains(),
    "languages": Explains(),
    "acknowledge_link": Changed(),
    "acknowledge_quiz": NotCompared(),
    "feedback_address": NotCompared(),
    "values": NotCompared(),
    "format": NotCompared(),
    "kinds": NotCompared(),
    "public": NotCompared(),
    "public_edition": NotCompared(),
    "brand_colour": NotCompared(),
    "heading_font": NotCompared(),
    "images": NotCompared(),
    "repository": NotCompared(),
    "contribute": NotCompared(),
    "review": NotCompared(),
    "starter": NotCompared(),
    "missing_text": NotCompared(),
    "release": NotCompared(),
    "decided": NotCompared(),
}
"""The direction of each key, by its path.

The sector selects what is shown, and the countries also the days off. Office hours and time zone
say when a time limit ends. Values are compared one by one; other keys without comparison concern
editors, the appearance or the release itself.
"""
