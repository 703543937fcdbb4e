//! The stored shapes of records, manifests, segments and drafts, one module a version.
