//! What is told of mistakes, and where.

use dualect_codegen::diagnostic::{Code, Diagnostic, Diagnostics, SourceFile, Span};

#[test]
fn diagnostics_come_sorted_once_each_with_and_without_a_place() {
    let source = SourceFile::new("schema.toml", "a = 1\r\n\tb = \"ü\"");
    let mut diagnostics = Diagnostics::new();
    diagnostics.add_source(&source);
    let end = Span::new(source.text.len(), source.text.len());
    let at_end = Diagnostic::error(Code::Syntax, "schema.toml", "ends too soon").at(end);
    diagnostics.push(at_end.clone());
    diagnostics.push(Diagnostic::warning(Code::Empty, "schema.toml", "second").at(Span::new(8, 9)));
    diagnostics.push(at_end);
    diagnostics.push(
        Diagnostic::error(
            Code::NameCollision,
            "drizzle/sqlite",
            "two folders have one tag",
        )
        .help("remove one"),
    );
    diagnostics.push(Diagnostic::error(Code::Syntax, "gone.toml", "no source").at(Span::new(3, 4)));
    diagnostics
        .push(Diagnostic::error(Code::Syntax, "schema.toml", "past it").at(Span::new(90, 99)));
    assert_eq!(
        diagnostics.lines(),
        "drizzle/sqlite: error[S0023]: two folders have one tag\n\
         gone.toml: error[S0001]: no source\n\
         schema.toml:2:2: warning[S0006]: second\n\
         schema.toml:2:9: error[S0001]: ends too soon\n\
         schema.toml:2:9: error[S0001]: past it\n"
    );
    assert_eq!(diagnostics.len(), 5);
    assert!(diagnostics.has_errors());
    let plain = diagnostics.render(false);
    assert!(plain.contains("--> drizzle/sqlite\n"), "{plain}");
    assert!(plain.contains("= help: remove one"), "{plain}");
    assert!(!plain.contains('\u{1b}'), "{plain}");
    assert!(diagnostics.render(true).contains('\u{1b}'));
    let mut more = Diagnostics::new();
    more.merge(diagnostics.clone());
    assert_eq!(more, diagnostics);
}
