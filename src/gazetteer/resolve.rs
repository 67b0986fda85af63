//! Who can be meant by a name on a day? All senses of one name, the likeliest first, each with its code and dates.
//!
//! In: a name, a day, a country that the text is about. Out: [`Meaning`]s. Looks at the lists only; what else a text
//! says about the name is weighed where mentions are linked.

use super::{Entity, EntityKind, Form, Gazetteer, Name, Sense};
use crate::date::PartialDate;
use crate::fold::Folded;
use crate::ontology::ActorCode;

/// What a sense keeps of its weight when its name or holder was not in use on the day.
const OUT_OF_USE: f64 = 0.15;
/// A surname of somebody without an office on the day, against that of a holder.
const OUT_OF_OFFICE: f64 = 0.3;
/// A sense that belongs to the country that the text is about.
const IN_CONTEXT: f64 = 6.0;

/// One sense of a name.
#[derive(Clone, PartialEq, Debug)]
#[non_exhaustive]
pub struct Meaning<'g> {
    /// Who or what.
    pub entity: &'g Entity,
    /// In which form the name stands for it.
    pub form: Form,
    /// Relative weight among the senses; larger is likelier.
    pub weight: f64,
    /// The code on the day.
    pub code: ActorCode,
    /// The office held on the day, its body and its first and last day.
    pub office: Option<Office<'g>>,
}

/// An office that explains a code.
#[derive(Clone, Copy, PartialEq, Debug)]
#[non_exhaustive]
pub struct Office<'g> {
    /// "foreign minister".
    pub title: &'g str,
    /// The country or body.
    pub of: &'g Entity,
    /// First day, when known.
    pub from: Option<PartialDate>,
    /// Last day, when known.
    pub to: Option<PartialDate>,
}

impl Gazetteer {
    /// All senses of a name on a day, the likeliest first; `context` is the code of the country that the text is about.
    ///
    /// ```
    /// let gazetteer = detente::Gazetteer::builtin().unwrap();
    /// let day = "2016-10-15".parse().ok();
    /// let meanings = gazetteer.resolve("Sergei Lavrov", day, None);
    /// assert_eq!(meanings[0].code.as_str(), "RUSGOV");
    /// ```
    #[must_use]
    pub fn resolve(&self, name: &str, date: Option<PartialDate>, context: Option<&str>) -> Vec<Meaning<'_>> {
        let name = name.trim();
        let hits = self.hits(&Folded::new(name), name);
        let whole = hits.into_iter().filter(|hit| hit.span.of(name) == name);
        let senses = whole.flat_map(|hit| hit.senses).filter_map(|sense| match *sense {
            Sense::Name(index) => Some(self.meaning(&self.names[index], date, context)),
            Sense::Agent { .. } => None,
        });
        let mut meanings: Vec<Meaning<'_>> = senses.collect();
        meanings.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| a.entity.key.cmp(&b.entity.key)));
        meanings.dedup_by(|b, a| a.entity.key == b.entity.key);
        meanings
    }

    fn meaning(&self, name: &Name, date: Option<PartialDate>, context: Option<&str>) -> Meaning<'_> {
        let entity = self.entity(name.entity);
        let role = self.role_on(name.entity, date);
        let day = |from, to| date.is_none_or(|d| d.is_within(from, to));
        let mut weight = name.prior;
        if !day(name.from, name.to) || !day(entity.valid_from, entity.valid_to) {
            weight *= OUT_OF_USE;
        }
        if entity.kind == EntityKind::Person && role.is_none() {
            weight *= OUT_OF_OFFICE;
        }
        if context.is_some_and(|country| entity.country == country || entity.code.starts_with(country)) {
            weight *= IN_CONTEXT;
        }
        let office = role.map(|r| Office { title: &r.title, of: self.entity(r.of), from: r.from, to: r.to });
        Meaning { entity, form: name.form, weight, code: self.code(name.entity, date), office }
    }
}
