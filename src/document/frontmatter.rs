//! Which parts of a text are news? Head, running text and end matter come apart.
//!
//! In: a document with its text, and the word lists. Out: the same document with its blocks (running text and
//! headlines), and what only the head of the text tells: date, place of the dateline, title. What a record's fields
//! say comes first. Does not split sentences.
//!
//! ```text
//! WORLD NEWS                                  label      -
//! Ministers agree on border talks             headline   block
//! By Jane Doe                                 byline     -
//! ACCRA, Oct 15 (Agency) - Ghana and ...      body       block from "Ghana" on; date and place
//! (Reporting by ...)                          credit     -
//! Editorial office: ...                       imprint    - and all after it
//! ```

use super::dateline::{self, HeadDate};
use super::paragraph::{ends_sentence, paragraphs};
use super::{Block, BlockKind, DateSource, Document, notice};
use crate::language::Language;
use crate::span::Span;

/// Paragraphs before the first running text that can be head; more would be a list.
const LONGEST_HEAD: usize = 12;
/// Paragraphs of running text that may still be preceded by captions instead of the dateline.
const DATELINE_REACH: usize = 8;

/// Finds the blocks of `document`, and its date, place and title where no field gave them.
pub(crate) fn lay_out(document: &mut Document, language: &Language) {
    let mut layout = Layout::new(&document.text, language);
    layout.read_head();
    layout.read_body();
    layout.cut_tail();
    let Layout { parts, dates, place, .. } = layout;
    document.blocks = parts.iter().filter_map(Part::block).collect();
    document.dateline_place = place;
    if document.date.is_none() {
        document.date = published(&dates);
        document.date_source = document.date.map(|_| DateSource::Dateline);
    }
    if document.title.is_empty() {
        let is_title = |part: &&Part| part.is_head && part.role == Role::Title;
        let title = parts.iter().find(is_title).map_or("", |part| part.span.of(&document.text));
        document.title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    }
}

/// The first whole date of the head; else the first day and month with a year from elsewhere in the head.
fn published(dates: &[HeadDate]) -> Option<crate::date::PartialDate> {
    let year = dates.iter().find_map(|date| date.year);
    dates.iter().find_map(|date| date.date(None)).or_else(|| dates.iter().find_map(|date| date.date(year)))
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Role {
    Title,
    Prose,
    /// Byline, label, date line, dateline, notice.
    Frame,
    /// A notice: what surrounds it at the end is end matter.
    Notice,
}

#[derive(Debug)]
struct Part {
    span: Span,
    role: Role,
    is_head: bool,
}

impl Part {
    fn block(&self) -> Option<Block> {
        let kind = match self.role {
            Role::Title => BlockKind::Headline,
            Role::Prose => BlockKind::Body,
            Role::Frame | Role::Notice => return None,
        };
        (!self.span.is_empty()).then_some(Block { span: self.span, kind })
    }
}

struct Layout<'t> {
    text: &'t str,
    language: &'t Language,
    parts: Vec<Part>,
    /// Dates of the head, datelines included, in text order.
    dates: Vec<HeadDate>,
    place: Option<Span>,
}

impl<'t> Layout<'t> {
    /// Every paragraph with the role that its own shape gives it.
    fn new(text: &'t str, language: &'t Language) -> Self {
        let role = |paragraph: &str| {
            if notice::is_notice(paragraph, language) {
                Role::Notice
            } else if is_title(paragraph) {
                Role::Title
            } else {
                Role::Prose
            }
        };
        let parts = paragraphs(text)
            .into_iter()
            .map(|span| without_credit(span, text, language))
            .map(|span| Part { span, role: role(span.of(text)), is_head: false })
            .collect();
        Self { text, language, parts, dates: Vec::new(), place: None }
    }

    /// Labels, bylines, date lines and datelines that stand alone, before the running text.
    fn read_head(&mut self) {
        let is_running = |part: &Part| part.role == Role::Prose && is_running(part.span.of(self.text), 6);
        let first = self.parts.iter().position(is_running).unwrap_or(self.parts.len());
        for index in 0..first.min(LONGEST_HEAD) {
            let span = self.parts[index].span;
            self.parts[index].is_head = true;
            if self.parts[index].role != Role::Notice && self.is_head_frame(span) {
                self.parts[index].role = Role::Frame;
            }
        }
    }

    fn is_head_frame(&mut self, span: Span) -> bool {
        let paragraph = span.of(self.text);
        if let Some(date) = dateline::date_line(paragraph, self.language) {
            self.dates.push(date);
            return true;
        }
        if let Some(found) = dateline::whole(paragraph, self.language) {
            self.dates.push(found.date);
            self.note_place(span, found.place);
            return true;
        }
        notice::is_byline(paragraph, self.language) || notice::is_section_label(paragraph, self.language)
    }

