"""Threads that are never traced: they start before the main program does, where the trace begins. See cost.py."""
import crew

UNTRACED = crew.Crew(4)
