//! Function calls.

use std::ops::Range;

use sqlparser::ast::{
    DuplicateTreatment, Expr, Function as Called, FunctionArg, FunctionArgExpr, FunctionArguments,
    Spanned, TrimWhereField,
};

use super::{PER_DIALECT, Reader};
use crate::expression::Problem;
use crate::expression::function::{Aggregate, Function, why_not};
use crate::expression::syntax::{Syntax, SyntaxKind};
use crate::spelling::{nearest, quoted};

impl Reader<'_> {
    pub(super) fn call(&mut self, called: &Called, span: Range<usize>) -> Option<Syntax> {
        let place = self.places.range(called.name.span(), &span);
        let name = called.name.to_string().to_lowercase();
        let plain = called.within_group.is_empty()
            && called.null_treatment.is_none()
            && !called.uses_odbc_syntax
            && matches!(called.parameters, FunctionArguments::None);
        if called.over.is_some() {
            return self.refuse(span, "window functions (`over`) are not portable here");
        }
        if !plain {
            let message = format!("this form of {} is not portable", quoted(&name));
            return self.refuse(span, message);
        }
        let function = Function::from_name(&name);
        let aggregate = Aggregate::from_name(&name);
        if function.is_none() && aggregate.is_none() {
            self.unknown(&name, place);
            return None;
        }
        let FunctionArguments::List(list) = &called.args else {
            return self.refuse(
                span,
                format!("{} takes arguments in brackets", quoted(&name)),
            );
        };
        if !list.clauses.is_empty() {
            let message = format!("this form of {} is not portable", quoted(&name));
            return self.refuse(span, message);
        }
        let distinct = list.duplicate_treatment == Some(DuplicateTreatment::Distinct);
        if let Some(aggregate) = aggregate {
            return self.aggregate(
                aggregate,
                distinct,
                &list.args,
                called.filter.as_deref(),
                span,
            );
        }
        if list.duplicate_treatment.is_some() || called.filter.is_some() {
            let message = format!("{} is no aggregate", quoted(&name));
            return self.refuse(span, message);
        }
        let arguments: Vec<_> = list
            .args
            .iter()
            .map(|arg| self.argument(arg, &span))
            .collect();
        let arguments: Vec<Syntax> = arguments.into_iter().collect::<Option<_>>()?;
        self.with_arity(function?, arguments, span)
    }

    fn with_arity(
        &mut self,
        function: Function,
        arguments: Vec<Syntax>,
        span: Range<usize>,
    ) -> Option<Syntax> {
        let (fewest, most) = function.arity();
        if !(fewest..=most).contains(&arguments.len()) {
            let wanted = if fewest == most {
                fewest.to_string()
            } else {
                format!("{fewest} to {most}")
            };
            let noun = if most == 1 { "argument" } else { "arguments" };
            let given = arguments.len();
            let message = format!("`{}` takes {wanted} {noun}, not {given}", function.name());
            self.problems.push(Problem::new(span, message));
            return None;
        }
        Some(Syntax {
            kind: SyntaxKind::Call {
                function,
                arguments,
            },
            span,
        })
    }

    fn aggregate(
        &mut self,
        aggregate: Aggregate,
        distinct: bool,
        arguments: &[FunctionArg],
        filter: Option<&Expr>,
        span: Range<usize>,
    ) -> Option<Syntax> {
        let scalar_extreme =
            matches!(aggregate, Aggregate::Min | Aggregate::Max) && arguments.len() > 1;
        if scalar_extreme {
            let name = aggregate.name();
            let message = format!(
                "`{name}` of several values is not portable: SQLite's is NULL if any is, Postgres's skips them"
            );
            self.problems
                .push(Problem::new(span, message).help("write a `case`"));
            return None;
        }
        let argument = match arguments {
            [FunctionArg::Unnamed(FunctionArgExpr::Wildcard)]
                if aggregate == Aggregate::Count && !distinct =>
            {
                None
            }
            [argument] => Some(Box::new(self.argument(argument, &span)?)),
            _ => {
                let message = format!("`{}` takes one argument", aggregate.name());
                self.problems.push(Problem::new(span, message));
                return None;
            }
        };
        let filter = match filter {
            Some(filter) => Some(Box::new(self.expression(filter, &self.places.whole())?)),
            None => None,
        };
        Some(Syntax {
            kind: SyntaxKind::Aggregate {
                aggregate,
                distinct,
                argument,
                filter,
            },
            span,
        })
    }

    fn argument(&mut self, argument: &FunctionArg, span: &Range<usize>) -> Option<Syntax> {
        if let FunctionArg::Unnamed(FunctionArgExpr::Expr(expr)) = argument {
            self.expression(expr, span)
        } else {
            self.refuse(span.clone(), "arguments are plain expressions")
        }
    }

    fn unknown(&mut self, name: &str, place: Range<usize>) {
        let message = format!("the function {} is not portable", quoted(name));
        let problem = Problem::new(place, message);
        let problem = match (why_not(name), nearest(name, Function::names())) {
            (Some(reason), _) => problem.label(reason).help(PER_DIALECT),
            (None, Some(meant)) => problem.help(format!("did you mean `{meant}`?")),
            (None, None) => {
                let names: Vec<_> = Function::names().collect();
                problem.help(format!(
                    "there are `{}`; else {PER_DIALECT}",
                    names.join("`, `")
                ))
            }
        };
        self.problems.push(problem);
    }

    /// `substring(a from 1 for 2)` and `trim(both 'x' from a)`, which the parser knows by themselves.
    pub(super) fn text_function(&mut self, expr: &Expr, span: Range<usize>) -> Option<Syntax> {
        match expr {
            Expr::Substring {
                expr: value,
                substring_from,
                substring_for,
                ..
            } => {
                let span = self.places.enclosing_call(span);
                let parts = [Some(value), substring_from.as_ref(), substring_for.as_ref()];
                let arguments: Vec<_> = parts
                    .into_iter()
                    .flatten()
                    .map(|part| self.expression(part, &span))
                    .collect();
                let arguments: Vec<Syntax> = arguments.into_iter().collect::<Option<_>>()?;
                if substring_from.is_none() {
                    return self.refuse(span, "`substr` says where it starts");
                }
                self.with_arity(Function::Substr, arguments, span)
            }
            Expr::Trim {
                expr: value,
                trim_where,
                trim_what,
                trim_characters,
            } => {
                let span = self.places.enclosing_call(span);
                let function = match trim_where {
                    None | Some(TrimWhereField::Both) => Function::Trim,
                    Some(TrimWhereField::Leading) => Function::LTrim,
                    Some(TrimWhereField::Trailing) => Function::RTrim,
                };
                let characters = trim_characters.iter().flatten();
                let parts = std::iter::once(&**value)
                    .chain(trim_what.as_deref())
                    .chain(characters);
                let arguments: Vec<_> = parts.map(|part| self.expression(part, &span)).collect();
                let arguments: Vec<Syntax> = arguments.into_iter().collect::<Option<_>>()?;
                self.with_arity(function, arguments, span)
            }
            _ => self.refuse_expression(expr, span),
        }
    }
}
