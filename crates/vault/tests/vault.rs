//! The room as its callers see it: what is sealed opens where it belongs and nowhere else, and keys are never taken from a damaged file.

#[path = "vault/bench.rs"]
mod bench;
#[path = "vault/envelopes.rs"]
mod envelopes;
#[path = "vault/files.rs"]
mod files;
#[path = "vault/key_files.rs"]
mod key_files;
#[path = "vault/login.rs"]
mod login;
