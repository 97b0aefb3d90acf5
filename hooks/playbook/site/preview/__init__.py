"""The live preview: shows a change at once, and keeps the last good site while there are errors."""
