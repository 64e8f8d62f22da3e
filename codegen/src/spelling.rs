//! How messages spell what the user wrote, and the nearest right spelling of it.

/// The user's text in backticks, control characters made visible, long ones cut.
pub(crate) fn quoted(text: &str) -> String {
    const LONGEST: usize = 80;
    let mut out = String::with_capacity(text.len() + 2);
    out.push('`');
    for (count, c) in text.chars().enumerate() {
        if count == LONGEST {
            out.push('…');
            break;
        }
        if c.is_control() {
            out.extend(c.escape_default());
        } else {
            out.push(c);
        }
    }
    out.push('`');
    out
}

/// The choice that was most likely meant, where one is near enough.
pub(crate) fn nearest<'c>(
    word: &str,
    choices: impl IntoIterator<Item = &'c str>,
) -> Option<&'c str> {
    // A word this long is no slip of the finger, and comparing it costs its length squared.
    const LONGEST: usize = 100;
    let wanted = word.to_lowercase();
    let length = wanted.chars().count();
    if length == 0 || length > LONGEST {
        return None;
    }
    let allowed = match length {
        1 => 0,
        2 | 3 => 1,
        _ => (length / 3).max(2),
    };
    let mut best: Option<(usize, &str)> = None;
    for choice in choices {
        if choice.len().abs_diff(wanted.len()) > allowed * 4 {
            continue;
        }
        let folded = choice.to_lowercase();
        if folded == wanted {
            return Some(choice);
        }
        let distance = strsim::damerau_levenshtein(&wanted, &folded);
        if distance <= allowed && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, choice));
        }
    }
    best.map(|(_, choice)| choice)
}

/// "did you mean `name`?", or every choice where there are few enough to read.
pub(crate) fn did_you_mean<'c>(
    word: &str,
    choices: impl IntoIterator<Item = &'c str, IntoIter: Clone>,
) -> Option<String> {
    const FEW: usize = 12;
    let choices = choices.into_iter();
    if let Some(choice) = nearest(word, choices.clone()) {
        return Some(format!("did you mean {}?", quoted(choice)));
    }
    let all: Vec<&str> = choices.take(FEW + 1).collect();
    (!all.is_empty() && all.len() <= FEW).then(|| format!("there is {}", list(&all, "and")))
}

/// `` `a`, `b` and `c` ``.
pub(crate) fn list(words: &[&str], last: &str) -> String {
    let quoted: Vec<String> = words.iter().map(|word| quoted(word)).collect();
    match quoted.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., end] => format!("{} {last} {end}", first.join(", ")),
    }
}

/// "a string", "an array".
pub(crate) fn with_article(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) {
        "an"
    } else {
        "a"
    };
    format!("{article} {noun}")
}

#[cfg(test)]
mod tests {
    use super::{did_you_mean, nearest, quoted};

    #[test]
    fn the_nearest_word_is_one_that_a_slip_of_the_finger_explains() {
        assert_eq!(nearest("nam", ["name", "dialects"]), Some("name"));
        assert_eq!(nearest("NAME", ["name", "dialects"]), Some("name"));
        assert_eq!(nearest("colour", ["name", "dialects"]), None);
        assert_eq!(nearest("", ["a"]), None);
    }

    #[test]
    fn without_a_near_word_a_few_choices_are_listed_and_many_are_not() {
        assert_eq!(
            did_you_mean("zzz", ["one", "two"]).as_deref(),
            Some("there is `one` and `two`")
        );
        assert_eq!(did_you_mean("zzz", ["choice"; 40]), None);
    }

    #[test]
    fn control_characters_are_made_visible() {
        assert_eq!(quoted("a\u{1b}[31m\n"), "`a\\u{1b}[31m\\n`");
    }
}
