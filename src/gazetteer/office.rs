//! Which code did somebody have on a day? Dated roles turned into actor codes.
//!
//! In: a person and the document's date. Out: the code of the role held then; for a former official the code of the
//! elite of the country; without a date the most prominent role ever held. A title in the text outranks all of this,
//! which is the business of the `entity` room.

use super::{Gazetteer, Role};
use crate::date::PartialDate;
use crate::ids::EntityId;
use crate::ontology::ActorCode;

/// Role code of people who once held an office.
const ELITES: &str = "ELI";
/// Role code of governments.
const GOVERNMENT: &str = "GOV";
/// A role without an end is taken to last this many years beyond the month in which it was checked.
const YEARS_BEYOND_CHECK: i16 = 2;

impl Gazetteer {
    /// The CAMEO actor code of an entity on a day.
    ///
    /// ```
    /// let gazetteer = detente::Gazetteer::builtin().unwrap();
    /// let assad = gazetteer.entity_of_key("bashar-al-assad").unwrap();
    /// let code = |day: &str| gazetteer.code(assad, day.parse().ok()).to_string();
    /// assert_eq!(code("2016-10-15"), "SYRGOV");
    /// assert_eq!(code("2025-01-15"), "SYRELI");
    /// ```
    #[must_use]
    pub fn code(&self, id: EntityId, date: Option<PartialDate>) -> ActorCode {
        let base = self.base_code(id);
        let entity = self.entity(id);
        let roles = self.roles(id);
        if let Some(role) = self.role_on(id, date) {
            return self.role_code(role);
        }
        let is_former = date.is_some_and(|d| {
            roles.iter().any(|r| ended_before(r, d) && self.role_code(r).role() == GOVERNMENT)
        });
        if is_former && entity.code.is_empty() { base.with_role(ELITES) } else { base }
    }

    /// The role that a person held on a day, or, without a day, the most prominent one.
    pub(crate) fn role_on(&self, id: EntityId, date: Option<PartialDate>) -> Option<&Role> {
        let held = self.roles(id).iter().filter(|r| date.is_none_or(|d| holds(r, d)));
        held.max_by_key(|role| (self.role_code(role).role() == GOVERNMENT, role.from))
    }

    /// The code that a role gives its holder.
    pub(crate) fn role_code(&self, role: &Role) -> ActorCode {
        let of = self.base_code(role.of);
        if role.code.is_empty() && of.as_str().len() == 3 {
            of.with_role(GOVERNMENT)
        } else {
            of.with_role(&role.code)
        }
    }
}

fn holds(role: &Role, date: PartialDate) -> bool {
    let until = role.to.or_else(|| {
        let checked = role.checked?;
        PartialDate::year(checked.year_number().saturating_add(YEARS_BEYOND_CHECK))
    });
    date.is_within(role.from, until)
}

fn ended_before(role: &Role, date: PartialDate) -> bool {
    role.to.is_some_and(|to| to.last_day() < date.first_day())
}

impl Gazetteer {
    /// True for places whose name also stands for a government.
    pub(crate) fn is_metonym(&self, id: EntityId) -> bool {
        let from = self.names.partition_point(|n| n.entity < id);
        self.names[from..].iter().take_while(|n| n.entity == id).any(|n| n.form == super::Form::Metonym)
    }
}
