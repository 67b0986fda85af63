//! Which paragraphs are about the article instead of the news? Bylines, credits, labels, notices, imprints.
//!
//! In: one paragraph and the word lists. Out: yes or no, one question a function. Long paragraphs are never notices by
//! a phrase alone: losing a sentence costs more than reading a notice. Does not know where in the text it stands.

use super::paragraph::ends_sentence;
use crate::fold::fold;
use crate::language::Language;

/// Bytes beyond which a paragraph is taken for running text, whatever phrase it holds.
const LONGEST_NOTICE: usize = 500;
/// Words beyond which the beginning of a paragraph, or of a whole sentence, does not make it a notice.
const MOST_WORDS: usize = 30;
const MOST_SENTENCE_WORDS: usize = 16;

/// True for a notice of its own: advertisement, subscription, copyright, contact, credit, address.
pub(super) fn is_notice(paragraph: &str, language: &Language) -> bool {
    if paragraph.len() > LONGEST_NOTICE || !paragraph.chars().any(char::is_alphanumeric) {
        return paragraph.len() <= LONGEST_NOTICE;
    }
    let folded = fold(paragraph.trim_matches(['*', '_', '#', ' ']));
    let words = folded.split_whitespace().count();
    let most_words = if ends_sentence(paragraph) { MOST_SENTENCE_WORDS } else { MOST_WORDS };
    language.layout.is_notice(&folded)
        || (words <= most_words && language.layout.opens_notice(&folded))
        || is_contact(&folded, words)
        || is_credit(paragraph, &folded, language)
}

/// True for the heading or first line of the end matter.
pub(super) fn opens_tail(paragraph: &str, language: &Language) -> bool {
    let start: String = paragraph.trim_matches(['*', '_', '#', ' ']).chars().take(80).collect();
    // A heading may stand without its colon.
    let folded = fold(&start);
    language.layout.opens_tail(&folded)
        || (folded.split_whitespace().count() <= 4 && language.layout.opens_tail(&format!("{folded}:")))
}

/// True for "By Jane Doe", "By Jane Doe and John Roe in Accra, Agency".
pub(super) fn is_byline(paragraph: &str, language: &Language) -> bool {
    let last = paragraph.split_whitespace().next_back().unwrap_or("");
    // "Jr." may end a byline, a sentence's stop may not.
    if paragraph.len() > 160 || (ends_sentence(paragraph) && last.len() > 3) {
        return false;
    }
    let folded = fold(paragraph);
    let Some(rest) = language.layout.after_byline_opener(&folded) else { return false };
    let names: Vec<&str> = paragraph.split_whitespace().collect();
    let names = &names[names.len().saturating_sub(rest.split_whitespace().count())..];
    let has_name = names.iter().any(|word| word.starts_with(char::is_uppercase));
    let is_name = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.is_empty()
            || word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
            || language.layout.is_byline_word(word)
    };
    has_name && names.len() <= 16 && names.iter().all(|word| is_name(word))
}

/// True for "WORLD NEWS" and "Section: Politics".
pub(super) fn is_section_label(paragraph: &str, language: &Language) -> bool {
    let words = paragraph.split_whitespace().count();
    let labelled = paragraph.split_once(':').is_some_and(|(label, _)| language.layout.is_label(label));
    let is_section = |word: &str| {
        word.split(['/', '|', '>', '»', '&'])
            .all(|part| part.is_empty() || language.layout.is_section_word(part))
    };
    (labelled && words <= 16 && !paragraph.ends_with('.'))
        || (words <= 5 && paragraph.split_whitespace().all(is_section))
}

/// Where a credit in brackets begins that ends the paragraph: "... said. (Reporting by ...; Editing by ...)".
pub(super) fn closing_credit(paragraph: &str, language: &Language) -> Option<usize> {
    let open = paragraph.rfind(['(', '['])?;
    let credit = fold(paragraph[open + 1..].trim_start());
    (paragraph.ends_with([')', ']', '.']) && language.layout.opens_credit(&credit)).then_some(open)
}

