//! `nodes`: refers to itself.
//!
//! As in `parcels`, a row with an even key has the references that are followed, one with an odd key those that are checked.

use parity_db::nodes::{self, NewNode, NodePatch};

use crate::differential::operation::{call, usual_call, walk};
use crate::differential::{Operation, Random};

pub(super) fn any(random: &mut Random) -> Operation {
    match random.below(34) {
        0 => call!("nodes::find_by_twin", [twin = id(random)], |db| {
            nodes::find_by_twin(&db, twin)
        }),
        1 => call!("nodes::list_by_parent", [parent = id(random)], |db| {
            nodes::list_by_parent(&db, parent)
        }),
        2 => call!("nodes::list_by_anchor", [anchor = id(random)], |db| {
            nodes::list_by_anchor(&db, anchor)
        }),
        3 => call!("nodes::list_by_label", [label = random.varchar(3)], |db| {
            nodes::list_by_label(&db, &label)
        }),
        4 | 5 => call!("nodes::upsert_by_twin", [new = new(random)], |db| {
            nodes::upsert_by_twin(&db, new)
        }),
        6 => call!("nodes::insert_or_get_by_twin", [new = new(random)], |db| {
            nodes::insert_or_get_by_twin(&db, new)
        }),
        7 => call!(
            "nodes::page_by_parent_and_label",
            [limits = random.limits()],
            |db| walk(&limits, async |after, limit| {
                nodes::page_by_parent_and_label(&db, after, limit).await
            })
        ),
        8 => call!("nodes::page_by_label", [limits = random.limits()], |db| {
            walk(&limits, async |after, limit| {
                nodes::page_by_label(&db, after, limit).await
            })
        }),
        9 => call!("nodes::insert_many", [new = chain(random)], |db| {
            nodes::insert_many(&db, new)
        }),
        10 | 11 => {
            let id = id(random);
            call!(
                "nodes::update",
                [id = id, patch = patch(random, id)],
                |db| nodes::update(&db, id, patch)
            )
        }
        _ => usual_call!(
            random, nodes, scope [], |db| &db,
            key [id = id(random)] => (id),
            keys |random| id(random) => |keys| &keys,
            new new(random), patch NodePatch { label: random.maybe(|random| random.varchar(3)), ..NodePatch::default() }
        ),
    }
}

fn id(random: &mut Random) -> i32 {
    random.pick(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 150])
}

fn new(random: &mut Random) -> NewNode {
    let own = id(random);
    let followed = own % 2 == 0;
    let mut other = |wanted: bool| random.seldom(id).filter(|_| wanted);
    NewNode {
        id: own,
        parent: other(followed),
        twin: other(followed),
        anchor: other(!followed),
        peer: other(!followed),
        label: random.seldom(|random| random.varchar(3)),
    }
}

/// Many nodes, each referring to one before or after it.
fn chain(random: &mut Random) -> Vec<NewNode> {
    let count = i32::try_from(2 + random.below(150)).unwrap();
    let (step, reach) = random.pick(&[(1, 1), (-1, 1), (1, 70), (-1, 70), (0, 0)]);
    let nodes = (0..count).map(|at| {
        let parent = at + step * reach;
        NewNode {
            parent: (0..count).contains(&parent).then_some(100 + 2 * parent),
            ..NewNode::new(100 + 2 * at)
        }
    });
    nodes.collect()
}

/// For a row with that key.
fn patch(random: &mut Random, id: i32) -> NodePatch {
    let new = loop {
        let new = new(random);
        if new.id % 2 == id % 2 {
            break new;
        }
    };
    NodePatch {
        parent: random.seldom(|_| new.parent),
        twin: random.seldom(|_| new.twin),
        anchor: random.seldom(|_| new.anchor),
        peer: random.seldom(|_| new.peer),
        label: new.label,
    }
}

/// All rows.
pub(super) fn all() -> Operation {
    call!("nodes::page", [limits = vec![1000]], |db| walk(
        &limits,
        async |after, limit| { nodes::page(&db, after, limit).await }
    ))
}
