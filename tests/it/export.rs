//! Every format holds the same columns and rows, and `docs/columns.md` describes them.

use detente::{CellKind, EventRow, Format, Row, Table, TableWriter};

/// The output contract: a change here breaks what researchers have built on the tables.
const CONTRACT: &[(Table, &str)] = &[
    (
        Table::Events,
        "event_id doc_id sentence_id publication_date event_date date_precision date_source source_code \
         source_name source_text source_start source_end target_code target_name target_text target_start \
         target_end cameo plover plover_mode plover_context quad_class goldstein status attribution_code \
         attribution_text place_name place_country place_precision latitude longitude dead injured arrested \
         crowd trigger_text trigger_start trigger_end rule_id confidence cluster_id url sentence",
    ),
    (Table::Mentions, "doc_id sentence_id start end text type form entity_id name code latitude longitude"),
    (
        Table::Nodes,
        "Id Label kind country role mentions documents first_date last_date in_degree out_degree in_strength \
         out_strength",
    ),
    (
        Table::Edges,
        "Source Target Type Weight events cooperation conflict goldstein_mean sign first_date last_date \
         top_cameo evidence",
    ),
    (
        Table::Documents,
        "doc_id publication_date date_source title url source language characters sentences sentences_read \
         events republished_of",
    ),
];

fn names(table: Table) -> Vec<&'static str> {
    table.columns().iter().map(|c| c.name).collect()
}

#[test]
fn the_columns_keep_the_contract() {
    assert_eq!(CONTRACT.len(), Table::ALL.len());
    for (table, columns) in CONTRACT {
        assert_eq!(names(*table), columns.split_whitespace().collect::<Vec<_>>(), "{table:?}");
    }
}

/// One line a column, as `docs/columns.md` has it.
fn described(table: Table) -> Vec<String> {
    table
        .columns()
        .iter()
        .map(|c| format!("| `{}` | {} | {} | {} |", c.name, c.kind.name(), c.meaning, c.example))
        .collect()
}

#[test]
fn the_documentation_lists_every_column() {
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/columns.md")).unwrap();
    for table in Table::ALL {
        let heading = format!("\n## {}\n", table.name());
        let section = page.split_once(&heading).map_or("", |(_, rest)| rest);
        let section = section.split_once("\n## ").map_or(section, |(own, _)| own);
        let listed: Vec<&str> = section.lines().filter(|l| l.starts_with("| `")).collect();
        let expected = described(table);
        assert_eq!(listed, expected, "section {heading}should hold\n{}\n", expected.join("\n"));
    }
}

/// Every cell filled with something that looks like its example.
fn row(name: &str) -> EventRow<'_> {
    EventRow {
        event_id: "0a".into(),
        doc_id: name.into(),
        sentence_id: Some(0),
        cameo: "0841".into(),
        goldstein: detente::Fixed(Some(-2.0)),
        latitude: detente::Degrees(Some(46.5)),
        sentence: "\"We, the people\",\nthey said.".into(),
        ..EventRow::default()
    }
}

fn written(format: Format) -> String {
    let mut writer = TableWriter::new(Table::Events, format, Vec::new()).unwrap();
    for name in ["első", "second, with a comma", "", "null"] {
        writer.write(&row(name)).unwrap();
    }
    String::from_utf8(writer.finish().unwrap()).unwrap()
}

/// Rows as (column, value) with the missing left out.
fn read_back(format: Format) -> Vec<Vec<(String, String)>> {
    let text = written(format);
    match format {
        Format::Csv => {
            let mut reader = csv::Reader::from_reader(text.as_bytes());
            let header = reader.headers().unwrap().clone();
            let pairs = |r: csv::StringRecord| {
                header
                    .iter()
                    .zip(&r)
                    .filter(|(_, v)| !v.is_empty())
                    .map(|(c, v)| (c.into(), v.into()))
                    .collect()
            };
            reader.records().map(|r| pairs(r.unwrap())).collect()
        }
        Format::Jsonl => text.lines().map(read_object).collect(),
        other => panic!("teach this test to read {other:?}"),
    }
}

fn read_object(line: &str) -> Vec<(String, String)> {
    let object: serde_json::Map<String, serde_json::Value> = serde_json::from_str(line).unwrap();
    let text = |value: &serde_json::Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    Table::Events
        .columns()
        .iter()
        .filter(|c| !object[c.name].is_null())
        .map(|c| {
            assert_eq!(object[c.name].is_number(), c.kind != CellKind::Text, "{}", c.name);
            (c.name.to_owned(), text(&object[c.name]))
        })
        .collect()
}

#[test]
fn all_formats_hold_the_same_rows() {
    let expected = read_back(Format::Csv);
    assert_eq!(expected.len(), 4);
    for format in Format::ALL {
        assert_eq!(read_back(format), expected, "{format:?}");
    }
}

#[test]
fn an_empty_table_still_names_its_columns_in_csv() {
    for table in Table::ALL {
        let bytes = TableWriter::new(table, Format::Csv, Vec::new()).unwrap().finish().unwrap();
        assert_eq!(String::from_utf8(bytes).unwrap(), format!("{}\n", names(table).join(",")));
    }
}

#[test]
fn a_row_has_as_many_cells_as_its_table_has_columns() {
    assert_eq!(row("").cells().len(), EventRow::TABLE.columns().len());
}

#[test]
fn an_unknown_format_is_named_with_the_known_ones() {
    let error = "xlsx".parse::<Format>().unwrap_err();
    assert!(error.is_input());
    assert!(error.to_string().contains("csv, jsonl"), "{error}");
}
