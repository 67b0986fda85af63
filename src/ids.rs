//! Which one? Newtypes for every index, so that none is taken for another, and stable hashes for what is written out.
//!
//! In: positions in a built table, or the parts of a key. Out: small ids inside, hexadecimal ids in tables. Ids of a
//! gazetteer mean nothing in another gazetteer.

macro_rules! index_type {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub struct $name(pub(crate) u32);

        impl $name {
            /// The id of a position; texts and tables have fewer than 2^32 of anything.
            #[allow(dead_code, reason = "not every table is built by position")]
            pub(crate) fn of_index(index: usize) -> Self {
                Self(u32::try_from(index).unwrap_or(u32::MAX))
            }

            /// The position in its table.
            #[must_use]
            pub const fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}

index_type!(
    /// An entity of one built gazetteer.
    EntityId
);
index_type!(
    /// A sentence of one document, counted from 0.
    SentenceId
);

/// 16 hexadecimal digits from the parts of a key; the same on every machine.
pub(crate) fn stable_id(parts: &[&str]) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(part.as_bytes());
        hasher.update(&[0x1f]);
    }
    hasher.finalize().to_hex()[..16].to_owned()
}

/// The full digest of some bytes, in hexadecimal.
pub(crate) fn digest(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_do_not_run_together() {
        assert_ne!(stable_id(&["ab", "c"]), stable_id(&["a", "bc"]));
        assert_eq!(stable_id(&["a"]).len(), 16);
    }
}
