//! Whether a foreign key's actions can be carried out.

use super::super::report::{At, Report};
use super::super::text::quoted;
use crate::diagnostic::Code;
use crate::schema::model::{Action, Default, Deferrable};

/// What a foreign key does when the referenced row goes or its key changes, and when it is checked.
pub(in super::super) struct Actions {
    pub(in super::super) on_delete: Option<At<Action>>,
    pub(in super::super) on_update: Option<At<Action>>,
    pub(in super::super) deferrable: At<Deferrable>,
}

impl Actions {
    fn given(&self) -> impl Iterator<Item = At<Action>> {
        [self.on_delete, self.on_update].into_iter().flatten()
    }
}

/// A column that they happen to.
pub(in super::super) struct Subject<'s> {
    /// ``column `a.b` ``.
    pub(in super::super) place: &'s str,
    pub(in super::super) nullable: bool,
    /// Whether the database computes it.
    pub(in super::super) generated: bool,
    pub(in super::super) default: Option<&'s Default>,
    /// Whether its default has been reported, so that nobody knows.
    pub(in super::super) default_is_wrong: bool,
}

/// Reports actions that would store what the column cannot hold; whether there was any.
pub(in super::super) fn check(
    report: &mut Report<'_>,
    actions: &Actions,
    subject: &Subject<'_>,
) -> bool {
    let mut wrong = false;
    let delete = actions.on_delete.map(|at| (at, false));
    let update = actions.on_update.map(|at| (at, true));
    for (action, is_update) in delete.into_iter().chain(update) {
        wrong |= match action.value {
            Action::SetNull | Action::SetDefault if subject.generated => {
                generated(report, subject, action);
                true
            }
            Action::Cascade if subject.generated && is_update => {
                generated(report, subject, action);
                true
            }
            Action::SetNull if !subject.nullable => {
                set_null(report, subject, action);
                true
            }
            Action::SetDefault if !subject.default_is_wrong => set_default(report, subject, action),
            Action::SetNull
            | Action::SetDefault
            | Action::NoAction
            | Action::Restrict
            | Action::Cascade => false,
        };
    }
    wrong
}

/// Reports what would change rows that never change.
pub(in super::super) fn check_append_only(report: &mut Report<'_>, table: &str, actions: &Actions) {
    for action in actions.given() {
        let does = match action.value {
            Action::Cascade if Some(action) == actions.on_delete => "deletes",
            Action::Cascade | Action::SetNull | Action::SetDefault => "changes",
            Action::NoAction | Action::Restrict => continue,
        };
        let diagnostic = report
            .error(
                Code::AppendOnly,
                action.span,
                format!(
                    "table {} is append-only, and this {does} its rows",
                    quoted(table)
                ),
            )
            .label("the database would refuse it")
            .help("leave it out: then the referenced row stays as long as it is referred to");
        report.push(diagnostic);
    }
}

/// `restrict` is what is not put off.
pub(in super::super) fn check_deferrable(report: &mut Report<'_>, actions: &Actions) {
    if actions.deferrable.value == Deferrable::No {
        return;
    }
    for action in actions.given() {
        if action.value != Action::Restrict {
            continue;
        }
        let diagnostic = report
            .error(
                Code::Action,
                action.span,
                "a deferrable foreign key cannot have `restrict`",
            )
            .label("Postgres checks it at once, SQLite would not")
            .related(actions.deferrable.span, "deferrable")
            .help("leave the action out: a row that is referred to cannot go then either, once the transaction ends");
        report.push(diagnostic);
    }
}

fn word(action: Action) -> &'static str {
    let known = crate::schema::language::ACTIONS;
    known
        .iter()
        .find(|(_, one)| *one == action)
        .map_or("", |(word, _)| word)
}

fn generated(report: &mut Report<'_>, subject: &Subject<'_>, action: At<Action>) {
    let message = format!(
        "{} cannot happen to {}",
        quoted(word(action.value)),
        subject.place
    );
    let diagnostic = report
        .error(Code::Action, action.span, message)
        .label("the database computes that column")
        .help("leave the action out");
    report.push(diagnostic);
}

fn set_null(report: &mut Report<'_>, subject: &Subject<'_>, action: At<Action>) {
    let message = format!("{} cannot happen to {}", quoted("set null"), subject.place);
    let diagnostic = report
        .error(Code::Action, action.span, message)
        .label("the column is not null")
        .help("add `nullable = true`, or choose `\"cascade\"` or `\"restrict\"`");
    report.push(diagnostic);
}

fn set_default(report: &mut Report<'_>, subject: &Subject<'_>, action: At<Action>) -> bool {
    let why = match subject.default {
        Some(Default::Literal(_) | Default::Expression(_)) => return false,
        Some(Default::Generator(_)) => "the runtime makes its default, the database cannot",
        None => "the column has no default",
    };
    let message = format!(
        "{} cannot happen to {}",
        quoted("set default"),
        subject.place
    );
    let diagnostic = report
        .error(Code::Action, action.span, message)
        .label(why)
        .help("add a `default` that is a plain value, or choose another action");
    report.push(diagnostic);
    true
}
