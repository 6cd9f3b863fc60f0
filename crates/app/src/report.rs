//! One result, three ways to look at it: a terminal, a program, a page.

pub mod html;
pub mod json;
pub mod text;
