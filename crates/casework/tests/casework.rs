//! The decisions, tested from text.

#[path = "casework/house.rs"]
mod house;
#[path = "casework/overlay.rs"]
mod overlay;
#[path = "casework/pages.rs"]
mod pages;
#[path = "casework/printed.rs"]
mod printed;
