//! How does a stream of documents pass through? One after the other or on several threads, always in input order.
//!
//! In: documents and rejected inputs as the reader gives them. Out: one [`Outcome`] each, in the same order, so that
//! every byte written is the same for any number of threads. At most [`WINDOW_DOCUMENTS`] documents or
//! [`WINDOW_BYTES`] of text a thread are held at a time, whatever the size of the corpus. Does not write anything: the
//! caller's `sink` does.

use super::{Extraction, Extractor};
use crate::document::{Document, Rejected};
use crate::error::Error;
use crate::ontology::Ontology;
use crate::table::DocumentTables;
use crate::trace::Trace;
use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};

/// What became of one input.
#[derive(Debug)]
#[non_exhaustive]
pub enum Outcome {
    /// It was read; it may hold no event.
    Extracted(Box<Extraction>),
    /// It could not be read.
    Rejected(Rejected),
}

/// Documents held a thread: enough that a thread does not wait for its neighbours, few enough to fit any machine.
const WINDOW_DOCUMENTS: usize = 32;
/// Bytes of text held a thread.
const WINDOW_BYTES: usize = 1 << 20;

type Input = Result<Document, Rejected>;
type Answer = (u64, std::thread::Result<Extraction>);

impl Extraction {
    /// The rows that this document gives.
    #[must_use]
    pub fn tables<'a>(&'a self, ontology: &'a Ontology) -> DocumentTables<'a> {
        DocumentTables::new(&self.document, &self.sentences, &self.mentions, &self.events, ontology)
    }
}

/// Reads all documents on `threads` threads and gives every outcome to `sink`, in input order.
///
/// `sink` and the reading of `inputs` run on the calling thread; an error of the sink ends the run.
///
/// # Errors
/// The sink's error, or that no threads can be had.
///
/// # Panics
/// When the reading of a document panics, the panic goes on here.
pub fn run<E: From<Error>>(
    extractor: &Extractor,
    inputs: impl Iterator<Item = Input>,
    threads: NonZeroUsize,
    mut sink: impl FnMut(Outcome) -> Result<(), E>,
) -> Result<(), E> {
    if threads.get() == 1 {
        return run_serially(extractor, inputs, sink);
    }
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads.get())
        .build()
        .map_err(|e| Error::input(format!("{threads} threads cannot be started: {e}")))?;
    pool.in_place_scope(|scope| {
        let mut window = Window::new(threads.get());
        let mut inputs = inputs.fuse();
        loop {
            while let Some(input) = window.has_room().then(|| inputs.next()).flatten() {
                if let Some((number, document, sender)) = window.admit(input) {
                    scope.spawn(move |_| {
                        let work = AssertUnwindSafe(|| extractor.extract(document, &mut Trace::off()));
                        // The receiver is gone only when the run has already failed.
                        let _ = sender.send((number, catch_unwind(work)));
                    });
                }
            }
            match window.next() {
                Some(outcome) => sink(outcome)?,
                None => return Ok(()),
            }
        }
    })
}

fn run_serially<E>(
    extractor: &Extractor,
    inputs: impl Iterator<Item = Input>,
    mut sink: impl FnMut(Outcome) -> Result<(), E>,
) -> Result<(), E> {
    for input in inputs {
        sink(match input {
            Ok(document) => Outcome::Extracted(Box::new(extractor.extract(document, &mut Trace::off()))),
            Err(rejected) => Outcome::Rejected(rejected),
        })?;
    }
    Ok(())
}

/// The inputs under way, oldest first.
struct Window {
    slots: VecDeque<Slot>,
    /// The number of the oldest slot.
    first: u64,
    bytes: usize,
    documents_limit: usize,
    bytes_limit: usize,
    sender: Sender<Answer>,
    receiver: Receiver<Answer>,
}

/// One input: its outcome as soon as it is there, and the bytes that it holds.
struct Slot {
    outcome: Option<Outcome>,
    bytes: usize,
}

