//! x
use crate::options::Options;
use crate::shell::Result;
pub fn run(_: Options) -> Result {
    Err("later".into())
}
