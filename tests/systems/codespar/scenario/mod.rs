//! codespar: everything belongs to an organization, what was done stays done, and the service says how it is.

mod approvals;
mod audit;
mod health;
mod organizations;
mod policies;

use codespar_system_db::MIGRATIONS;
use codespar_system_db::organizations::NewOrganization;
use codespar_system_db::projects::{NewProject, Project};
use dualect::{Db, Scoped};
use dualect_tests::engine::Database;

async fn started(database: &Database) -> Db {
    let db = Db::connect(&database.url()).await.unwrap();
    db.migrate(&MIGRATIONS).await.unwrap();
    db
}

/// A new organization's scope.
async fn organization(db: &Db, slug: &str) -> Scoped {
    let new = NewOrganization::new(slug.to_uppercase(), slug);
    let organization = codespar_system_db::organizations::insert(db, new)
        .await
        .unwrap();
    db.scope(organization.id)
}

async fn project(org: &Scoped, id: &str) -> Project {
    let new = NewProject::new(id, id, id);
    codespar_system_db::projects::insert(org, new)
        .await
        .unwrap()
}
