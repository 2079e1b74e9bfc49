"""The processes: what happens, and when. They alone make the world change."""
