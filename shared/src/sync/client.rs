//! Placeholder until the machine is here.
