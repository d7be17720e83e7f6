"""How people say things: a small notation for patterns, lists of words, topics of turns, and turns as rules read them."""
