"""What holds the promises of the strategy, promise by promise.

* Each formula by hand: the `test_` module of its name; with other constants than the defaults in
  `test_other_constants`. What a constant may be: `test_constants`, and `tests/vault/test_settings`.
* Parts add up to the total: `test_scores_add_up`, over generated networks and strange constants.
* Monotone where the model says so: `test_monotone`, `test_strength`, `test_tiers`.
* The same bytes for the same vault and day: `test_same_bytes` (ten hash seeds, shuffled files).
* The firewall, from what is personal to every score and order: `test_firewall`.
* The audit: `test_audit` (by hand, 400 shuffles), `test_audit_of_vaults` (planted in files).
* Coverage, known gaps and exactly those, one contact closes one: `test_coverage`.
* The ledger, sums from both ends, checkboxes, partial returns: `test_reciprocity`.
* Measures equal networkx's, to the last bit where rounding could change an order:
  `test_structure`, `test_betweenness`, `test_groups`, `test_cut_points`. Paths equal networkx's
  and brute force, no expired tie, each hop with its lines: `test_cheapest_ways`, `test_paths`,
  `test_ties`.
* The plan and the budget, the exact shortfall, what relaxing frees: `test_budget`.
* The example vault says something everywhere, and every fact has a place: `test_summary`. So does
  a student's first hour: `test_student`. An empty vault has a first step: `test_first_steps`.
* Whatever is said can be translated: `test_sentences`.
* The cost a contact, linear or bounded: `tests/benchmarks/strategy_cost`.
"""
