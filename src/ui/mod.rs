//! The screens. They draw the state and send actions; only `run` performs effects.
//!
//! Reading order: `app` (the root), `run` (the loop and its effects), `pen` (the field being written in), then
//! `screens` and the `components` they are made of.

pub mod app;
pub mod back;
pub mod components;
pub mod context;
#[cfg(feature = "components")]
pub mod gallery;
pub mod hooks;
pub mod keeping;
pub mod pen;
pub mod route;
pub mod run;
pub mod screens;
pub mod shortcuts;
