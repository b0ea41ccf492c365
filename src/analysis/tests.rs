//! Tests of the answer from constructed replications.
