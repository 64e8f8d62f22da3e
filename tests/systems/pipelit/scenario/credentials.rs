//! Credentials: a base row and a row of its kind, and bytes that come back as they went in.

use dualect::{ErrorKind, Result, Session};
use dualect_tests::both_engines;
use dualect_tests::engine::Database;
use pipelit_system_db::credentials::{self, Credential, NewCredential};
use pipelit_system_db::enums::{CredentialType, GitCredentialType, GitProvider, LlmProvider};
use pipelit_system_db::git_credentials::{self, NewGitCredential};
use pipelit_system_db::llm_accounts;
use pipelit_system_db::llm_credentials::{self, LlmCredential, NewLlmCredential};
use pipelit_system_db::user_profiles::{self, UserProfilePatch};
use serde_json::json;

use super::{started, user};

/// A model's credential: both rows or none.
async fn llm(
    db: &Session,
    owner: i32,
    name: &str,
    key: &[u8],
) -> Result<(Credential, LlmCredential)> {
    let base =
        credentials::insert(db, NewCredential::new(owner, name, CredentialType::Llm)).await?;
    let new = NewLlmCredential {
        custom_headers: Some(json!({ "X-Team": "core" })),
        ..NewLlmCredential::new(base.id, LlmProvider::Anthropic, key.to_vec())
    };
    let kind = llm_credentials::insert(db, new).await?;
    Ok((base, kind))
}

both_engines! {
    async fn what_was_encrypted_comes_back_byte_by_byte(database: Database) {
        let db = started(&database).await;
        let owner = user(&db, "ada").await;
        let every: Vec<u8> = (0..=255).cycle().take(10_000).collect();
        for (name, key) in [("all", every.as_slice()), ("none", &[]), ("zero", &[0]), ("text", b"not\xffutf8")] {
            let (base, kind) = llm(&db, owner.id, name, key).await.unwrap();
            assert_eq!(kind.api_key, key);
            let read = llm_credentials::find_by_base_credentials_id(&db, base.id).await.unwrap().unwrap();
            assert_eq!(read, kind);
        }
        let secret = UserProfilePatch { totp_secret: Some(Some(vec![0, 255])), mfa_enabled: Some(true), ..UserProfilePatch::default() };
        let owner = user_profiles::update(&db, owner.id, secret).await.unwrap().unwrap();
        assert_eq!(owner.totp_secret, Some(vec![0, 255]));
    }

    async fn a_kind_has_one_row_and_goes_with_its_base(database: Database) {
        let db = started(&database).await;
        let owner = user(&db, "ada").await;
        let (base, kind) = llm(&db, owner.id, "main", b"key").await.unwrap();
        let second = NewLlmCredential::new(base.id, LlmProvider::Openai, b"other".to_vec());
        let refused = llm_credentials::insert(&db, second).await.unwrap_err();
        let expected = ErrorKind::Unique {
            table: "llm_credentials".to_owned(),
            constraint: "llm_credentials_base_credentials_id_key".to_owned(),
        };
        assert_eq!(refused.kind(), &expected);
        let accounts = llm_accounts::list(&db).await.unwrap();
        assert_eq!(accounts.len(), 1);
        assert_eq!((accounts[0].id, accounts[0].name.as_str(), accounts[0].provider_type), (base.id, "main", LlmProvider::Anthropic));
        assert!(credentials::delete(&db, base.id).await.unwrap());
        assert_eq!(llm_credentials::get(&db, kind.id).await.unwrap(), None);
    }

    async fn a_base_without_its_kind_is_never_left_behind(database: Database) {
        let db = started(&database).await;
        let owner = user(&db, "ada").await;
        let outcome: Result<()> = db
            .transaction(async |tx| {
                let base = credentials::insert(&tx, NewCredential::new(owner.id, "git", CredentialType::Git)).await?;
                // A key by SSH, and no key.
                git_credentials::insert(&tx, NewGitCredential::new(base.id, GitProvider::Github, GitCredentialType::SshKey)).await?;
                Ok(())
            })
            .await;
        let expected = ErrorKind::Check {
            table: "git_credentials".to_owned(),
            constraint: "git_credentials_secret".to_owned(),
        };
        assert_eq!(outcome.unwrap_err().kind(), &expected);
        assert_eq!(credentials::count(&db).await.unwrap(), 0);
    }
}
