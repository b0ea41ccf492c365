//! Port logistics throughput simulator.
