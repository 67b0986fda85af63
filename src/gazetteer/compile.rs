//! How is a name found fast? One Aho-Corasick automaton over the folded forms of all names and agents.
//!
//! In: checked tables. Out: a [`Gazetteer`]. Search is overlapping and filtered by word boundary afterwards: searching
//! for the longest match only would lose names that a longer hit ending inside a word hides.

use super::parse::{AgentRow, EntityRow, NameRow, RoleRow, Tables};
use super::{Agent, Entity, EntityKind, Form, Gazetteer, MatchMode, Name, Role, Sense};
use crate::error::{Error, Result};
use crate::fold::fold;
use crate::ids::EntityId;
use aho_corasick::AhoCorasick;
use std::collections::{BTreeMap, BTreeSet};

/// Priors of what the files leave open.
const PRIOR_STATED: f64 = 1.0;
const PRIOR_DERIVED_SURNAME: f64 = 0.5;

/// Joins the tables and builds the automaton.
pub(crate) fn compile(tables: Tables) -> Result<Gazetteer> {
    let Tables { entities, names, roles, agents } = tables;
    let mut rows: BTreeMap<String, EntityRow> = BTreeMap::new();
    for placed in entities {
        // A later file wins, so that a user's own rows replace the built-in ones.
        rows.insert(placed.row.id.clone(), placed.row);
    }
    let keys: BTreeMap<String, EntityId> =
        rows.keys().enumerate().map(|(i, key)| (key.clone(), EntityId::of_index(i))).collect();
    let entities: Vec<Entity> = rows.into_values().map(entity).collect();
    let names = all_names(&entities, &keys, names.into_iter().map(|p| p.row));
    let agents: Vec<Agent> = agents.into_iter().map(|p| agent(p.row)).collect();
    let role_codes: BTreeMap<&str, &str> =
        agents.iter().map(|a| (a.text.as_str(), a.code.as_str())).collect();
    let roles = all_roles(&keys, &role_codes, roles.into_iter().map(|p| p.row));
    let (patterns, senses) = all_patterns(&names, &agents);
    let automaton = AhoCorasick::new(&patterns).map_err(|e| {
        Error::gazetteer(Vec::new()).with_hint(format!("the names do not fit one automaton: {e}"))
    })?;
    let given = given_names(&entities);
    Ok(Gazetteer { entities, keys, names, roles, given, agents, automaton, senses })
}

fn entity(row: EntityRow) -> Entity {
    Entity {
        key: row.id,
        kind: row.kind,
        name: row.name,
        country: row.country,
        code: row.code,
        coordinates: row.lat.zip(row.lon),
        valid_from: row.valid_from,
        valid_to: row.valid_to,
    }
}

fn agent(row: AgentRow) -> Agent {
    let plural = if row.plural.is_empty() { regular_plural(&row.text) } else { row.plural };
    Agent { text: row.text, plural, code: row.code, kind: row.kind }
}

/// The regular English plural of a noun phrase's last word.
fn regular_plural(text: &str) -> String {
    let consonant_y = text.ends_with('y') && !["ay", "ey", "oy", "uy"].iter().any(|e| text.ends_with(e));
    if consonant_y {
        format!("{}ies", &text[..text.len() - 1])
    } else if ["s", "x", "ch", "sh", "."].iter().any(|e| text.ends_with(e)) {
        if text.ends_with('.') { text.to_owned() } else { format!("{text}es") }
    } else {
        format!("{text}s")
    }
}

