//! Keys that the runtime makes.

use uuid::Uuid;

/// A random uuid.
///
/// ```
/// assert_eq!(dualect::new_uuid_v4().get_version_num(), 4);
/// ```
#[must_use]
pub fn new_uuid_v4() -> Uuid {
    Uuid::new_v4()
}

/// A uuid that sorts after those made before it in this process.
///
/// ```
/// let (first, second) = (dualect::new_uuid_v7(), dualect::new_uuid_v7());
/// assert!(first < second);
/// ```
#[must_use]
pub fn new_uuid_v7() -> Uuid {
    Uuid::now_v7()
}
