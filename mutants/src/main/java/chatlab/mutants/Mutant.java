package chatlab.mutants;

/// A variant that has one protection less.
record Mutant(MutationOperator operator, Variant variant) {}
