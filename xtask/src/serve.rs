//! `cargo xtask serve`: build, then serve `dist/` on this machine alone.

use crate::build::{self, Plan};
use crate::options::Options;
use crate::shell::{Result, target};
use static_server::StaticServer;

const PORT: u16 = 8017;

pub fn run(mut options: Options) -> Result {
    let port = match options.value("--port")? {
        None => PORT,
        Some(port) => port.parse().map_err(|_| format!("{port} is not a port."))?,
    };
    let mut plan = Plan::release();
    plan.dev = options.flag("--dev");
    if options.flag("--components") {
        // Compiled quickly, and into a folder of its own: it never stands where the site does.
        plan.dev = true;
        plan.features.push("components".to_owned());
        plan.out = target().join("components");
    }
    options.finish()?;
    build::build(&plan)?;
    let server = StaticServer::start(&plan.out, port)
        .map_err(|error| format!("Port {port} cannot be used ({error}). Try another: cargo xtask serve --port 8018"))?;
    println!("\nHeld is at {}  (Ctrl+C ends it)", server.url());
    loop {
        std::thread::park();
    }
}
