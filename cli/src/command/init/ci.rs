//! The step by which CI sees that what is generated is what the schema says.

use super::piece::{Piece, What};
use super::workspace::Workspace;

/// What other services read.
const OTHERS: [&str; 7] = [
    ".gitlab-ci.yml",
    ".circleci/config.yml",
    ".woodpecker.yml",
    ".forgejo/workflows",
    ".gitea/workflows",
    "azure-pipelines.yml",
    "Jenkinsfile",
];

/// A workflow of GitHub's, unless another service is at work here.
pub(super) fn piece(generate: &str, workspace: &Workspace) -> Piece {
    let command = format!("{generate} --check");
    let github = workspace.root.join(".github");
    let mut others = OTHERS.iter().map(|other| workspace.root.join(other));
    if !github.is_dir()
        && let Some(other) = others.find(|other| other.exists())
    {
        return Piece::new(other, What::ByHand(format!("let it run `{command}`")));
    }
    let path = github.join("workflows/schema.yml");
    Piece::unless_there(path, workflow(&command))
}

fn workflow(command: &str) -> String {
    format!(
        "name: schema
on:
  push:
    branches: [main]
  pull_request:
jobs:
  generated:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: {command}
"
    )
}
