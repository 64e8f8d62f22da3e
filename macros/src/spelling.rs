//! The right spelling of a key that was written wrong.

/// What is said of a key that is none of `known`.
pub(crate) fn unknown_key(key: &str, place: &str, known: &[&str]) -> String {
    let near = known
        .iter()
        .map(|known| {
            (
                strsim::damerau_levenshtein(&key.to_lowercase(), known),
                known,
            )
        })
        .filter(|(distance, known)| *distance <= (known.len() / 3).max(1))
        .min_by_key(|(distance, _)| *distance);
    near.map_or_else(
        || {
            let known: Vec<String> = known.iter().map(|known| format!("`{known}`")).collect();
            format!(
                "`{key}` is no key of {place}, which takes {}",
                known.join(", ")
            )
        },
        |(_, near)| format!("`{key}` is no key of {place}: did you mean `{near}`?"),
    )
}

#[cfg(test)]
mod tests {
    use super::unknown_key;

    #[test]
    fn the_nearest_key_is_named_or_else_all_are() {
        let known = ["table", "alias"];
        assert_eq!(
            unknown_key("tabel", "#[row(..)]", &known),
            "`tabel` is no key of #[row(..)]: did you mean `table`?"
        );
        assert_eq!(
            unknown_key("primary", "#[row(..)]", &known),
            "`primary` is no key of #[row(..)], which takes `table`, `alias`"
        );
    }
}
