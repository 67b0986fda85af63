//! `detente` on the command line. The sub-commands are in `cli`, one file each; they use the public library only.

mod cli;

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut console = cli::Console {
        out: &mut out,
        err: &mut io::stderr(),
        progress: io::stderr().is_terminal(),
        threads: std::thread::available_parallelism().ok(),
    };
    let code = cli::main(std::env::args_os(), &mut console);
    match out.flush() {
        Ok(()) => ExitCode::from(code),
        // The reader of the pipe has seen enough (`detente ... | head`).
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::from(code),
        Err(_) => ExitCode::from(cli::BAD_INPUT),
    }
}
