"""Every address that a thing has or had, and those that were requested in vain."""

from addresses.models.address import Address
from addresses.models.missed import MissedAddress

__all__ = ["Address", "MissedAddress"]
