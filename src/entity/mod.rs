//! Who is mentioned? Names, adjectives, roles and pronouns in a document, each with the code it had on that day.
//!
//! In: a document's text and sentences, and a gazetteer. Out: [`Mention`]s in text order, never overlapping. Does not
//! know what anybody does: whether "Washington" is a place or a government in a clause is decided with the clause.

mod compose;
mod find;
mod introduce;
mod link;
mod overlap;
mod refer;
mod sequence;
mod unlisted;
mod words;

use crate::document::{Document, Sentence};
use crate::gazetteer::{EntityKind, Form, Gazetteer};
use crate::ids::{EntityId, SentenceId};
use crate::ontology::ActorCode;
use crate::span::Span;
use crate::trace::Trace;
pub(crate) use words::ReferenceWords;

/// One mention of an actor or place.
#[derive(Clone, PartialEq, Debug)]
pub struct Mention {
    /// Where it stands in the text.
    pub span: Span,
    /// The sentence that it stands in.
    pub sentence: SentenceId,
    /// Person, country, organization, place or group.
    pub kind: EntityKind,
    /// In which form it is mentioned.
    pub form: MentionForm,
    /// The gazetteer's entity, when it is known.
    pub entity: Option<EntityId>,
    /// The gazetteer's key of the entity ("bashar-al-assad"), empty when it is in no list.
    pub entity_key: String,
    /// The entity's usual name, or the text itself.
    pub name: String,
    /// Its code at the document's date; empty when none is known.
    pub code: ActorCode,
    /// Degrees north and east, for places and countries that have them.
    pub coordinates: Option<(f64, f64)>,
    /// What a title or common noun says about the role ("MIL" for "troops"); empty for plain names.
    pub role: String,
    /// The country that it belongs to, or whose place it is; empty when unknown.
    pub country: String,
    /// How its code is known.
    pub basis: Basis,
    /// True for more than one ("rebels", "they").
    pub plural: bool,
    /// Codes and names of the others whom it means beside the first ("the two leaders", "U.S. and Russian officials").
    pub others: Vec<(ActorCode, String)>,
    /// The whole phrase where several countries stand before one role ("Turkish, Saudi and Qatari ministers").
    pub phrase: Option<Span>,
}

impl Mention {
    /// A role noun, or a body known by its own words alone, which takes its country from beside it or from the context.
    pub(crate) fn takes_country(&self) -> bool {
        let is_open_body = self.kind == EntityKind::Organization
            && self.entity.is_none()
            && self.code.is_empty()
            && !self.role.is_empty();
        self.form == MentionForm::Role || is_open_body
    }
}

/// How a mention's code is known; later ones are weaker.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[non_exhaustive]
pub enum Basis {
    /// The gazetteer or the phrase itself says it: "Syrian troops", "Lavrov".
    Stated,
    /// An earlier mention of the document says it: "the minister", "he".
    Referred,
    /// Only the country that the passage is about says it: "rebels" in a report on Syria.
    Context,
    /// Nothing says it.
    Open,
}

/// In which form an entity is mentioned.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[non_exhaustive]
pub enum MentionForm {
    /// A full or short name, a surname after a full name.
    Name,
    /// "Syrian".
    Adjective,
    /// "Syrians".
    Demonym,
    /// "UN".
    Acronym,
    /// "Moscow" for the Russian government.
    Metonym,
    /// "the foreign minister", "rebels".
    Role,
    /// "he", "they".
    Pronoun,
}

impl MentionForm {
    /// The word written to tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Adjective => "adjective",
            Self::Demonym => "demonym",
            Self::Acronym => "acronym",
            Self::Metonym => "metonym",
            Self::Role => "role",
            Self::Pronoun => "pronoun",
        }
    }
}

impl From<Form> for MentionForm {
    fn from(form: Form) -> Self {
        match form {
            Form::Name | Form::Short | Form::Surname | Form::Translit => Self::Name,
            Form::Adjective => Self::Adjective,
            Form::Demonym => Self::Demonym,
            Form::Acronym => Self::Acronym,
            Form::Metonym => Self::Metonym,
        }
    }
}

/// All mentions of a document's sentences, in text order, never overlapping.
pub(crate) fn mentions(
    document: &Document,
    sentences: &[Sentence],
    gazetteer: &Gazetteer,
    words: &ReferenceWords,
    trace: &mut Trace,
) -> Vec<Mention> {
    let mut found = find::find(document, sentences, gazetteer, &words.names);
    found.append(&mut unlisted::unlisted(document, sentences, &found, gazetteer, words));
    let kept = overlap::longest_then_leftmost(found);
    let mut mentions = link::link(document, kept, gazetteer, trace);
    introduce::by_title(document, sentences, &mut mentions, words);
    compose::compose(document, &mut mentions, words, gazetteer, trace);
    introduce::by_role(document, sentences, &mut mentions, words);
    introduce::explained(document, &mut mentions);
    introduce::again(document, sentences, &mut mentions);
    refer::refer(document, sentences, &mut mentions, words, gazetteer, trace);
    name_bodies(document, &mut mentions);
    // A pronoun that points to nobody known is no mention of an actor.
    mentions.retain(|m| m.form != MentionForm::Pronoun || !m.code.is_empty());
    mentions
}

/// "Interior Ministry" with capitals is the name of one body, once its country is known.
fn name_bodies(document: &Document, mentions: &mut [Mention]) {
    for mention in mentions.iter_mut() {
        let is_body =
            mention.form == MentionForm::Role && mention.kind == EntityKind::Organization && !mention.plural;
        let mut words = mention.span.of(&document.text).split_whitespace();
        let start = document.text.get(..mention.span.start as usize).unwrap_or("").trim_end();
        let opens = mention.span.len() > 12 || start.ends_with(char::is_alphanumeric);
        if is_body && opens && words.all(|w| w.starts_with(char::is_uppercase) || w == "of") {
            mention.form = MentionForm::Name;
        }
    }
}
