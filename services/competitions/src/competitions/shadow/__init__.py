"""Results counted a second time, from the rules' text alone: no code of it is the product's, so that both are wrong in the same way only
where the rules were read wrongly.

All in fractions, from what experts entered. It knows nothing of the service: `queries.published.counted_twice` hands it plain facts, and
exported packages are checked by it, here and in `clients/audit`.
"""