fn all_names(
    entities: &[Entity],
    keys: &BTreeMap<String, EntityId>,
    rows: impl Iterator<Item = NameRow>,
) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    for (index, entity) in entities.iter().enumerate() {
        let id = EntityId::of_index(index);
        names.push(own_name(id, entity));
    }
    for row in rows {
        if let Some(&entity) = keys.get(&row.entity) {
            names.push(Name {
                entity,
                text: row.text,
                form: row.form,
                mode: row.r#match,
                prior: row.prior.unwrap_or(PRIOR_STATED),
                from: row.from,
                to: row.to,
                derived: false,
            });
        }
    }
    add_surnames(entities, &mut names);
    names.sort_by(|a, b| (a.entity, &a.text, a.form).cmp(&(b.entity, &b.text, b.form)));
    // The name of the entities table counts only where the names table says nothing about the same text.
    names
        .dedup_by(|b, a| a.entity == b.entity && a.text == b.text && a.form == b.form && prefer_stated(a, b));
    names
}

fn prefer_stated(kept: &mut Name, dropped: &mut Name) -> bool {
    if kept.derived {
        std::mem::swap(kept, dropped);
    }
    true
}

fn own_name(entity: EntityId, row: &Entity) -> Name {
    Name {
        entity,
        text: row.name.clone(),
        form: Form::Name,
        mode: MatchMode::Title,
        prior: PRIOR_STATED,
        from: None,
        to: None,
        derived: true,
    }
}

/// A person whose surname no row states gets the last word of the name.
fn add_surnames(entities: &[Entity], names: &mut Vec<Name>) {
    let mut stated: Vec<EntityId> =
        names.iter().filter(|n| n.form == Form::Surname).map(|n| n.entity).collect();
    stated.sort_unstable();
    for (index, entity) in entities.iter().enumerate() {
        let id = EntityId::of_index(index);
        let mut words = entity.name.split_whitespace();
        let surname = words.next_back().filter(|s| s.chars().count() > 2);
        if entity.kind != EntityKind::Person || words.next().is_none() || stated.binary_search(&id).is_ok() {
            continue;
        }
        if let Some(surname) = surname {
            let name = Name { text: surname.to_owned(), form: Form::Surname, ..own_name(id, entity) };
            names.push(Name { prior: PRIOR_DERIVED_SURNAME, ..name });
        }
    }
}

/// The first words of the people's names, where they are more than an initial.
fn given_names(entities: &[Entity]) -> BTreeSet<String> {
    let people = entities.iter().filter(|e| e.kind == EntityKind::Person);
    let first = |e: &Entity| e.name.split_once(' ').map(|(first, _)| fold(first));
    people.filter_map(first).filter(|f| f.chars().count() > 2 && !f.contains('.')).collect()
}

fn all_roles(
    keys: &BTreeMap<String, EntityId>,
    codes: &BTreeMap<&str, &str>,
    rows: impl Iterator<Item = RoleRow>,
) -> BTreeMap<EntityId, Vec<Role>> {
    let mut roles: BTreeMap<EntityId, Vec<Role>> = BTreeMap::new();
    for row in rows {
        if let (Some(&person), Some(&of)) = (keys.get(&row.person), keys.get(&row.of)) {
            let code = codes.get(row.role.as_str()).copied().unwrap_or_default().to_owned();
            let role = Role { title: row.role, code, of, from: row.from, to: row.to, checked: row.checked };
            roles.entry(person).or_default().push(role);
        }
    }
    for held in roles.values_mut() {
        held.sort_by(|a, b| (a.from, &a.title).cmp(&(b.from, &b.title)));
    }
    roles
}

fn all_patterns(names: &[Name], agents: &[Agent]) -> (Vec<String>, Vec<Vec<Sense>>) {
    let mut senses: BTreeMap<String, Vec<Sense>> = BTreeMap::new();
    let mut add = |text: &str, sense: Sense| {
        let folded = fold(text);
        if !folded.is_empty() {
            senses.entry(folded).or_default().push(sense);
        }
    };
    for (index, name) in names.iter().enumerate() {
        add(&name.text, Sense::Name(index));
    }
    for (index, agent) in agents.iter().enumerate() {
        add(&agent.text, Sense::Agent { index, plural: false });
        if agent.plural != agent.text {
            add(&agent.plural, Sense::Agent { index, plural: true });
        }
    }
    senses.into_iter().unzip()
}
