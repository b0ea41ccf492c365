//! Numbers and labels to SVG text and PNG bytes.
