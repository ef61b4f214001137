"""What commands tell: a layout for people, and the same facts as data for programs."""
