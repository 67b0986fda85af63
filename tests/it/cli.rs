//! The command line as a user meets it: help, exit codes, files, messages.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// A sentence that any rule set codes.
const MEETING: &str =
    "French President Emmanuel Macron met German Chancellor Angela Merkel in Paris on Tuesday.";

fn detente(arguments: &[&str], folder: &Path, input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_detente"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("COLUMNS")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that fails early does not read its input.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

/// A folder with two articles; one of them tells nothing.
fn articles() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("articles")).unwrap();
    fs::write(folder.path().join("articles/meeting.txt"), format!("{MEETING}\n")).unwrap();
    fs::write(folder.path().join("articles/weather.txt"), "It rained all day over the hills.\n").unwrap();
    folder
}

#[test]
fn help_is_as_recorded() {
    for command in ["", "extract", "explain", "check", "resolve"] {
        let arguments: Vec<&str> = [command, "--help"].into_iter().filter(|a| !a.is_empty()).collect();
        let output = detente(&arguments, Path::new("."), "");
        let name = format!("help{}{command}.txt", if command.is_empty() { "" } else { "-" });
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/help").join(&name);
        if std::env::var_os("DETENTE_RECORD").is_some() {
            fs::write(&path, &output.stdout).unwrap();
        }
        let recorded = fs::read_to_string(&path).unwrap_or_default();
        let hint = "after a wanted change, run the tests once with DETENTE_RECORD=1";
        assert_eq!(text(&output.stdout), recorded, "{name}: {hint}");
        assert_eq!(code(&output), 0);
    }
}

#[test]
fn a_run_writes_every_file_and_leaves_nothing_unfinished() {
    let folder = articles();
    for format in ["csv", "jsonl"] {
        let output = detente(&["extract", "articles", "-o", format, "--format", format], folder.path(), "");
        assert!(code(&output) < 2, "{}", text(&output.stderr));
        let mut files: Vec<String> = fs::read_dir(folder.path().join(format))
            .unwrap()
            .map(|e| e.unwrap().file_name().into_string().unwrap())
            .collect();
        files.sort();
        let mut expected =
            ["documents", "edges", "events", "mentions", "nodes"].map(|t| format!("{t}.{format}")).to_vec();
        expected.push("run.json".to_owned());
        assert_eq!(files, expected);
    }
}

#[test]
fn the_exit_code_tells_whether_there_are_events() {
    let folder = articles();
    let output = detente(&["extract", "articles", "-o", "out", "--quiet"], folder.path(), "");
    let events = fs::read_to_string(folder.path().join("out/events.csv")).unwrap();
    assert_eq!(code(&output), i32::from(events.lines().count() == 1));
    assert_eq!(text(&output.stdout), "", "--quiet prints nothing");
    let output = detente(&["extract", "articles/weather.txt", "-o", "out"], folder.path(), "");
    assert_eq!((code(&output), text(&output.stdout).as_str()), (1, "no events found\n"));
}

#[test]

fn a_meeting_is_found_and_shown() {
    let folder = articles();
    let output = detente(&["extract", "articles", "-o", "out"], folder.path(), "");
    assert_eq!(code(&output), 0);
    assert!(text(&output.stdout).contains("FRAGOV"), "{}", text(&output.stdout));
    let output = detente(&["extract", "-", "--format", "jsonl"], folder.path(), MEETING);
    let line = text(&output.stdout);
    let row: serde_json::Value = serde_json::from_str(line.lines().next().unwrap()).unwrap();
    assert_eq!((&row["source_code"], &row["status"]), (&"FRAGOV".into(), &"asserted".into()));
    let output = detente(&["explain", MEETING, "--date", "2018-11-13"], folder.path(), "");
    assert_eq!(code(&output), 0);
    assert!(text(&output.stdout).contains("DEUGOV"), "{}", text(&output.stdout));
}