    fn note_place(&mut self, paragraph: Span, place: Option<std::ops::Range<usize>>) {
        if let (None, Some(place)) = (self.place, place) {
            let start = paragraph.start as usize;
            self.place = Some(Span::from_range(start + place.start, start + place.end));
        }
    }

    /// Datelines before the first sentence.
    fn read_body(&mut self) {
        let mut running = 0;
        for index in 0..self.parts.len() {
            if !matches!(self.parts[index].role, Role::Prose | Role::Title) {
                continue;
            }
            if running < DATELINE_REACH {
                self.take_dateline(index, running == 0);
            }
            running += usize::from(self.parts[index].role == Role::Prose && !self.parts[index].is_head);
        }
    }

    fn take_dateline(&mut self, index: usize, is_first: bool) {
        let span = self.parts[index].span;
        let Some(found) = dateline::prefix(span.of(self.text), is_first, self.language) else { return };
        self.note_place(span, found.place);
        if self.dates.is_empty() || index < LONGEST_HEAD {
            self.dates.push(found.date);
        }
        let start = span.start as usize + found.length;
        self.parts[index].span = Span::from_range(start, span.end as usize);
    }

    /// Everything from the heading of the end matter on, and the notices at the very end with what stands between.
    fn cut_tail(&mut self) {
        let body = self.parts.iter().position(|part| part.role == Role::Prose).unwrap_or(self.parts.len());
        let opens = |part: &Part| notice::opens_tail(part.span.of(self.text), self.language);
        if let Some(at) = self.parts.iter().skip(body + 1).position(opens) {
            self.drop_from(body + 1 + at);
        }
        // The last words of an article may be few ("We go on."), those of its head are not.
        let is_news = |part: &Part| part.role == Role::Prose && is_running(part.span.of(self.text), 3);
        let after_news = self.parts.iter().rposition(is_news).map_or(self.parts.len(), |last| last + 1);
        let first_notice = self.parts.iter().skip(after_news).position(|part| part.role == Role::Notice);
        if let Some(at) = first_notice {
            self.drop_from(after_news + at);
        }
    }

    fn drop_from(&mut self, index: usize) {
        self.parts[index..].iter_mut().for_each(|part| part.role = Role::Notice);
    }
}

/// A paragraph without the credit in brackets after its last sentence.
fn without_credit(span: Span, text: &str, language: &Language) -> Span {
    let paragraph = span.of(text);
    let kept = notice::closing_credit(paragraph, language).map_or("", |at| paragraph[..at].trim_end());
    if kept.is_empty() {
        span
    } else {
        Span::from_range(span.start as usize, span.start as usize + kept.len())
    }
}

/// True for a line without a sentence's end that is short enough for a headline.
fn is_title(paragraph: &str) -> bool {
    !ends_sentence(paragraph)
        && !paragraph.ends_with([':', ';', ','])
        && paragraph.len() <= 200
        && paragraph.split_whitespace().count() <= 25
}

/// True for what is surely a sentence: it ends like one and has some words, or it is long.
fn is_running(paragraph: &str, least_words: usize) -> bool {
    let words = paragraph.split_whitespace().count();
    (ends_sentence(paragraph) && words >= least_words) || words > 25
}

#[cfg(test)]
mod tests {
    use super::*;

    fn laid_out(text: &str) -> Document {
        laid_out_with(text, &Language::english().unwrap())
    }

    fn laid_out_with(text: &str, language: &Language) -> Document {
        let mut document = Document::from_text("t", text);
        lay_out(&mut document, language);
        document
    }

    fn blocks(document: &Document) -> Vec<(&str, bool)> {
        let is_headline = |block: &Block| block.kind == BlockKind::Headline;
        document.blocks.iter().map(|block| (block.span.of(&document.text), is_headline(block))).collect()
    }

    const ARTICLE: &str = "\u{20}

Beat: News

Ministers agree on border talks

WORLD NEWS

By Jane Doe

ACCRA, GHANA, 15.10.2016, 03:01 Time

EXAMPLE NEWS - Ghana and Togo agreed on Saturday to open talks about their border.

\"We will meet again,\" the minister said.

What comes next

Benin has offered to host the next round of talks, it said. (Reporting by Jane Doe; Editing by John Roe)

Article online:

<https://example.org/1.html>

Editorial office and responsibility:

The publisher of these pages praised itself and shall assume no liability for anything said in this report by third parties.

12 Example Lane

Accra";

