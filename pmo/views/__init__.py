"""Views of the frame, one module per verb."""
