"""The window itself: its menus, bars, docks, what it remembers, and how it is put together."""
