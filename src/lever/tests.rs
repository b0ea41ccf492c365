//! Levers against ports built in code.