/// True for "Reporting by ...", "(Agency photo/Jane Doe)" and "AGENCY/Jane Doe".
fn is_credit(paragraph: &str, folded: &str, language: &Language) -> bool {
    let inner = folded.trim_matches(|c: char| "()[] .".contains(c));
    if language.layout.opens_credit(inner) {
        return true;
    }
    let is_bracketed = paragraph.starts_with(['(', '[']) && paragraph.ends_with([')', ']']);
    let has_slash = paragraph.contains('/');
    let words =
        || paragraph.split(|c: char| c.is_whitespace() || "/(),[]".contains(c)).filter(|w| !w.is_empty());
    let has_agency = words().any(|word| language.layout.is_agency_word(word));
    let is_name = |word: &str| word.starts_with(char::is_uppercase) || language.layout.is_byline_word(word);
    has_agency
        && (is_bracketed || has_slash)
        && !ends_sentence(paragraph.trim_matches(['(', ')']))
        && words().count() <= 12
        && words().all(is_name)
}

/// True for lines of addresses: mail, web, telephone.
fn is_contact(folded: &str, words: usize) -> bool {
    let is_address = |word: &str| {
        let word = word.trim_matches(|c: char| "<>()[],;.".contains(c));
        word.starts_with("http://")
            || word.starts_with("https://")
            || word.starts_with("www.")
            || (word.contains('@') && word.rsplit('@').next().is_some_and(|host| host.contains('.')))
    };
    let addresses = folded.split_whitespace().filter(|word| is_address(word)).count();
    let at_sign = folded.contains("(at)") || folded.contains("[at]");
    let digits = folded.chars().filter(char::is_ascii_digit).count();
    let letters = folded.chars().filter(|c| c.is_alphabetic()).count();
    let is_number_line = digits >= 6 && letters <= digits / 2 && !folded.contains('%');
    (words <= 6 && (addresses > 0 || at_sign)) || (words <= 8 && is_number_line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notices_and_news() {
        let english = Language::english().unwrap();
        for text in [
            "###",
            "Advertisement",
            "© 2016 The Example Post. All rights reserved.",
            "Sign up for our newsletter",
            "<https://example.org/a/b.html>",
            "desk (at) example.org",
            "Tel. +41 22 555 01 01",
            "(Jane Doe/Yonhap via AP)",
            "REUTERS/Jane Doe",
            "(Reporting by Jane Doe; Editing by John Roe)",
            "Reporting by Jane Doe; editing by John Roe.",
        ] {
            assert!(is_notice(text, &english), "{text}");
        }
        for text in [
            "Copyright lawyers met the minister.",
            "Ghana subscribed to the treaty.",
            "He met Reuters/Ipsos pollsters on Monday.",
            "The U.N. said 275,000 people fled.",
            "Follow the money, she said.",
            "Powered by the votes of the young, Ghana's president won a second term on Sunday, the commission said.",
        ] {
            assert!(!is_notice(text, &english), "{text}");
        }
    }

    #[test]
    fn bylines_and_labels() {
        let english = Language::english().unwrap();
        for text in [
            "By Jane Doe",
            "by Jane Doe and John Roe in Accra",
            "BY JANE DOE | AP",
            "By Jane Doe, staff writer",
        ] {
            assert!(is_byline(text, &english), "{text}");
        }
        for text in
            ["By Friday troops had left the city", "By Friday, Ghana left.", "Bystanders Saw It", "By and by"]
        {
            assert!(!is_byline(text, &english), "{text}");
        }
        assert!(is_section_label("WORLD NEWS", &english));
        assert!(is_section_label("Beat: News", &english));
        assert!(!is_section_label("World leaders meet", &english));
        assert!(!is_section_label("Obama: Iran must stop", &english));
    }

    #[test]
    fn a_credit_may_close_the_last_paragraph() {
        let english = Language::english().unwrap();
        let text = "He left, it said. (Reporting by Jane Doe; Editing by John Roe)";
        assert_eq!(closing_credit(text, &english), Some(18));
        assert_eq!(closing_credit("He left (by train).", &english), None);
    }
}
