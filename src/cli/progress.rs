//! How far is it? A bar on a terminal, nothing elsewhere.

use indicatif::{ProgressBar, ProgressStyle};

/// A bar, or nothing.
pub(crate) struct Progress(ProgressBar);

impl Progress {
    /// `total` bytes to read; without it only the counts are shown.
    pub(crate) fn new(visible: bool, total: Option<u64>) -> Self {
        if !visible {
            return Self(ProgressBar::hidden());
        }
        let (bar, form) = match total {
            Some(bytes) => (
                ProgressBar::new(bytes),
                "{bar:30} {bytes}/{total_bytes}, {bytes_per_sec}, {eta} left, {msg}",
            ),
            None => (ProgressBar::new_spinner(), "{spinner} {bytes}, {bytes_per_sec}, {msg}"),
        };
        bar.set_style(ProgressStyle::with_template(form).unwrap_or_else(|_| ProgressStyle::default_bar()));
        Self(bar)
    }

    /// `bytes` more of text were read.
    pub(crate) fn advance(&self, bytes: usize, documents: u64, events: u64) {
        if !self.0.is_hidden() {
            self.0.inc(bytes as u64);
            self.0.set_message(format!("{documents} documents, {events} events"));
        }
    }

    /// Takes the bar away.
    pub(crate) fn finish(&self) {
        self.0.finish_and_clear();
    }
}
