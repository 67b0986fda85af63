//! What does a capitalised name stand for that no list holds? A body, a place or a person, by the words that it has.
//!
//! In: the sentences and what the gazetteer found in them. Out: candidates of their own kind, which compete with the
//! listed ones by length: "Ontario" loses against "Ontario Liberal Party", "Jordan" against "Michael Jordan". Evidence,
//! strongest first: a body's last or first word ("… Staff Union", "Ministry of …"), a place's ("… Road", "Mount …"),
//! a given name, initials, an acronym in brackets, what stands before ("in …") and beside it in a list. Lines in which
//! nearly every word is capitalised are left alone: there capitals say nothing.

use super::MentionForm;
use super::find::{Candidate, Unlisted};
use super::introduce::is_title_line;
use super::sequence::{Gap, Word, words};
use super::words::{NameWords, ReferenceWords};
use crate::document::{BlockKind, Document, Sentence};
use crate::fold::fold;
use crate::gazetteer::{AgentKind, EntityKind, Form, Gazetteer, Sense};
use crate::ontology::ActorCode;
use crate::span::Span;
use std::collections::BTreeMap;
use std::ops::Range;

/// Names have at most this many words, without those that a body's "of …" adds.
const LONGEST: usize = 8;
const LONGEST_PERSON: usize = 5;
/// A body's name goes on over at most this many "of …", "and …".
const MOST_JOINS: usize = 4;

/// Candidates for names that no list holds, with listed people under other spellings of their names.
pub(super) fn unlisted(
    document: &Document,
    sentences: &[Sentence],
    found: &[Candidate],
    gazetteer: &Gazetteer,
    reference: &ReferenceWords,
) -> Vec<Candidate> {
    let mut all = Vec::new();
    for sentence in sentences {
        let text = sentence.span.of(&document.text);
        if sentence.kind == BlockKind::Headline || is_title_line(text) {
            continue;
        }
        let from = found.partition_point(|c| c.sentence < sentence.id);
        let to = found.partition_point(|c| c.sentence <= sentence.id);
        let reader = Reader {
            words: words(&document.text, sentence.span, &reference.names.lists),
            found: &found[from..to],
            gazetteer,
            reference,
            names: &reference.names,
        };
        let named = reader.read();
        all.extend(named.into_iter().map(|n| n.candidate(&reader, sentence)));
    }
    agree(document, &mut all);
    all
}

/// A single word that is surely a place or body somewhere in the document is so where only its verb spoke for a person.
fn agree(document: &Document, all: &mut [Candidate]) {
    let text = |c: &Candidate| c.span.of(&document.text).to_owned();
    let sure = all.iter().filter_map(|c| {
        let name = c.unlisted.as_ref().filter(|u| u.kind != EntityKind::Person)?;
        Some((text(c), name.clone()))
    });
    let sure: BTreeMap<String, Unlisted> = sure.collect();
    for candidate in all.iter_mut() {
        let same = sure.get(&text(candidate)).cloned();
        if let (Some(name), Some(same)) = (&mut candidate.unlisted, same) {
            *name = same;
        }
    }
}

/// A name and what it stands for.
#[derive(Clone, Debug)]
struct Named {
    range: Range<usize>,
    kind: EntityKind,
    form: MentionForm,
    role: String,
    /// The listed name that it is another spelling of.
    listed: Option<Sense>,
}

impl Named {
    fn new(range: Range<usize>, kind: EntityKind) -> Self {
        Self { range, kind, form: MentionForm::Name, role: String::new(), listed: None }
    }

    fn body(range: Range<usize>, role: &str) -> Self {
        Self { role: role.to_owned(), ..Self::new(range, EntityKind::Organization) }
    }

    fn candidate(self, reader: &Reader<'_>, sentence: &Sentence) -> Candidate {
        let span = reader.span(&self.range);
        let base = reader.base(&self);
        let role = if self.role.is_empty() { reader.role(&self) } else { self.role };
        let unlisted = Unlisted { kind: self.kind, form: self.form, role, base };
        Candidate {
            span,
            sentence: sentence.id,
            senses: self.listed.into_iter().collect(),
            unlisted: self.listed.is_none().then_some(unlisted),
        }
    }
}

struct Reader<'a> {
    words: Vec<Word<'a>>,
    found: &'a [Candidate],
    gazetteer: &'a Gazetteer,
    reference: &'a ReferenceWords,
    names: &'a NameWords,
}

