"""Pages from the network: fetched politely and within bounds, kept as WARC, and the schedule of feeds.

`fetch.py` gets one address, `guard.py` says which addresses may be connected to, `robots.py` and `pacing.py` what a host
asks of its visitors, `links.py` what feeds and sitemaps link to, `archive.py` keeps pages, `feeds.py` reads the list of
feeds, `schedule.py` decides when each is asked next, and `state.py` remembers it. Decision 20 says why.
"""
