//! Which data files does the binary carry? Tables written by `build.rs`, in path order.

include!(concat!(env!("OUT_DIR"), "/builtin_files.rs"));
