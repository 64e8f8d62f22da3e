use dualect::{Migration, MigrationErrorKind};

use crate::subject::{INIT, MORE, Subject};

#[tokio::test]
async fn the_newest_goes_first_and_its_rows_go_with_it() {
    let mut subject = Subject::new().await;
    subject.migrate(&[INIT, MORE]).await.unwrap();
    subject.settings.accept_lossy = true;
    assert_eq!(
        subject.rollback(&[INIT, MORE], 1).await.unwrap().tags,
        [MORE.tag]
    );
    assert_eq!(subject.recorded().await, [INIT.tag]);
    assert_eq!(subject.notes().await.len(), 1);
    subject.migrate(&[INIT, MORE]).await.unwrap();
    assert_eq!(
        subject.rollback(&[INIT, MORE], 9).await.unwrap().tags,
        [MORE.tag, INIT.tag]
    );
    assert!(subject.tables().await.is_empty());
    assert!(
        subject
            .rollback(&[INIT, MORE], 1)
            .await
            .unwrap()
            .tags
            .is_empty()
    );
}

#[tokio::test]
async fn a_lossy_or_irreversible_one_is_refused_before_anything_is_touched() {
    let init = Migration {
        down: "-- dualect: irreversible: the values are gone\n",
        ..INIT
    };
    let mut subject = Subject::new().await;
    subject.migrate(&[init, MORE]).await.unwrap();
    let error = subject.rollback(&[init, MORE], 1).await.unwrap_err();
    let lost = "the column parents.note".to_owned();
    assert_eq!(
        error,
        MigrationErrorKind::Lossy {
            tag: MORE.tag.to_owned(),
            lost
        }
    );
    subject.settings.accept_lossy = true;
    let error = subject.rollback(&[init, MORE], 2).await.unwrap_err();
    let reason = "the values are gone".to_owned();
    assert_eq!(
        error,
        MigrationErrorKind::Irreversible {
            tag: INIT.tag.to_owned(),
            reason
        }
    );
    assert_eq!(subject.recorded().await, [INIT.tag, MORE.tag]);
}

#[tokio::test]
async fn a_failing_down_leaves_the_boundary() {
    let init = Migration {
        down: "DROP TABLE children;\n--> statement-breakpoint\nDROP TABLE nosuch;\n",
        ..INIT
    };
    let mut subject = Subject::new().await;
    subject.migrate(&[init]).await.unwrap();
    let error = subject.rollback(&[init], 1).await.unwrap_err().to_string();
    assert!(error.contains("down.sql line 3, section 2"), "{error}");
    assert_eq!(subject.tables().await, ["children", "parents"]);
    assert_eq!(subject.notes().await, ["20260131120000_init|2|applied"]);
}
