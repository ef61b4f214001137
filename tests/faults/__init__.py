"""Faults from outside: any bytes, hostile names, full disks, closed pipes."""
