# Everything that must hold.
check:
    .ci/run

# What it costs.
bench:
    cargo bench

# Accept changed snapshots, after reading them.
bless:
    INSTA_UPDATE=always cargo test

# One scenario, a few replications.
scenario name:
    cargo run --release -- run {{name}} --replications 20
