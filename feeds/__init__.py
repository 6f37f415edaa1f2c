"""How a feed is written: RSS, Atom, JSON, archives, WebSub, validators."""
