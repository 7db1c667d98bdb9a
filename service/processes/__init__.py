"""Processes that can be killed: for a service that stays up, and for runs that want several cores."""
