//! `settings`: one row a tenant.

use dualect::types::Uuid;
use parity_db::settings::{self, NewSetting, SettingPatch};

use crate::differential::operation::call;
use crate::differential::{Operation, Random};

const ACCOUNTS: [Uuid; 2] = [Uuid::from_u128(1), Uuid::max()];

pub(super) fn any(random: &mut Random) -> Operation {
    let account = random.pick(&ACCOUNTS);
    match random.below(8) {
        0 => of(account),
        1 => call!("settings::exists", [account = account], |db| {
            settings::exists(&db.scope(account))
        }),
        2 => call!(
            "settings::count",
            [account = account],
            |db| settings::count(&db.scope(account))
        ),
        3 => call!(
            "settings::insert",
            [account = account, new = new(random)],
            |db| { settings::insert(&db.scope(account), new) }
        ),
        4 => call!(
            "settings::upsert",
            [account = account, new = new(random)],
            |db| { settings::upsert(&db.scope(account), new) }
        ),
        5 => call!(
            "settings::insert_or_get",
            [account = account, new = new(random)],
            |db| { settings::insert_or_get(&db.scope(account), new) }
        ),
        6 => call!(
            "settings::update",
            [account = account, patch = patch(random)],
            |db| { settings::update(&db.scope(account), patch) }
        ),
        _ => call!("settings::delete", [account = account], |db| {
            settings::delete(&db.scope(account))
        }),
    }
}

fn new(random: &mut Random) -> NewSetting {
    NewSetting {
        theme: random.seldom(|random| random.varchar(4)),
        data: random.seldom(Random::json),
    }
}

fn patch(random: &mut Random) -> SettingPatch {
    let new = new(random);
    SettingPatch {
        theme: new.theme,
        data: new.data,
    }
}

fn of(account: Uuid) -> Operation {
    call!("settings::get", [account = account], |db| settings::get(
        &db.scope(account)
    ))
}

/// The row of each tenant.
pub(super) fn all() -> Vec<Operation> {
    ACCOUNTS.map(of).into()
}
