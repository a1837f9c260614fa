"""A bundled sample of several nights, and the loopback server that shows it: `omfeed demo`."""
