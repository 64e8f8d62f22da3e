//! No table is declared here.