    #[test]
    fn head_body_and_imprint_come_apart() {
        let document = laid_out(ARTICLE);
        assert_eq!(
            blocks(&document),
            [
                ("Ministers agree on border talks", true),
                ("Ghana and Togo agreed on Saturday to open talks about their border.", false),
                ("\"We will meet again,\" the minister said.", false),
                ("What comes next", true),
                ("Benin has offered to host the next round of talks, it said.", false),
            ]
        );
        assert_eq!(document.date.unwrap().to_string(), "2016-10-15");
        assert_eq!(document.date_source, Some(DateSource::Dateline));
        assert_eq!(document.dateline_place.unwrap().of(&document.text), "ACCRA, GHANA");
        assert_eq!(document.title, "Ministers agree on border talks");
    }

    #[test]
    fn a_field_outranks_the_dateline() {
        let text = "LOME, Oct 15 (Reuters) - Togo thanked Ghana for its help on Friday.";
        let mut document = Document::from_text("t", text).with_date("2014-10-16".parse().unwrap());
        lay_out(&mut document, &Language::english().unwrap());
        assert_eq!(document.date.unwrap().to_string(), "2014-10-16");
        assert_eq!(document.date_source, Some(DateSource::Field));
        assert_eq!(blocks(&document), [("Togo thanked Ghana for its help on Friday.", false)]);
    }

    #[test]
    fn a_year_comes_from_the_head_or_not_at_all() {
        let with_year = "Togo thanks Ghana\n\nCopyright Example 2014\n\nSaturday, 2014\n\nLOME, Oct 15 (Reuters) - Togo thanked Ghana for its help.";
        assert_eq!(laid_out(with_year).date.unwrap().to_string(), "2014-10-15");
        let without = "LOME, Oct 15 (Reuters) - Togo thanked Ghana for its help on Friday.";
        assert_eq!(laid_out(without).date, None);
    }

    #[test]
    fn plain_sentences_stay_whole() {
        let text = "Ghana thanked Togo.\nTogo, which had helped, said it was glad.";
        let document = laid_out(text);
        assert_eq!(blocks(&document).len(), 2);
        assert_eq!(document.title, "");
        assert_eq!(laid_out("France accuses Mali").blocks.len(), 1);
        assert!(laid_out("").blocks.is_empty());
    }

    #[test]
    fn the_end_is_cut_and_the_middle_is_not() {
        let text = "Ghana thanked Togo for its help on Friday.\n\nAdvertisement\n\nTogo said on Saturday that it was glad to help.\n\nRead more\n\nWeather\n\nSport";
        let document = laid_out(text);
        assert_eq!(blocks(&document).len(), 2);
    }

    #[test]
    fn short_last_words_are_kept() {
        let text = "Ghana thanked Togo for its help on Friday.\n\nAdvertisement\n\n\"We are ready.\"";
        assert_eq!(blocks(&laid_out(text)).len(), 2);
    }

    #[test]
    fn the_example_articles_come_apart() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/articles");
        let language = Language::english().unwrap();
        for mut document in crate::document::documents(&[folder], &Default::default()).flatten() {
            lay_out(&mut document, &language);
            let bodies = document.blocks.iter().filter(|block| block.kind == BlockKind::Body);
            assert!(bodies.count() >= 4, "{}", document.id);
            assert!(
                document.dateline_place.is_some() || document.id.starts_with("readout"),
                "{}",
                document.id
            );
            assert!(document.date.is_some() || document.id == "coup", "{}", document.id);
            for frame in ["example.org", "©", "Reporting by", "Example Street", "Advertisement", "WORLD NEWS"]
            {
                assert!(
                    blocks(&document).iter().all(|(text, _)| !text.contains(frame)),
                    "{}: {frame}",
                    document.id
                );
            }
        }
    }

    #[test]
    fn blocks_lie_in_order_inside_any_text() {
        let scraps = [
            "ÉVIAN — (",
            "ACCRA, Oct 15",
            " (Reuters) - ",
            "/TASS/.",
            "\r\n",
            "\n\n",
            "“Да.”",
            ": ",
            "By Ää",
            "\u{200B}",
            "©",
            "15/",
            "— ",
            "(Reporting by ü",
            ")",
            "東京。",
            "###",
        ];
        let language = Language::english().unwrap();
        let mut seed = 7_usize;
        for _ in 0..3000 {
            let mut text = String::new();
            for _ in 0..seed % 9 + 1 {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                text.push_str(scraps[(seed >> 33) % scraps.len()]);
            }
            let document = laid_out_with(&text, &language);
            let mut end = 0;
            for block in &document.blocks {
                assert!(block.span.start >= end && !block.span.of(&text).trim().is_empty(), "{text:?}");
                end = block.span.end;
            }
        }
    }
}
