//! Whether a foreign key's actions can be carried out.

use super::super::report::{At, Report};
use super::super::text::quoted;
use super::RawReference;
use crate::diagnostic::Code;
use crate::schema::model::{Action, Default};

/// Reports actions that would store what the column cannot hold. `place` is ``column `a.b` ``.
pub(in super::super) fn check(
    report: &mut Report<'_>,
    place: &str,
    reference: &RawReference<'_>,
    nullable: bool,
    default: Option<&Default>,
    default_is_wrong: bool,
) {
    for action in [reference.on_delete, reference.on_update]
        .into_iter()
        .flatten()
    {
        match action.value {
            Action::SetNull if !nullable => set_null(report, place, action),
            Action::SetDefault if !default_is_wrong => set_default(report, place, action, default),
            Action::SetNull
            | Action::SetDefault
            | Action::NoAction
            | Action::Restrict
            | Action::Cascade => {}
        }
    }
}

fn set_null(report: &mut Report<'_>, place: &str, action: At<Action>) {
    let diagnostic = report
        .error(
            Code::Action,
            action.span,
            format!("{} cannot happen to {place}", quoted("set null")),
        )
        .label("the column is not null")
        .help("add `nullable = true`, or choose `\"cascade\"` or `\"restrict\"`");
    report.push(diagnostic);
}

fn set_default(
    report: &mut Report<'_>,
    place: &str,
    action: At<Action>,
    default: Option<&Default>,
) {
    let why = match default {
        Some(Default::Literal(_) | Default::Expression(_)) => return,
        Some(Default::Generator(_)) => "the runtime makes its default, the database cannot",
        None => "the column has no default",
    };
    let diagnostic = report
        .error(
            Code::Action,
            action.span,
            format!("{} cannot happen to {place}", quoted("set default")),
        )
        .label(why)
        .help("add a `default` that is a plain value, or choose another action");
    report.push(diagnostic);
}
