//! Do inputs of all kinds come in, in order, and do bad ones say why?

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use detente::{DateSource, Document, FieldMap, ReadOptions, Rejected, documents};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

type Outcome = Result<Document, Rejected>;

fn read(inputs: &[&Path]) -> Vec<Outcome> {
    let inputs: Vec<PathBuf> = inputs.iter().map(|path| path.to_path_buf()).collect();
    documents(&inputs, &ReadOptions::default()).collect()
}

fn ids(outcomes: &[Outcome]) -> Vec<&str> {
    outcomes.iter().flatten().map(|document| document.id.as_str()).collect()
}

fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, contents) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, contents).unwrap();
    }
    folder
}

/// The reason for which a file of these bytes is rejected.
fn rejection(name: &str, contents: &[u8]) -> Rejected {
    let folder = folder(&[(name, contents)]);
    let mut outcomes = read(&[&folder.path().join(name)]);
    assert_eq!(outcomes.len(), 1, "{outcomes:?}");
    outcomes.remove(0).unwrap_err()
}

#[test]
fn folders_come_sorted_and_without_other_files() {
    let folder = folder(&[
        ("b.txt", b"Ghana thanked Togo."),
        ("a/2.TXT", b"Mali met Niger."),
        ("a/1.txt", b"Benin left."),
        ("c.jsonl", b"{\"id\":\"x\",\"text\":\"A.\"}\n\n{\"text\":\"B.\"}\n"),
        ("README.md", b"About these."),
        (".hidden.txt", b"No."),
    ]);
    let outcomes = read(&[folder.path()]);
    assert_eq!(ids(&outcomes), ["a/1", "a/2", "b", "x", "c:3"]);
    assert_eq!(outcomes.len(), 5);
}

#[test]
fn texts_are_as_given_but_for_the_mark() {
    let folder = folder(&[("a.txt", "\u{FEFF} Ghana\r\n\tthanked Togo. \n".as_bytes())]);
    let outcomes = read(&[&folder.path().join("a.txt")]);
    assert_eq!(outcomes[0].as_ref().unwrap().text, " Ghana\r\n\tthanked Togo. \n");
}

#[test]
fn contents_tell_what_a_named_file_is() {
    let folder = folder(&[
        ("news.dat", b"\n {\"id\":\"1\",\"date\":\"2016-10-15\",\"text\":\"A.\"}"),
        ("story", b"Togo left."),
    ]);
    let outcomes = read(&[&folder.path().join("news.dat"), &folder.path().join("story")]);
    assert_eq!(ids(&outcomes), ["1", "story"]);
    let first = outcomes[0].as_ref().unwrap();
    assert_eq!(first.date.unwrap().to_string(), "2016-10-15");
    assert_eq!(first.date_source, Some(DateSource::Field));
}

#[test]
fn a_bad_line_does_not_end_the_stream() {
    let lines = b"{\"id\":\"1\",\"text\":\"A.\"}\n{\"id\":\"2\",\"text\":\n{\"id\":\"3\"}\n{\"id\":\"4\",\"text\":\"\xFF\"}\n{\"id\":\"5\",\"text\":\"E.\"}";
    let folder = folder(&[("n.jsonl", lines)]);
    let outcomes = read(&[folder.path()]);
    assert_eq!(ids(&outcomes), ["1", "5"]);
    let positions: Vec<&str> =
        outcomes.iter().filter_map(|o| o.as_ref().err()).map(|r| r.position.as_str()).collect();
    assert_eq!(positions.len(), 3);
    assert!(positions[0].starts_with("line 2, column "));
    assert_eq!(positions[1], "line 3");
    assert_eq!(positions[2], "line 4, byte 18");
}

#[test]
fn fields_can_be_mapped() {
    let folder = folder(&[("n.jsonl", b"{\"guid\":\"g\",\"body\":\"A.\",\"day\":\"20161015\"}")]);
    let options = ReadOptions { fields: FieldMap::from_flags(["id=guid", "text=body", "date=day"]).unwrap() };
    let outcomes: Vec<Outcome> = documents(&[folder.path().to_path_buf()], &options).collect();
    let document = outcomes[0].as_ref().unwrap();
    assert_eq!((document.id.as_str(), document.text.as_str()), ("g", "A."));
    assert_eq!(document.date.unwrap().to_string(), "2016-10-15");
}

#[test]
fn rejections_say_what_where_and_what_to_do() {
    for (name, contents, position, said) in [
        ("a.txt", b"Caf\xE9" as &[u8], "byte 3", "iconv"),
        ("a.txt", b" \n ", "", "empty"),
        ("a.txt", b"", "", "empty"),
        ("a.txt", b"A\0B\0", "byte 1", "zero byte"),
        ("a.txt", b"\xFF\xFEA\0", "", "UTF-16"),
        ("a.txt", b"\x28\xB5\x2F\xFD....", "", "zstd -dc"),
        ("a.txt", b"\x1F\x8B....", "", "gzip -dc"),
        ("a.txt", b"<!DOCTYPE html><p>A.</p>", "", "HTML"),
        ("a.json", b"{\n  \"text\": \"A.\"\n}", "", "jq -c ."),
        ("a.json", b"[\n{\"text\": \"A.\"}]", "", "jq -c '.[]'"),
        ("a.jsonl", b"Ghana thanked Togo.", "line 1, column 1", "JSON object"),
    ] {
        let rejected = rejection(name, contents);
        assert_eq!(rejected.position, position, "{rejected}");
        assert!(rejected.reason.contains(said), "{rejected}");
        assert!(rejected.input.ends_with(name));
    }
}

#[test]
fn an_empty_folder_and_a_missing_file_are_rejected() {
    let folder = folder(&[("page.html", b"<p>")]);
    let outcomes = read(&[folder.path(), Path::new("no/such.txt")]);
    assert!(outcomes[0].as_ref().unwrap_err().reason.contains("no articles"));
    assert!(outcomes[1].as_ref().unwrap_err().to_string().starts_with("no/such.txt: cannot be read"));
}

#[test]
fn the_example_articles_are_whole() {
    let outcomes = read(&[&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/articles")]);
    assert!(outcomes.iter().all(Result::is_ok), "{outcomes:?}");
    let ids = ids(&outcomes);
    assert!(ids.len() >= 8);
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "ids are unique");
    for document in outcomes.iter().flatten() {
        let words = document.text.split_whitespace().count();
        assert!((120..=320).contains(&words), "{}: {words} words", document.id);
    }
}
