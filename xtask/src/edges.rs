//! Which room may call which: read from the `Cargo.toml` of each room, printed to `docs/crate-edges.md`, and compared.

use std::fs;

use crate::shell::root;

/// The page as the code says it now.
pub fn page() -> String {
    let mut rooms: Vec<(String, String)> = fs::read_dir(root().join("crates"))
        .expect("the rooms stand in crates/")
        .map(|it| it.expect("a readable folder").path().join("Cargo.toml"))
        .map(|it| fs::read_to_string(&it).unwrap_or_else(|err| panic!("{}: {err}", it.display())))
        .map(|text| (name(&text), text))
        .collect();
    rooms.sort();
    let names: Vec<&str> = rooms.iter().map(|(name, _)| name.as_str()).collect();
    let mut page = String::from(
        "# Crate edges\n\nPrinted from the code (`UPDATE_EXPECT=1 cargo test -p xtask`). A new line here is a new door: say why in `docs/decisions/`.\n\n| room | calls |\n|---|---|\n",
    );
    for (name, text) in &rooms {
        let called: Vec<&str> = names.iter().copied().filter(|it| depends_on(text, it)).collect();
        page += &format!("| `{name}` | {} |\n", if called.is_empty() { "nobody".to_owned() } else { called.join(", ") });
    }
    page
}

fn name(cargo_toml: &str) -> String {
    let line = cargo_toml.lines().find_map(|it| it.strip_prefix("name = "));
    line.expect("a package has a name").trim_matches('"').to_owned()
}

/// Only what the room is built from: a room may use others in its tests.
fn depends_on(cargo_toml: &str, room: &str) -> bool {
    let sections = cargo_toml.split("\n[").filter(|it| it.starts_with("dependencies]"));
    sections.flat_map(str::lines).any(|it| it.split([' ', '=']).next() == Some(room))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_printed_page_is_up_to_date() {
        let file = root().join("docs/crate-edges.md");
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            fs::write(&file, page()).unwrap();
        }
        assert_eq!(
            fs::read_to_string(&file).unwrap_or_default(),
            page(),
            "run UPDATE_EXPECT=1 cargo test -p xtask and review the difference"
        );
    }

    /// The walls of the house (ARCHITECTURE.md): what is absent here is the point.
    #[test]
    fn nobody_calls_back_up_and_nobody_goes_round() {
        let page = page();
        let line = |room: &str| page.lines().find(|it| it.starts_with(&format!("| `{room}` |"))).unwrap_or_default().to_owned();
        assert_eq!(line("law"), "| `law` | nobody |");
        assert_eq!(line("ledger"), "| `ledger` | nobody |");
        assert_eq!(line("casework"), "| `casework` | law |");
        assert_eq!(line("reader"), "| `reader` | casework |");
        assert_eq!(line("press"), "| `press` | casework, law |");
        assert_eq!(line("hostile"), "| `hostile` | nobody |");
        assert_eq!(line("vault"), "| `vault` | nobody |");
        assert_eq!(line("store"), "| `store` | casework, ledger |");
        assert!(!page.contains("| hostile") && !page.contains(", hostile"), "hostile files are for tests and never part of the program");
        assert_eq!(line("facefile"), "| `facefile` | actions, casework, law, ledger |");
    }
}
