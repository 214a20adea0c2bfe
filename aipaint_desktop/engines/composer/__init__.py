"""The composer: words to a composition, which other engines paint on."""
