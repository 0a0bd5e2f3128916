"""The use cases, one verb per file, and the ports they need. A turn goes in, a result comes out, as plain values."""
