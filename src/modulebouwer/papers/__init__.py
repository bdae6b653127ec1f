"""The papers around a module: what a provider owes a register, a committee, a board or a buyer.

Each is made of the source, by a file or folder of its own. ``attendance`` alone handles names of people; it imports
nothing that knows what an answer is.
"""
