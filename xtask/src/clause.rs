//! The grammar's files, as the library has them.

#[path = "../../src/clause/feature.rs"]
pub(crate) mod feature;
#[path = "../../src/clause/label.rs"]
pub(crate) mod label;
#[path = "../../src/clause/lemma.rs"]
pub(crate) mod lemma;
#[path = "../../src/clause/model.rs"]
pub(crate) mod model;
#[path = "../../src/clause/parse.rs"]
pub(crate) mod parse;
#[path = "../../src/clause/tag.rs"]
pub(crate) mod tag;
#[path = "../../src/clause/transition.rs"]
pub(crate) mod transition;