impl Window {
    fn new(threads: usize) -> Self {
        let (sender, receiver) = channel();
        Self {
            slots: VecDeque::new(),
            first: 0,
            bytes: 0,
            documents_limit: threads * WINDOW_DOCUMENTS,
            bytes_limit: threads * WINDOW_BYTES,
            sender,
            receiver,
        }
    }

    fn has_room(&self) -> bool {
        self.slots.len() < self.documents_limit && self.bytes < self.bytes_limit
    }

    /// Takes the next place in line; a document comes back with its number, to be read somewhere.
    fn admit(&mut self, input: Input) -> Option<(u64, Document, Sender<Answer>)> {
        let number = self.first + self.slots.len() as u64;
        match input {
            Ok(document) => {
                let bytes = document.text.len();
                self.bytes += bytes;
                self.slots.push_back(Slot { outcome: None, bytes });
                Some((number, document, self.sender.clone()))
            }
            Err(rejected) => {
                self.slots.push_back(Slot { outcome: Some(Outcome::Rejected(rejected)), bytes: 0 });
                None
            }
        }
    }

    /// The oldest outcome, waited for; `None` when nothing is under way.
    fn next(&mut self) -> Option<Outcome> {
        while self.slots.front()?.outcome.is_none() {
            // This window holds a sender of its own, and every document under way sends one answer, also after a
            // panic: the channel is never closed here and always gives an answer.
            let (number, answer) = self.receiver.recv().ok()?;
            let extraction = answer.unwrap_or_else(|panic| resume_unwind(panic));
            let slot = usize::try_from(number - self.first).ok().and_then(|at| self.slots.get_mut(at))?;
            slot.outcome = Some(Outcome::Extracted(Box::new(extraction)));
        }
        let slot = self.slots.pop_front()?;
        self.first += 1;
        self.bytes -= slot.bytes;
        slot.outcome
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Documents of very different lengths, every seventh input rejected.
    fn inputs() -> impl Iterator<Item = Input> {
        (0..500_usize).map(|n| {
            if n % 7 == 3 {
                Err(Rejected { input: n.to_string(), position: String::new(), reason: String::new() })
            } else {
                let text = "Ghana thanked Togo. ".repeat(1 + (n * 37) % 50);
                Ok(Document { id: n.to_string(), text, ..Document::default() })
            }
        })
    }

    fn outcomes(threads: usize) -> Vec<String> {
        let extractor = Extractor::builtin().unwrap();
        let mut seen = Vec::new();
        let done: Result<(), Error> =
            run(&extractor, inputs(), NonZeroUsize::new(threads).unwrap(), |outcome| {
                seen.push(match outcome {
                    Outcome::Extracted(extraction) => format!("{extraction:?}"),
                    Outcome::Rejected(rejected) => format!("{rejected:?}"),
                });
                Ok(())
            });
        done.unwrap();
        seen
    }

    #[test]
    fn any_number_of_threads_gives_the_same_in_the_same_order() {
        let serial = outcomes(1);
        assert_eq!(serial.len(), 500);
        for threads in [2, 3, 8] {
            assert!(outcomes(threads) == serial, "{threads} threads");
        }
    }

    #[test]
    fn an_error_of_the_sink_ends_the_run() {
        let extractor = Extractor::builtin().unwrap();
        for threads in [1, 4] {
            let mut seen = 0;
            let threads = NonZeroUsize::new(threads).unwrap();
            let ended = run(&extractor, inputs(), threads, |_| {
                seen += 1;
                if seen == 5 { Err(Error::output("full")) } else { Ok(()) }
            });
            assert!(ended.unwrap_err().is_output());
            assert_eq!(seen, 5);
        }
    }

    #[test]
    fn the_window_is_bounded() {
        let mut window = Window::new(2);
        let document = |bytes| Document { text: " ".repeat(bytes), ..Document::default() };
        assert!(window.has_room());
        window.admit(Ok(document(2 * WINDOW_BYTES)));
        assert!(!window.has_room(), "by bytes");
        let mut window = Window::new(2);
        for _ in 0..2 * WINDOW_DOCUMENTS {
            assert!(window.has_room());
            window.admit(Ok(document(1)));
        }
        assert!(!window.has_room(), "by documents");
    }
}
