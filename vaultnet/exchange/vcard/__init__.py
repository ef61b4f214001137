"""vCards 2.1, 3.0 and 4.0: read as they come, written so that phones and servers take them."""
