//! What does one line of JSON Lines say? A record's fields become a document.
//!
//! In: one line and the names of its fields. Out: a [`Document`], or why there is none, with the column where that is
//! known. Fields that nobody asked for are ignored. Does not read files and does not look into the text.

use super::{DateSource, Document};
use crate::date::PartialDate;
use crate::error::{Error, Result};
use serde_json::{Map, Value};

/// Which field of a record holds what.
///
/// ```
/// let fields = detente::FieldMap::from_flags(["text=body", "id=guid"]).unwrap();
/// assert!(detente::FieldMap::from_flags(["txt=body"]).unwrap_err().is_input());
/// # let _ = fields;
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FieldMap {
    id: String,
    date: String,
    title: String,
    text: String,
    url: String,
    source: String,
}

impl Default for FieldMap {
    fn default() -> Self {
        let [id, date, title, text, url, source] = FieldMap::NAMES.map(str::to_owned);
        Self { id, date, title, text, url, source }
    }
}

impl FieldMap {
    const NAMES: [&'static str; 6] = ["id", "date", "title", "text", "url", "source"];

    /// The map that flags such as `text=body` describe; what no flag names keeps its own name.
    ///
    /// # Errors
    /// When a flag is not of the form NAME=FIELD, or NAME is not one of id, date, title, text, url, source.
    pub fn from_flags<T: AsRef<str>>(flags: impl IntoIterator<Item = T>) -> Result<Self> {
        let mut fields = Self::default();
        for flag in flags {
            fields.set(flag.as_ref())?;
        }
        Ok(fields)
    }

    fn set(&mut self, flag: &str) -> Result<()> {
        let (name, field) = flag.split_once('=').unwrap_or((flag, ""));
        let slot = match name.trim() {
            "id" => Some(&mut self.id),
            "date" => Some(&mut self.date),
            "title" => Some(&mut self.title),
            "text" => Some(&mut self.text),
            "url" => Some(&mut self.url),
            "source" => Some(&mut self.source),
            _ => None,
        };
        match slot {
            Some(slot) if !field.trim().is_empty() => {
                field.trim().clone_into(slot);
                Ok(())
            }
            _ => Err(Error::input(format!("'{flag}' does not map a field")).with_hint(format!(
                "write NAME=FIELD, as in text=body; NAME is one of {}",
                Self::NAMES.join(", ")
            ))),
        }
    }
}

/// Why a line is no document.
#[derive(Debug)]
pub(super) struct Refused {
    /// Column in bytes, from 1, where the fault has one.
    pub(super) column: Option<usize>,
    pub(super) reason: String,
}

impl Refused {
    fn new(reason: String) -> Self {
        Self { column: None, reason }
    }
}

/// Reads one line; `fallback_id` serves where the record has no id.
pub(super) fn document(
    line: &str,
    fields: &FieldMap,
    fallback_id: &str,
) -> std::result::Result<Document, Refused> {
    let record: Map<String, Value> = serde_json::from_str(line).map_err(|error| broken(&error))?;
    let text = text(&record, fields)?;
    let id = word(&record, &fields.id)?;
    let date = date(&record, &fields.date)?;
    Ok(Document {
        id: if id.is_empty() { fallback_id.to_owned() } else { id },
        date,
        date_source: date.map(|_| DateSource::Field),
        title: word(&record, &fields.title)?,
        url: word(&record, &fields.url)?,
        source: word(&record, &fields.source)?,
        text,
        ..Document::default()
    })
}

fn broken(error: &serde_json::Error) -> Refused {
    let message = error.to_string();
    let what = message.split(" at line ").next().unwrap_or(&message);
    Refused {
        column: Some(error.column()),
        reason: format!(
            "not a JSON object: {what}; every line must hold one whole object such as {{\"text\": \"...\"}}"
        ),
    }
}

fn text(record: &Map<String, Value>, fields: &FieldMap) -> std::result::Result<String, Refused> {
    let text = match record.get(&fields.text) {
        Some(Value::String(text)) => text,
        Some(Value::Null) | None => return Err(missing_text(record, &fields.text)),
        Some(other) => return Err(wrong(&fields.text, other, "a string")),
    };
    if text.trim().is_empty() {
        return Err(Refused::new(format!("the text in field '{}' is empty; nothing to read", fields.text)));
    }
    if u32::try_from(text.len()).is_err() {
        return Err(Refused::new("the text is larger than 4 GiB; split it into articles".to_owned()));
    }
    Ok(text.strip_prefix('\u{FEFF}').unwrap_or(text).to_owned())
}

fn missing_text(record: &Map<String, Value>, field: &str) -> Refused {
    let present: Vec<&str> = record.keys().map(String::as_str).take(8).collect();
    Refused::new(format!(
        "no field '{field}'; the record has {}; name the field that holds the text with text=FIELD",
        if present.is_empty() { "no fields".to_owned() } else { present.join(", ") }
    ))
}

fn wrong(field: &str, value: &Value, expected: &str) -> Refused {
    let shown: String = value.to_string().chars().take(60).collect();
    Refused::new(format!("field '{field}' is {shown}; expected {expected}"))
}

fn word(record: &Map<String, Value>, field: &str) -> std::result::Result<String, Refused> {
    match record.get(field) {
        Some(Value::String(word)) => Ok(word.trim().to_owned()),
        Some(Value::Number(number)) => Ok(number.to_string()),
        Some(Value::Null) | None => Ok(String::new()),
        Some(other) => Err(wrong(field, other, "a string or a number")),
    }
}

fn date(record: &Map<String, Value>, field: &str) -> std::result::Result<Option<PartialDate>, Refused> {
    let given = word(record, field)?;
    if given.is_empty() {
        return Ok(None);
    }
    parse_date(&given).map(Some).ok_or_else(|| {
        Refused::new(format!(
            "field '{field}' is '{given}'; expected 2016-10-15, 20161015 or 2016-10-15T03:01:00Z"
        ))
    })
}

/// A day (or month, or year) as records write it; the clock time of a timestamp is not kept.
fn parse_date(given: &str) -> Option<PartialDate> {
    let compact = given.len() >= 8 && given.bytes().take(8).all(|byte| byte.is_ascii_digit());
    if compact && matches!(given.as_bytes().get(8), None | Some(b'T')) {
        return format!("{}-{}-{}", &given[..4], &given[4..6], &given[6..8]).parse().ok();
    }
    let day = given.split(['T', 't', ' ']).next().unwrap_or(given);
    if day.len() < given.len() && !is_clock(&given[day.len() + 1..]) {
        return None;
    }
    day.parse().ok().filter(|date: &PartialDate| day.len() == given.len() || date.is_full())
}

/// True for what follows the day in a timestamp: "03:01:00Z", "03:01:00.000+02:00", "03:01 UTC".
fn is_clock(rest: &str) -> bool {
    rest.split_once(':').is_some_and(|(hour, _)| hour.len() == 2 && hour.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> std::result::Result<Document, Refused> {
        document(line, &FieldMap::default(), "file:7")
    }

    #[test]
    fn fields_come_to_their_places() {
        let line =
            r#"{"id": 12, "date": 20161015, "title": " T ", "text": " A met B. ", "url": null, "x": [1]}"#;
        let document = read(line).unwrap();
        assert_eq!(
            (document.id.as_str(), document.title.as_str(), document.text.as_str()),
            ("12", "T", " A met B. ")
        );
        assert_eq!(document.date.unwrap().to_string(), "2016-10-15");
        assert_eq!(read(r#"{"text": "A met B."}"#).unwrap().id, "file:7");
    }

    #[test]
    fn dates_in_all_their_forms() {
        for given in [
            "2016-10-15",
            "20161015",
            "2016-10-15T03:01:00Z",
            "2016-10-15 03:01:00+02:00",
            "20161015T030100Z",
        ] {
            assert_eq!(parse_date(given).unwrap().to_string(), "2016-10-15", "{given}");
        }
        assert_eq!(parse_date("2016-10").unwrap().to_string(), "2016-10");
        for given in ["15.10.2016", "2016-13-01", "20161315", "yesterday", "2016-10-15 or so", "é"] {
            assert_eq!(parse_date(given), None, "{given}");
        }
    }

    #[test]
    fn refusals_say_what_to_do() {
        let broken = read(r#"{"text": "A"#).unwrap_err();
        assert!(broken.column.is_some() && broken.reason.starts_with("not a JSON object"), "{broken:?}");
        assert!(read(r#"{"body": "A"}"#).unwrap_err().reason.contains("the record has body"));
        assert!(read(r#"{"text": "  "}"#).unwrap_err().reason.contains("is empty"));
        assert!(read(r#"{"text": ["A"]}"#).unwrap_err().reason.contains("expected a string"));
        assert!(read(r#"{"text": "A", "date": "soon"}"#).unwrap_err().reason.contains("'soon'"));
        assert!(read("[1]").unwrap_err().reason.starts_with("not a JSON object"));
    }

    #[test]
    fn flags_rename_fields() {
        let fields = FieldMap::from_flags(["text=body", "id = guid"]).unwrap();
        assert_eq!(
            (fields.text.as_str(), fields.id.as_str(), fields.date.as_str()),
            ("body", "guid", "date")
        );
        assert!(FieldMap::from_flags(["text="]).unwrap_err().hint().unwrap().contains("text=body"));
    }
}
