"""What the forms of every published thing share: the lock, the life cycle, who may do what."""
