//! Do the rooms keep to their floors? The table in `docs/architecture.md` is the law.
//!
//! Every `crate::x` (and `super::` that reaches the root) in `src/` must lead to a lower floor; on floor 0 to a room
//! that stands further left in the table. `lib.rs` and `main.rs` may see everything.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Floor, and the place among the rooms of that floor.
type Floors = BTreeMap<String, (u32, usize)>;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Reads the rows "| 0 | span, ids | ... |" of the table whose head begins with "floor" and "rooms".
fn floors(page: &str) -> Floors {
    let rows = page.lines().skip_while(|line| !line.starts_with("| floor | rooms |")).skip(2);
    let mut floors = Floors::new();
    for row in rows.take_while(|line| line.starts_with('|')) {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let floor = cells[1].parse().expect("the first cell of a row is the floor's number");
        for (place, room) in cells[2].split([',', '·']).enumerate() {
            let room = room.trim().trim_matches('`').trim_end_matches('/');
            assert!(floors.insert(room.to_owned(), (floor, place)).is_none(), "room {room} is listed twice");
        }
    }
    floors
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
    found.sort();
}

/// The path below `src/` without the extension: ["document", "read"].
fn module_path(file: &Path) -> Vec<String> {
    let path = file.strip_prefix(root().join("src")).unwrap().with_extension("");
    let mut parts: Vec<String> = path.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    if parts.last().is_some_and(|last| last == "mod") {
        parts.pop();
    }
    parts
}

fn code_of(line: &str) -> &str {
    line.split("//").next().unwrap_or(line)
}

/// The first names after each occurrence of `path` ("crate::"), also in braces: `crate::{a::b, c}` gives a and c.
fn names_after(code: &str, path: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for (at, _) in code.match_indices(path) {
        if code[..at].ends_with(|c: char| c.is_alphanumeric() || "_$:".contains(c)) {
            continue;
        }
        let rest = &code[at + path.len()..];
        match rest.strip_prefix('{') {
            Some(group) => names.extend(group_names(group)),
            None => names.extend(first_name(rest)),
        }
    }
    names
}

fn first_name(code: &str) -> Option<String> {
    let name: String = code.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    (!name.is_empty()).then_some(name)
}

fn group_names(group: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut depth = 0;
    let mut item = 0;
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                names.extend(first_name(&group[item..at]));
                item = at + 1;
                if c == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    names
}

/// The rooms that a file imports. Paths by `super::` count where they leave the room; inside a room they are free.
fn imports(code: &str, depth: usize, floors: &Floors) -> BTreeSet<String> {
    let mut names = names_after(code, "crate::");
    let to_root = "super::".repeat(depth);
    let by_super = names_after(code, &to_root).into_iter().filter(|name| floors.contains_key(name));
    names.extend(by_super);
    names
}

fn fault(room: &str, imported: &str, floors: &Floors) -> Option<String> {
    let Some(&(floor, place)) = floors.get(room) else {
        return Some(format!("{room} is not in the table of docs/architecture.md; give it a floor"));
    };
    if imported == room {
        return None;
    }
    let Some(&(below, before)) = floors.get(imported) else {
        return Some(format!(
            "{room} imports crate::{imported}, which is no room of the table; name the room's path"
        ));
    };
    let is_allowed = below < floor || (floor == 0 && below == 0 && before < place);
    (!is_allowed).then(|| {
        let way = if below == floor { "sideways" } else { "upward" };
        format!("{room} (floor {floor}) imports {imported} (floor {below}): {way}")
    })
}

#[test]
fn imports_go_down() {
    let floors = floors(&fs::read_to_string(root().join("docs/architecture.md")).unwrap());
    assert!(floors.len() > 10, "the floor table was not found");
    let mut files = Vec::new();
    sources(&root().join("src"), &mut files);
    let mut faults = Vec::new();
    for file in files {
        let module = module_path(&file);
        if ["lib", "main"].contains(&module[0].as_str()) {
            continue;
        }
        let text = fs::read_to_string(&file).unwrap();
        let code: String = text.lines().flat_map(|line| [code_of(line), "\n"]).collect();
        let found = imports(&code, module.len(), &floors);
        let shown = file.strip_prefix(root()).unwrap().display().to_string();
        let to_self = std::iter::once(module[0].clone());
        let reasons: BTreeSet<String> =
            found.into_iter().chain(to_self).filter_map(|name| fault(&module[0], &name, &floors)).collect();
        faults.extend(reasons.iter().map(|reason| format!("{shown}: {reason}")));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_law_itself_is_checked() {
    let floors = floors(
        "| floor | rooms | question |\n|---|---|---|\n| 0 | a, b | |\n| 1 | c/ · d | |\n\n| 2 | e | |",
    );
    assert_eq!(floors.len(), 4);
    assert_eq!(fault("b", "a", &floors), None);
    assert_eq!(fault("c", "b", &floors), None);
    assert!(fault("a", "b", &floors).unwrap().ends_with("sideways"));
    assert!(fault("c", "d", &floors).unwrap().ends_with("sideways"));
    assert!(fault("b", "c", &floors).unwrap().ends_with("upward"));
    assert!(fault("c", "Error", &floors).unwrap().contains("no room"));
    assert!(fault("x", "x", &floors).unwrap().contains("not in the table"));
}

#[test]
fn imports_are_found_in_every_form() {
    let floors = floors("| floor | rooms | question |\n|---|---|---|\n| 0 | a, b, c, d, e | |");
    let code = "use crate::{a::{x, y}, b};\nlet z = crate::c::f();\nuse super::super::d;\nuse super::e;\npub(crate) mod f;";
    let found: Vec<String> = imports(code, 2, &floors).into_iter().collect();
    assert_eq!(found, ["a", "b", "c", "d"]);
}
