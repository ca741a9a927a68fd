//! The program `umschrift`.

use std::process::ExitCode;

fn main() -> ExitCode {
    umschrift::cli::main()
}
