//! Why this, and why not that? A place for the stages to say what they decided.
//!
//! In: notes from the stages, in the order of the work. Out: the same notes for `explain`. In a normal run the sink is
//! off and costs one comparison a note.

/// One decision of one stage.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Note {
    /// The stage that decided: `entity`, `clause`, `rule`, `event`.
    pub stage: &'static str,
    /// Byte offset into the document that it is about.
    pub at: u32,
    /// What was decided and why.
    pub text: String,
}

/// Collects notes, or throws them away.
#[derive(Debug, Default)]
pub struct Trace {
    notes: Option<Vec<Note>>,
}

impl Trace {
    /// A sink that keeps nothing.
    #[must_use]
    pub const fn off() -> Self {
        Self { notes: None }
    }

    /// A sink that keeps everything.
    #[must_use]
    pub const fn on() -> Self {
        Self { notes: Some(Vec::new()) }
    }

    /// Adds a note; `text` is only made when the sink is on.
    pub(crate) fn note(&mut self, stage: &'static str, at: u32, text: impl FnOnce() -> String) {
        if let Some(notes) = &mut self.notes {
            notes.push(Note { stage, at, text: text() });
        }
    }

    /// What was collected.
    #[must_use]
    pub fn notes(&self) -> &[Note] {
        self.notes.as_deref().unwrap_or(&[])
    }
}
