"""What a network can do for the objectives of its owner, and what to do next: pure functions.

Everything is a function of a network, of constants and of a date. A number is a `Score` whose
parts add up to it; each part has a sentence and the places of the facts that it rests on.
"""
