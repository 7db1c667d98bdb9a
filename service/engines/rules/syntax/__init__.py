"""The ground floor: what the tree says, one answer each, for every reader above.

Words (`classes`, `nouns`, `weapons`), phrases (`phrases`, `prepositions`, `owners`), clauses (`clauses`,
`negation`, `veridical`) and who does what (`voice`, `subjects`, `displaced`, `control`, `participants`).
"""