impl Reader<'_> {
    fn read(&self) -> Vec<Named> {
        let mut named: Vec<Named> = Vec::new();
        let mut open: Vec<Range<usize>> = Vec::new();
        let mut at = 0;
        while at < self.words.len() {
            let Some(segment) = self.segment(at) else {
                at += 1;
                continue;
            };
            let mut end = segment.end;
            match self.judge(&segment) {
                Some(name) => {
                    end = end.max(name.range.end);
                    named.push(name);
                }
                None => open.push(segment),
            }
            at = end.max(at + 1);
        }
        self.bracketed(&mut named, &open);
        self.listed_beside(&mut named, &open);
        self.by_habit_alone(&mut named, &open);
        named.retain(|n| !self.is_listed(&n.range));
        named
    }

    /// The capitalised words from `at` on that can be one name.
    fn segment(&self, at: usize) -> Option<Range<usize>> {
        if !self.is_name_word(at) || self.title_ending(at).is_some() {
            return None;
        }
        let mut end = at + 1;
        while end < self.words.len() && end - at < LONGEST {
            let before = &self.words[end - 1];
            let breaks = before.possessive && !self.names.lists.possessives_inside.contains(&before.folded);
            if breaks || self.words[end].gap != Gap::Blank {
                break;
            }
            match self.after_joins(end) {
                Some(next) if !self.starts_title(at, next) && !self.starts_person(at, next) => end = next + 1,
                _ => break,
            }
        }
        Some(at..end)
    }

    /// The next capitalised word at `at`, also behind small words of other languages ("de", "bin").
    fn after_joins(&self, at: usize) -> Option<usize> {
        let joins = |word: &Word<'_>| !word.capital && self.names.lists.foreign_joins.contains(&word.folded);
        let small = self.words[at..].iter().take(3).take_while(|w| joins(w)).count();
        let next = at + small;
        let linked = self.words.get(at..=next)?.iter().all(|w| w.gap == Gap::Blank);
        (linked && self.is_name_word(next)).then_some(next)
    }

    fn is_name_word(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|w| {
            let is_label = self.names.lists.not_acronyms.contains(&w.folded)
                && !self.names.lists.name_suffixes.contains(&w.folded)
                && w.text.len() > 1
                && w.is_acronym();
            let can_begin = self.names.lists.directions.contains(&w.folded)
                || !self.reference.not_names.contains(&w.folded);
            w.capital && can_begin && w.text != "I" && !is_label
        })
    }

    /// One past the last word of a title that begins here: "Foreign Minister".
    fn title_ending(&self, at: usize) -> Option<usize> {
        let start = self.words[at].span.start;
        let is_title = |c: &&Candidate| {
            c.span.start == start
                && c.senses.iter().any(|s| match *s {
                    Sense::Agent { index, plural } => {
                        let kind = self.gazetteer.agent(index).kind;
                        !plural && (kind == AgentKind::Title || kind == AgentKind::Person)
                    }
                    Sense::Name(_) => false,
                })
        };
        let title = self.found.iter().filter(is_title).max_by_key(|c| c.span.end)?;
        let end = at + self.words[at..].iter().take_while(|w| w.span.end <= title.span.end).count();
        // "General Assembly", "Workers Party": the title is part of a body's name.
        let after = self.words.get(end..).unwrap_or_default();
        let run = after.iter().take_while(|w| w.gap == Gap::Blank && w.capital).take(LONGEST);
        let in_body = !self.is_given(end) && !self.is_initial(end) && run.take(3).any(|w| self.is_head(w));
        (!in_body && !self.names.lists.honorifics.contains(&self.words[at].folded)).then_some(end)
    }

    fn starts_title(&self, from: usize, at: usize) -> bool {
        at > from && self.title_ending(at).is_some()
    }

    /// A listed body, place or adjective ends here and a given name begins: "Yugoslav |Josip Broz".
    fn starts_person(&self, from: usize, at: usize) -> bool {
        let before = from..at;
        let listed_before = self.is_listed(&before) || self.is_head(&self.words[at - 1]) && at - from > 1;
        let one_more =
            self.words.get(at + 1).is_some_and(|w| w.capital && w.gap == Gap::Blank && !self.is_head(w));
        listed_before && one_more && self.is_given(at) && !self.is_given(from)
    }

    fn is_head(&self, word: &Word<'_>) -> bool {
        self.names.organization_heads.contains_key(&word.folded)
    }

    fn is_given(&self, at: usize) -> bool {
        let Some(word) = self.words.get(at).filter(|w| w.capital) else { return false };
        let first = word.folded.split('-').next().unwrap_or(&word.folded);
        let listed = |name: &str| self.names.given.contains(name) || self.gazetteer.is_given_name(name);
        (listed(&word.folded) || listed(first)) && !self.names.is_common(&word.folded)
    }

    fn is_initial(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(Word::is_initial)
    }

    fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.words[range.start].span.start, self.words[range.end - 1].span.end)
    }

    fn judge(&self, segment: &Range<usize>) -> Option<Named> {
        self.body(segment)
            .or_else(|| self.place(segment))
            .or_else(|| self.person(segment))
            .or_else(|| self.acronym(segment))
            .or_else(|| self.by_neighbour(segment))
    }

    /// "Ontario Liberal Party", "Ministry of Labour", "Peace and Freedom Party".
    fn body(&self, segment: &Range<usize>) -> Option<Named> {
        let lists = &self.names.lists;
        let first = &self.words[segment.start];
        let last = &self.words[segment.end - 1];
        if let (Some(role), true) =
            (self.names.foreign_organization_starts.get(&first.folded), segment.len() > 1)
        {
            return Some(Named::body(segment.clone(), role));
        }
        if let Some(joined) = self.joined_by_and(segment) {
            return Some(joined);
        }
        if let Some(small) = self.small_head(segment) {
            return Some(small);
        }
        let role = self.names.organization_heads.get(&last.folded);
        let can_begin = lists.organization_starts.contains(&last.folded);
        let end = if role.is_some() || can_begin { self.extended(segment) } else { segment.end };
        let has_name = end > segment.end || role.is_some() && segment.len() > 1;
        has_name.then(|| Named::body(segment.start..end, role.map_or("", String::as_str)))
    }

    /// "Green party", where no list holds "Green".
    fn small_head(&self, segment: &Range<usize>) -> Option<Named> {
        let small = self
            .words
            .get(segment.end)
            .filter(|w| w.gap == Gap::Blank && self.names.lists.small_heads.contains(&w.folded))?;
        let last = &self.words[segment.end - 1];
        let role = self.names.organization_heads.get(&small.folded)?;
        let own = !last.possessive
            && !self.is_head(last)
            && !self.is_given(segment.start)
            && !self.is_listed(segment);
        own.then(|| Named::body(segment.start..segment.end + 1, role))
    }

    /// "Peace |and Freedom Party" when "Peace" alone is nobody.
    fn joined_by_and(&self, segment: &Range<usize>) -> Option<Named> {
        let and = self
            .words
            .get(segment.end)
            .filter(|w| matches!(w.text, "and" | "&" | "to") && w.gap == Gap::Blank)?;
        let right = self.segment(segment.end + 1).filter(|r| self.words[r.start].gap == Gap::Blank)?;
        let last = &self.words[segment.end - 1];
        let alone = (and.text == "&"
            || self.names.lists.common_words.contains(&last.folded)
            || self.follows_the(segment.start))
            && !self.is_head(last)
            && !self.holds_listed(segment)
            && !self.is_given(segment.start)
            && !last.is_acronym();
        let head = self.names.organization_heads.get(&self.words[right.end - 1].folded)?;
        (alone && !self.holds_listed(&right)).then(|| Named::body(segment.start..self.extended(&right), head))
    }

    fn follows_the(&self, at: usize) -> bool {
        at > 0 && self.words[at].gap == Gap::Blank && self.words[at - 1].folded == "the"
    }

    /// The end of a body's name with its "of …", "for …", "and …".
    fn extended(&self, segment: &Range<usize>) -> usize {
        let mut end = segment.end;
        for _ in 0..MOST_JOINS {
            let Some(next) = self.join_after(segment.start, end, end > segment.end) else { break };
            end = next;
        }
        end
    }

    fn join_after(&self, start: usize, end: usize, is_joined: bool) -> Option<usize> {
        let join = self.words.get(end).filter(|w| w.gap == Gap::Blank && !self.words[end - 1].possessive)?;
        let head = &self.words[end - 1].folded;
        let and = matches!(join.text, "and" | "&");
        let of = join.folded == "of"
            && (self.names.organization_heads.contains_key(head)
                || self.names.lists.organization_starts.contains(head));
        let only_of = self.names.lists.only_of.contains(head) && (end - start > 1 || head != "party");
        let other = self.names.lists.organization_joins.contains(&join.folded)
            && (self.names.lists.organization_starts.contains(head)
                && !only_of
                && !self.is_listed(&(start..end))
                || is_joined && join.folded != "on");
        if !(of || other || and && is_joined) {
            return None;
        }
        let after = self.words.get(end + 1).filter(|w| w.gap == Gap::Blank)?;
        let next = if after.folded == "the" && !and { end + 2 } else { end + 1 };
        if self.words.get(next)?.gap != Gap::Blank {
            return None;
        }
        let part = self.segment(next)?;
        let is_person =
            self.is_given(part.start) && part.len() > 1 && !self.is_head(&self.words[part.end - 1]);
        let part = if after.folded == "the" || and { part } else { self.cut_at_place(part) };
        let own_head = part.len() > 1 && self.is_head(&self.words[part.end - 1]);
        let separate = and
            && (own_head
                || self.is_separate(&part)
                || self.is_separate(&(end - 1..end))
                || self.is_given(part.start)
                || self.words[part.start].is_acronym());
        (!is_person && !separate).then_some(part.end)
    }

    /// "Party of Canada |Member": a country after "of" ends the name.
    fn cut_at_place(&self, part: Range<usize>) -> Range<usize> {
        let start = self.words[part.start].span.start;
        let listed = self
            .found
            .iter()
            .filter(|c| c.span.start == start && c.senses.iter().any(|s| self.is_place_sense(*s)));
        let Some(end) = listed.map(|c| c.span.end).max() else { return part };
        let length = self.words[part.clone()].iter().take_while(|w| w.span.end <= end).count();
        part.start..part.start + length.max(1)
    }

    /// A listed actor or place that "and" does not make a part of the name before it.
    fn is_separate(&self, range: &Range<usize>) -> bool {
        let span = self.span(range);
        self.found.iter().any(|c| {
            span.contains(c.span)
                && self
                    .kind_of(c)
                    .is_some_and(|k| k != EntityKind::Organization || c.span == span && range.len() > 1)
        })
    }

    /// "Addiscombe Road", "South Chungcheong", "Mount Elgon", "Strait of Tiran", "Ofer prison".
    fn place(&self, segment: &Range<usize>) -> Option<Named> {
        let lists = &self.names.lists;
        let first = &self.words[segment.start].folded;
        let last = &self.words[segment.end - 1].folded;
        let several = segment.len() > 1;
        if several && lists.other_heads.contains(last) {
            return None;
        }
        if several && lists.place_heads.contains(last) && !self.is_listed(&(segment.start..segment.end)) {
            return Some(Named::new(segment.clone(), EntityKind::Place));
        }
        let next = self
            .words
            .get(segment.end)
            .filter(|w| w.gap == Gap::Blank && !self.words[segment.end - 1].possessive);
        if let Some(small) =
            next.filter(|w| lists.place_heads_small.contains(&w.folded) && !self.is_listed(segment))
        {
            let fits = !self.names.is_common(last) && !small.capital;
            return fits.then(|| Named::new(segment.start..segment.end + 1, EntityKind::Place));
        }
        if segment.len() == 1 && lists.place_of.contains(first) && next.is_some_and(|w| w.folded == "of") {
            let part = self.segment(segment.end + 1).filter(|p| self.words[p.start].gap == Gap::Blank)?;
            return Some(Named::new(segment.start..part.end, EntityKind::Place));
        }
        let rest_names = || {
            !segment.clone().any(|at| self.is_head(&self.words[at]))
                && !self.names.is_common(last)
                && !self.is_adjective(&(segment.start + 1..segment.end))
        };
        let begins = lists.directions.contains(first)
            || lists.place_starts.contains(first) && !self.is_given(segment.start);
        (several && begins && rest_names()).then(|| Named::new(segment.clone(), EntityKind::Place))
    }

    /// "Ene Obi", "L. Oyun-Erdene", "Paris Hilton", "Sir Keith Holyoake".
    fn person(&self, segment: &Range<usize>) -> Option<Named> {
        let lists = &self.names.lists;
        let mut range = segment.clone();
        while range.len() > 2 && self.is_before_name(range.start) {
            range.start += 1;
        }
        if range.len() == 2
            && lists.titles.contains(&self.words[range.start].folded)
            && !self.is_given(range.start)
        {
            return None;
        }
        // "Furious Theresa May": the listed name is enough.
        let holds_person = (range.start + 1..range.end)
            .any(|at| self.listed_kind(&(at..range.end)) == Some(EntityKind::Person));
        if holds_person && !self.is_given(range.start) && !self.is_initial(range.start) {
            return None;
        }
        let last = &self.words[range.end - 1];
        let has_thing = range.clone().any(|at| {
            let word = &self.words[at];
            self.is_head(word) && !self.is_given(at) || lists.other_heads.contains(&word.folded)
        });
        if range.len() < 2
            || range.len() > LONGEST_PERSON + 2
            || has_thing
            || self.names.lists.place_heads.contains(&last.folded)
        {
            return None;
        }
        let honoured = lists.honorifics.contains(&self.words[range.start].folded);
        let initial = range.clone().take(range.len() - 1).any(|at| self.words[at].is_initial())
            && !self.is_listed(&(range.start..range.start + 1));
        let given = self.is_given(range.start) && !self.is_place_only(&range);
        let arabic = range.clone().any(|at| !self.words[at].text.starts_with(char::is_uppercase));
        if !(honoured || initial || given || arabic || self.by_surname(&range)) {
            return None;
        }
        Some(Named { listed: self.listed_person(&range), ..Named::new(range, EntityKind::Person) })
    }

    /// A title, a party member or the first word of a sentence before a given name.
    fn is_before_name(&self, at: usize) -> bool {
        let folded = &self.words[at].folded;
        let empty =
            self.names.lists.titles.contains(folded) || self.names.lists.common_words.contains(folded);
        let listed = self.is_adjective(&(at..at + 1)) && self.is_given(at + 1);
        (empty || listed) && !self.names.lists.honorifics.contains(folded) && !self.is_given(at)
    }

    /// Two place names side by side are no person, even where the first is a given name too.
    fn is_place_only(&self, range: &Range<usize>) -> bool {
        let listed = |r: Range<usize>| {
            self.listed_kind(&r).is_some_and(|k| matches!(k, EntityKind::Place | EntityKind::Country))
        };
        listed(range.start..range.start + 1) && listed(range.start + 1..range.end)
    }

    /// An unknown word before a listed surname.
    fn by_surname(&self, range: &Range<usize>) -> bool {
        let last = self.words[range.end - 1].span;
        let surname = self.found.iter().any(|c| {
            c.span == last
                && c.senses.iter().any(|s| self.name_of(*s).is_some_and(|n| n.form == Form::Surname))
        });
        let plain = |at: usize| {
            !self.names.is_common(&self.words[at].folded)
                && !self.holds_listed(&(at..at + 1))
                && !self.words[at].is_acronym()
        };
        surname && range.clone().take(range.len() - 1).all(plain) && plain(range.end - 1)
    }

    /// Unknown words that can be anybody's name.
    fn is_plain(&self, range: &Range<usize>) -> bool {
        let plain = |at: usize| {
            let word = &self.words[at];
            word.text.chars().all(|c| c.is_alphabetic() || "-'\u{2019}".contains(c))
                && word.text.chars().any(char::is_lowercase)
                && !self.names.is_common(&word.folded)
                && !self.names.lists.directions.contains(&word.folded)
        };
        range.clone().all(plain) && !self.holds_listed(range)
    }

    /// A listed person whose first name is spelled nearly so.
    fn listed_person(&self, range: &Range<usize>) -> Option<Sense> {
        let whole = self.span(range);
        let first = &self.words[range.start].folded;
        let inside = self.found.iter().filter(|c| whole.contains(c.span) && c.unlisted.is_none());
        let senses = inside.flat_map(|c| c.senses.iter().map(move |s| (c.span, *s)));
        let known = senses.filter_map(|(span, sense)| {
            let name = self.name_of(sense)?;
            let entity = self.gazetteer.entity(name.entity);
            let usual = fold(&entity.name);
            let given = usual.split(' ').next().unwrap_or("");
            let at_end = span.end == whole.end && is_variant(given, first);
            let full =
                name.form != Form::Surname && span.start == whole.start && span.len() * 2 > whole.len();
            (entity.kind == EntityKind::Person && (at_end || full && usual.contains(' ')))
                .then(|| (span.len(), name.entity))
        });
        let (_, person) = known.max_by_key(|(length, _)| *length)?;
        self.gazetteer.usual_name(person).map(Sense::Name)
    }

    fn acronym(&self, segment: &Range<usize>) -> Option<Named> {
        let word = &self.words[segment.start];
        let fits = segment.len() == 1
            && word.is_acronym()
            && !self.names.lists.not_acronyms.contains(&word.folded)
            && !word.text.contains('.')
            && !self.is_place_list(segment);
        fits.then(|| Named { form: MentionForm::Acronym, ..Named::body(segment.clone(), "") })
    }

    /// "in Croydon", "the city of Hami", "Ganderbal, Kashmir".
    fn by_neighbour(&self, segment: &Range<usize>) -> Option<Named> {
        let plain = segment
            .clone()
            .all(|at| !self.names.is_common(&self.words[at].folded) && !self.words[at].is_initial());
        let other = self.holds_listed(segment) || !plain || segment.len() > 3;
        (!other
            && (self.is_after_place_word(segment.start)
                || self.is_place_list(segment)
                || self.is_before_place_noun(segment)))
        .then(|| Named::new(segment.clone(), EntityKind::Place))
    }

    fn is_after_place_word(&self, at: usize) -> bool {
        let lists = &self.names.lists;
        let before = |back: usize| at.checked_sub(back).map(|b| self.words[b].folded.as_str());
        let joined = self.words[at].gap == Gap::Blank;
        let preposition = before(1).is_some_and(|w| lists.place_prepositions.contains(w));
        let noun_of = before(1) == Some("of") && before(2).is_some_and(|w| lists.place_nouns.contains(w));
        joined && (preposition || noun_of)
    }

    fn is_before_place_noun(&self, segment: &Range<usize>) -> bool {
        self.words.get(segment.end).is_some_and(|w| {
            w.gap == Gap::Blank
                && !w.capital
                && self.names.lists.place_nouns.contains(&w.folded)
                && w.folded != "capital"
                && w.folded != "seat"
        })
    }

    /// A comma and then a listed place or country that ends the phrase.
    fn is_place_list(&self, segment: &Range<usize>) -> bool {
        let Some(next) = self.words.get(segment.end).filter(|w| w.gap == Gap::Comma && w.capital) else {
            return false;
        };
        self.found
            .iter()
            .any(|c| c.span.start == next.span.start && c.senses.iter().any(|s| self.is_place_sense(*s)))
            && self.words[segment.end - 1].span.end < next.span.start
            && !self.words[segment.end - 1].possessive
    }

    fn is_place_sense(&self, sense: Sense) -> bool {
        self.name_of(sense).is_some_and(|n| {
            matches!(self.gazetteer.entity(n.entity).kind, EntityKind::Place | EntityKind::Country)
                && matches!(n.form, Form::Name | Form::Short | Form::Metonym | Form::Acronym)
        })
    }

    /// "Senior Staff Association (SSA)": what the letters stand for is a body, and so are the letters.
    fn bracketed(&self, named: &mut Vec<Named>, open: &[Range<usize>]) {
        let mut added = Vec::new();
        for segment in open {
            if let Some(acronym) = self.acronym_after(segment) {
                added.push(Named::body(segment.clone(), ""));
                added.push(acronym);
            }
        }
        for name in named.iter_mut() {
            let is_body = name.kind == EntityKind::Organization;
            if let Some(acronym) = self
                .acronym_after(&name.range)
                .or_else(|| self.letters_after(name.range.end).filter(|_| is_body))
            {
                let place = name.kind == EntityKind::Place;
                if name.listed.is_none() && name.range.len() > 2 && !place {
                    name.kind = EntityKind::Organization;
                }
                added.push(Named { role: name.role.clone(), kind: name.kind, ..acronym });
            }
        }
        for listed in self.found {
            let end = self.words.partition_point(|w| w.span.end <= listed.span.end);
            let is_body = self
                .kind_of(listed)
                .is_some_and(|k| matches!(k, EntityKind::Organization | EntityKind::Group));
            let beyond = named.iter().any(|n| n.range.contains(&end));
            added.extend(self.letters_after(end).filter(|_| is_body && !beyond));
        }
        named.retain(|n| !added.iter().any(|a| a.range == n.range));
        named.append(&mut added);
        named.sort_by_key(|n| n.range.start);
    }

    /// Letters in brackets after a body, also those of its name in another language: "(SAP)", "(MpS)".
    fn letters_after(&self, at: usize) -> Option<Named> {
        let word = self.words.get(at).filter(|w| w.gap == Gap::Bracket)?;
        let capitals = word.text.chars().filter(|c| c.is_uppercase()).count();
        let closed = self.words.get(at + 1).is_none_or(|w| w.gap == Gap::Break);
        let fits = closed
            && capitals > 1
            && word.text.chars().count() < 9
            && !self.names.lists.not_acronyms.contains(&word.folded);
        fits.then(|| Named { form: MentionForm::Acronym, ..Named::body(at..at + 1, "") })
    }

    fn acronym_after(&self, range: &Range<usize>) -> Option<Named> {
        let word = self.words.get(range.end).filter(|w| w.gap == Gap::Bracket && w.is_acronym())?;
        let initials: String =
            self.words[range.clone()].iter().filter_map(|w| w.folded.chars().next()).collect();
        let begins = word.folded.chars().next() == initials.chars().next();
        let fits =
            range.len() > 1 && begins && word.folded.chars().filter(|c| initials.contains(*c)).count() > 1;
        let range = range.end..range.end + 1;
        fits.then(|| Named { form: MentionForm::Acronym, ..Named::body(range, "") })
    }

    /// Names in a list are of one kind: "Wakefield, Batley and Leeds".
    fn listed_beside(&self, named: &mut Vec<Named>, open: &[Range<usize>]) {
        for segment in open.iter().rev() {
            if self.holds_listed(segment)
                || segment.clone().any(|at| self.names.is_common(&self.words[at].folded))
            {
                continue;
            }
            let kind = self.kind_before(segment, named).or_else(|| self.kind_after(segment, named));
            if let Some(kind) =
                kind.filter(|k| *k != EntityKind::Group && (*k != EntityKind::Person || segment.len() > 1))
            {
                named.push(Named::new(segment.clone(), kind));
            }
        }
        named.sort_by_key(|n| n.range.start);
    }

    /// What nothing else explains: "the Olive Tree" is a body, "Ruairi Brady" a person, "Samis was elected" too.
    fn by_habit_alone(&self, named: &mut Vec<Named>, open: &[Range<usize>]) {
        for segment in open {
            if named.iter().any(|n| n.range.start < segment.end && segment.start < n.range.end) {
                continue;
            }
            if segment.len() > 1 && self.is_plain(segment) && segment.len() < 4 {
                let kind = if self.follows_the(segment.start) {
                    EntityKind::Organization
                } else {
                    EntityKind::Person
                };
                named.push(Named::new(segment.clone(), kind));
            } else if segment.len() == 1 && self.is_plain(segment) && self.acts(segment) {
                named.push(Named::new(segment.clone(), EntityKind::Person));
            }
        }
        named.sort_by_key(|n| n.range.start);
    }

    fn acts(&self, segment: &Range<usize>) -> bool {
        let next = self.words.get(segment.end).filter(|w| w.gap == Gap::Blank);
        let first = segment.start == 0;
        let list = if first { &self.names.lists.speech } else { &self.names.lists.deeds };
        !self.words[segment.start].possessive
            && !self.follows_the(segment.start)
            && next.is_some_and(|w| list.contains(&w.folded))
    }

    fn kind_after(&self, segment: &Range<usize>, named: &[Named]) -> Option<EntityKind> {
        let mut next = segment.end;
        let word = self.words.get(next)?;
        let and = matches!(word.folded.as_str(), "and" | "or") && matches!(word.gap, Gap::Blank | Gap::Comma);
        next += usize::from(and);
        let comma = self.words.get(next)?.gap == Gap::Comma;
        (and || comma).then(|| self.kind_at(next, named)).flatten()
    }

    fn kind_before(&self, segment: &Range<usize>, named: &[Named]) -> Option<EntityKind> {
        let mut last = segment.start.checked_sub(1)?;
        let and = matches!(self.words[last].folded.as_str(), "and" | "or")
            && self.words[segment.start].gap == Gap::Blank;
        if and {
            last = last.checked_sub(1)?;
        }
        let comma = self.words[segment.start].gap == Gap::Comma;
        (and || comma).then(|| self.kind_ending(last, named)).flatten()
    }

    fn kind_at(&self, at: usize, named: &[Named]) -> Option<EntityKind> {
        let start = self.words.get(at)?.span.start;
        named.iter().find(|n| n.range.start == at).map(|n| n.kind).or_else(|| {
            let listed = self.found.iter().filter(|c| c.span.start == start).max_by_key(|c| c.span.len())?;
            self.kind_of(listed)
        })
    }

    fn kind_ending(&self, at: usize, named: &[Named]) -> Option<EntityKind> {
        let end = self.words.get(at)?.span.end;
        named.iter().find(|n| n.range.end == at + 1).map(|n| n.kind).or_else(|| {
            let listed = self.found.iter().filter(|c| c.span.end == end).max_by_key(|c| c.span.len())?;
            self.kind_of(listed)
        })
    }

    fn kind_of(&self, candidate: &Candidate) -> Option<EntityKind> {
        let name = candidate.senses.iter().find_map(|s| self.name_of(*s))?;
        let kind = self.gazetteer.entity(name.entity).kind;
        matches!(name.form, Form::Name | Form::Short | Form::Metonym | Form::Acronym | Form::Translit)
            .then_some(if kind == EntityKind::Country { EntityKind::Place } else { kind })
    }

    fn name_of(&self, sense: Sense) -> Option<&crate::gazetteer::Name> {
        match sense {
            Sense::Name(index) => Some(self.gazetteer.name(index)),
            Sense::Agent { .. } => None,
        }
    }

    /// True when a list holds exactly this as a name other than a surname.
    fn is_listed(&self, range: &Range<usize>) -> bool {
        let span = self.span(range);
        self.found.iter().any(|c| c.span == span && self.has_name(c))
    }

    fn has_name(&self, candidate: &Candidate) -> bool {
        candidate.senses.iter().any(|s| self.name_of(*s).is_some_and(|n| n.form != Form::Surname))
    }

    fn listed_kind(&self, range: &Range<usize>) -> Option<EntityKind> {
        let span = self.span(range);
        self.found.iter().find(|c| c.span == span && self.has_name(c)).and_then(|c| self.kind_of(c))
    }

    /// True when a listed name other than a surname stands anywhere inside.
    fn holds_listed(&self, range: &Range<usize>) -> bool {
        let span = self.span(range);
        self.found.iter().any(|c| span.contains(c.span) && self.has_name(c))
    }

    fn is_adjective(&self, range: &Range<usize>) -> bool {
        let span = self.span(range);
        self.found.iter().any(|c| {
            c.span == span
                && c.senses.iter().any(|s| {
                    self.name_of(*s).is_some_and(|n| matches!(n.form, Form::Adjective | Form::Demonym))
                })
        })
    }

    /// The code of the country, place or body inside a body's name: "Iraqi" IRQ, "U.N." IGOUNO.
    fn base(&self, named: &Named) -> ActorCode {
        if named.kind != EntityKind::Organization {
            return ActorCode::default();
        }
        let span = self.span(&named.range);
        let inside = self.found.iter().filter(|c| span.contains(c.span));
        let codes = inside.filter_map(|c| c.senses.iter().find_map(|s| self.code_inside(*s)));
        codes.into_iter().next().unwrap_or_default()
    }

    fn code_inside(&self, sense: Sense) -> Option<ActorCode> {
        let name = self.name_of(sense)?;
        let entity = self.gazetteer.entity(name.entity);
        let code = match entity.kind {
            EntityKind::Country => self.gazetteer.base_code(name.entity),
            EntityKind::Organization if entity.code.starts_with("IGO") => {
                self.gazetteer.base_code(name.entity)
            }
            EntityKind::Place => ActorCode::from(entity.country.as_str()),
            EntityKind::Person if name.form == Form::Surname && !name.derived => {
                ActorCode::from(entity.country.as_str())
            }
            _ => ActorCode::default(),
        };
        (code.as_str().len() > 2).then_some(code)
    }

    /// The role of the last word of a body's name that gives one: "Senate Committee" LEG.
    fn role(&self, named: &Named) -> String {
        if named.kind != EntityKind::Organization {
            return String::new();
        }
        let words = self.words[named.range.clone()].iter().rev();
        let roles = words.filter_map(|w| self.names.organization_heads.get(&w.folded));
        roles.into_iter().find(|r| !r.is_empty()).cloned().unwrap_or_default()
    }
}

/// Two spellings of one given name: "Sergei" and "Sergey", "Mahmud" and "Mahmoud".
fn is_variant(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    one.chars().count() > 3
        && other.chars().count() > 3
        && one.chars().next() == other.chars().next()
        && distance(one, other) < 3
}

/// How many letters must change to make one word of the other.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in other.iter().enumerate() {
            let changed = diagonal + usize::from(a != *b);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[other.len()]
}
