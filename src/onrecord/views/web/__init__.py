"""A local site over a store: `onrecord serve --store news.db`.

The site only shows: each screen is the answer to a question of `onrecord.questions`, its filters are those of the question,
and the address of a screen is the whole of its state. Pages are made on the server and can be read without scripts. The
store is open for reading only.
"""
