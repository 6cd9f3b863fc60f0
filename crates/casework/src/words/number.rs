//! Numbers as people read them.

/// 100 000, as SI writes it: the same in both languages.
pub fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(' ');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn digits_stand_in_threes() {
        assert_eq!([0, 999, 1000, 157_247, 1_000_000].map(grouped), ["0", "999", "1 000", "157 247", "1 000 000"]);
    }
}
