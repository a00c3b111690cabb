//! Sorting that is compiled once. The standard library's sort is compiled anew for every kind of
//! element and of key, at 3 to 4 KB each: a tenth of what the small engine may weigh. Lists are short
//! here, and what is compared is not what takes time.

use std::cmp::Ordering;

/// Sorts by a key, which is made once for each; what has an equal key keeps its order.
pub fn by_key<T, K: Ord>(list: &mut [T], key: impl FnMut(&T) -> K) {
    let keys: Vec<K> = list.iter().map(key).collect();
    let from = sorted(list.len(), &|a, b| keys.get(a).cmp(&keys.get(b)));
    put(list, &from);
}

/// Sorts by a comparison; what is equal keeps its order.
pub fn by<T>(list: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let of = |a: usize, b: usize| match (list.get(a), list.get(b)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    };
    let from = sorted(list.len(), &of);
    put(list, &from);
}

/// Sorts what has an order of its own.
pub fn plain<T: Ord>(list: &mut [T]) {
    by(list, T::cmp);
}

/// The places `0..count` in order: the only sort there is.
fn sorted(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_by(|a, b| compare(*a, *b));
    places
}

/// Brings each element to where it belongs; `from[n]` is where the one that comes n-th is now.
fn put<T>(list: &mut [T], from: &[usize]) {
    let mut to = vec![0; from.len()];
    for (place, old) in from.iter().enumerate() {
        if let Some(of_old) = to.get_mut(*old) {
            *of_old = place;
        }
    }
    for place in 0..to.len() {
        // Each swap brings one element home.
        while let Some(home) = to.get(place).copied().filter(|home| *home != place) {
            list.swap(place, home);
            to.swap(place, home);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers of which many are equal, in no order.
    fn mixed(count: u32) -> Vec<(u32, u32)> {
        (0..count).map(|n| (n.wrapping_mul(2_654_435_761) >> 28, n)).collect()
    }

    #[test]
    fn lists_are_sorted_as_the_standard_library_sorts_them() {
        for count in [0, 1, 2, 3, 20, 21, 1000] {
            let mut expected = mixed(count);
            expected.sort_by_key(|it| it.0);
            let mut list = mixed(count);
            by_key(&mut list, |it| it.0);
            assert_eq!(list, expected);
            let mut list = mixed(count);
            by(&mut list, |a, b| a.0.cmp(&b.0));
            assert_eq!(list, expected);
            expected.sort();
            list.reverse();
            plain(&mut list);
            assert_eq!(list, expected);
        }
    }
}
