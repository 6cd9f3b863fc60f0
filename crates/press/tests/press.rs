//! Facts in, documents out; read back with other eyes.

#[path = "press/engine.rs"]
mod engine;
#[path = "press/form.rs"]
mod form;
#[path = "press/handover.rs"]
mod handover;
#[path = "press/layouts.rs"]
mod layouts;
#[path = "press/letter.rs"]
mod letter;
#[path = "press/reading.rs"]
mod reading;
#[path = "press/sample.rs"]
mod sample;
