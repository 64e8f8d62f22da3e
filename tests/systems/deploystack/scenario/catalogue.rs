//! The catalogue and what teams install from it: shared rows beside rows of one team.

use deploystack_system_db::enums::{BucketInterval, SatelliteType, Visibility};
use deploystack_system_db::mcp_client_activity_metrics::{self, NewMcpClientActivityMetric};
use deploystack_system_db::mcp_server_installations::{self, NewMcpServerInstallation};
use deploystack_system_db::mcp_servers::{self, NewMcpServer};
use deploystack_system_db::mcp_tool_metadata::{self, NewMcpTool};
use deploystack_system_db::satellites::{self, NewSatellite};
use dualect::query::Upserted;
use dualect::types::Timestamp;
use dualect::{ErrorKind, Session};
use dualect_tests::both_engines;
use dualect_tests::engine::Database;

use super::{started, team, user};

async fn server(db: &Session, id: &str, creator: &str) -> String {
    let new = NewMcpServer {
        visibility: Some(Visibility::Global),
        ..NewMcpServer::new(id, id, id, "A server.", "rust", "native", creator)
    };
    mcp_servers::insert(db, new).await.unwrap().id
}

both_engines! {
    async fn what_a_team_has_installed_is_the_teams(database: Database) {
        let db = started(&database).await;
        let ada = user(&db, "ada").await;
        for id in ["ours", "theirs"] {
            team(&db, id, &ada).await;
        }
        let (ours, theirs) = (db.scope("ours"), db.scope("theirs"));
        let server = server(&db, "files", &ada.id).await;
        let new = NewMcpServerInstallation::new("i-1", server.as_str(), ada.id.as_str(), "files");
        let installed = mcp_server_installations::insert(&theirs, new).await.unwrap();
        assert_eq!(mcp_server_installations::get(&ours, "i-1").await.unwrap(), None);
        let refused = mcp_tool_metadata::insert(&ours, NewMcpTool::new("t-1", installed.id.as_str(), "read")).await.unwrap_err();
        let expected = ErrorKind::ForeignKey {
            table: "mcpToolMetadata".to_owned(),
            constraint: "mcp_tool_metadata_installation_fkey".to_owned(),
        };
        assert_eq!(refused.kind(), &expected);
        mcp_tool_metadata::insert(&theirs, NewMcpTool::new("t-1", installed.id.as_str(), "read")).await.unwrap();
        // The server is withdrawn: installations and their tools go with it.
        assert!(mcp_servers::delete(&db, &server).await.unwrap());
        assert_eq!(mcp_tool_metadata::count(&theirs).await.unwrap(), 0);
    }

    async fn a_satellite_of_a_team_has_a_team_and_one_of_all_has_none(database: Database) {
        let db = started(&database).await;
        let ada = user(&db, "ada").await;
        team(&db, "core", &ada).await;
        let wrong = [
            NewSatellite::new("s-1", "eu", SatelliteType::Team, "hash", ada.id.as_str()),
            NewSatellite {
                team_id: Some("core".to_owned()),
                ..NewSatellite::new("s-1", "eu", SatelliteType::Global, "hash", ada.id.as_str())
            },
        ];
        for new in wrong {
            let refused = satellites::insert(&db, new).await.unwrap_err();
            let expected = ErrorKind::Check { table: "satellites".to_owned(), constraint: "satellites_team".to_owned() };
            assert_eq!(refused.kind(), &expected);
        }
    }

    async fn a_bucket_of_metrics_is_counted_up_and_its_time_is_whole_seconds(database: Database) {
        let db = started(&database).await;
        let ada = user(&db, "ada").await;
        team(&db, "core", &ada).await;
        let eu = NewSatellite::new("eu", "eu", SatelliteType::Global, "hash", ada.id.as_str());
        satellites::insert(&db, eu).await.unwrap();
        let core = db.scope("core");
        let bucket: Timestamp = "2026-01-31T12:00:00Z".parse().unwrap();
        let count = |id: &str, requests| NewMcpClientActivityMetric {
            request_count: Some(requests),
            ..NewMcpClientActivityMetric::new(id, ada.id.as_str(), "eu", "client", bucket, BucketInterval::Hour)
        };
        let first = mcp_client_activity_metrics::insert(&core, count("m-1", 1)).await.unwrap();
        assert_eq!(first.bucket_timestamp, bucket);
        let again = mcp_client_activity_metrics::upsert_by_user_id_and_satellite_id_and_auth_identifier_and_bucket_interval_and_bucket_timestamp(
            &core,
            count("m-1", 2),
        );
        let Upserted::Updated(again) = again.await.unwrap() else { panic!("it was there") };
        assert_eq!((again.id.as_str(), again.request_count), ("m-1", 2));
    }
}