#[test]
fn the_record_of_a_run_is_the_same_for_any_number_of_threads() {
    let folder = articles();
    let runs = ["1", "3"].map(|threads| {
        let out = format!("out{threads}");
        detente(&["extract", "articles", "-o", &out, "--threads", threads], folder.path(), "");
        let path = folder.path().join(out);
        ["run.json", "events.csv", "mentions.csv", "nodes.csv", "edges.csv", "documents.csv"]
            .map(|name| fs::read_to_string(path.join(name)).unwrap())
    });
    assert_eq!(runs[0], runs[1]);
    let record: serde_json::Value = serde_json::from_str(&runs[0][0]).unwrap();
    assert_eq!(record["counts"]["documents"], 2);
    assert_eq!(record["rejects"], 0);
    assert_eq!(record["inputs"][0]["files"], 2);
    assert_eq!(record["version"], env!("CARGO_PKG_VERSION"));
    for key in ["gazetteers_blake3", "rules_blake3", "documents_blake3"] {
        assert_eq!(record[key].as_str().unwrap().len(), 64, "{key}");
    }
}

#[test]
fn one_bad_input_does_not_stop_a_run() {
    let folder = articles();
    fs::write(folder.path().join("articles/broken.txt"), b"Gr\xfc\xdfe aus Wien\n").unwrap();
    let output = detente(&["extract", "articles", "-o", "out"], folder.path(), "");
    assert!(code(&output) < 2);
    let rejects = fs::read_to_string(folder.path().join("out/rejects.jsonl")).unwrap();
    let line: serde_json::Value = serde_json::from_str(rejects.trim()).unwrap();
    assert!(line["input"].as_str().unwrap().contains("broken.txt"));
    assert!(!line["reason"].as_str().unwrap().is_empty());
    assert!(text(&output.stderr).contains("rejects.jsonl"), "{}", text(&output.stderr));
    fs::remove_file(folder.path().join("articles/broken.txt")).unwrap();
    detente(&["extract", "articles", "-o", "out"], folder.path(), "");
    assert!(!folder.path().join("out/rejects.jsonl").exists(), "an earlier run's rejects are gone");
}

#[test]
fn bad_usage_says_what_and_what_to_do() {
    let folder = articles();
    fs::write(folder.path().join("file"), "").unwrap();
    fs::write(folder.path().join("bad.txt"), b"\xff\xfe\xfd").unwrap();
    let cases: &[(&[&str], &str)] = &[
        (&["extract", "nowhere", "-o", "out"], "nowhere: no such file or folder\nhint: give text files"),
        (&["extract", "articles", "-o", "file"], "file is a file"),
        (&["extract", "articles", "-o", "articles/out"], "lies in the input folder articles"),
        (&["extract", "articles", "-o", "out", "--format", "xlsx"], "the formats are csv, jsonl"),
        (&["extract", "articles", "-o", "out", "--threads", "0"], "--threads"),
        (&["extract", "articles", "-o", "out", "--field", "txt=body"], "'txt=body' does not map a field"),
        (&["extract", "articles", "-o", "out", "--gazetteer", "nowhere"], "nowhere does not exist"),
        (&["extract", "articles", "-o", "out", "--no-builtin"], "--gazetteer DIR"),
        (&["extract", "bad.txt", "-o", "out"], "bad.txt"),
        (&["extract", "-o", "out"], "<INPUT>"),
        (&["explain", " "], "no sentence to explain"),
        (&["explain", "x", "--date", "yesterday"], "'yesterday' is not a date"),
        (&["extrakt"], "extract"),
        (&[], "Usage"),
    ];
    for (arguments, message) in cases {
        let output = detente(arguments, folder.path(), "");
        let err = text(&output.stderr);
        assert_eq!(code(&output), 2, "{arguments:?}: {err}");
        assert!(err.contains(message), "{arguments:?}: {err}");
        assert_eq!(text(&output.stdout), "", "{arguments:?}");
    }
}

#[test]
fn standard_output_holds_data_only() {
    let output = detente(&["extract", "-"], Path::new("."), "It rained all day over the hills.\n");
    assert_eq!(code(&output), 1);
    assert!(text(&output.stdout).starts_with("event_id,doc_id,"));
    let output = detente(&["extract", "-", "--format", "jsonl"], Path::new("."), "It rained all day.\n");
    assert_eq!(text(&output.stdout), "");
}
