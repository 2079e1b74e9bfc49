"""How fast woonsim is on this machine: what `woonsim bench` measures, every size in a process of its own."""
