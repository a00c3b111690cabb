//! The tree as it is unfolded: which values are opened, how many lines that makes, which value a line
//! shows, and which line a byte is in.
//!
//! Of an opened value only the place of every thirty-second value in it is kept: one with a million
//! values costs one pass over their headers when it is opened, a few hundred KB, and each line after
//! that a few headers.

use std::cell::Cell;
use std::collections::BTreeMap;

use super::object::Object;
use super::row::{self, DEPTH};
use super::shape::{Known, Members};
use crate::decode::raw::Element;
use crate::model::Span;
use crate::view::InsideRow;

/// The place of so many values in a row is found by going on from the first of them.
const STEP: usize = 32;
/// A value with more values in it is not unfolded by itself.
const MANY: usize = 100;
/// Lines that are unfolded by itself.
const LINES: usize = 600;
/// Levels that are unfolded by itself.
const LEVELS: usize = 14;

/// A tree.
pub struct Tree {
    root: Branch,
    /// Headers that were read for it so far, for tests: what it costs.
    pub steps: Cell<usize>,
}

/// The values in one that is opened.
struct Branch {
    known: Known,
    span: Span,
    depth: usize,
    marks: Vec<usize>,
    count: usize,
    /// Where bytes begin that are no value; a line of their own.
    broken: Option<usize>,
    /// What is known of the first ones, where they are not all alike.
    first: Vec<Known>,
    opened: BTreeMap<usize, Branch>,
}

/// A value by the way to it: its place in each branch, from the root on.
pub type Path = Vec<usize>;

/// What stands in a line.
pub enum Line {
    /// A value, and what is known of it.
    Value(Element, Known),
    /// Bytes that are no value.
    Broken(usize, usize, Known),
}

impl Tree {
    /// Unfolded as far as a person can take in.
    pub fn new(object: &Object<'_>) -> Self {
        let steps = Cell::new(0);
        let all = Span::new(0, object.der.len());
        let mut root = Branch::new(object, all, &object.known, 0, &steps);
        root.first = vec![object.known.clone()];
        let mut tree = Self { root, steps };
        let mut left = LINES;
        for level in 0..LEVELS {
            tree.root.unfold(object, level, &mut left, &tree.steps);
        }
        tree
    }

    /// How many lines there are.
    pub fn lines(&self) -> usize {
        self.root.lines()
    }

    /// A line by its number.
    pub fn row(&self, object: &Object<'_>, line: usize) -> Option<InsideRow> {
        let (branch, index) = self.root.place(line)?;
        let mut row = match branch.child(object, index, &self.steps)? {
            Line::Value(value, known) => row::row(object, &value, &known, branch.depth),
            Line::Broken(at, end, known) => {
                row::broken(object, at, end, branch.depth, &known.field)
            }
        };
        row.opened = branch.opened.contains_key(&index);
        Some(row)
    }

    /// Where what a line shows begins.
    pub fn begins(&self, object: &Object<'_>, line: usize) -> Option<usize> {
        let (branch, index) = self.root.place(line)?;
        Some(match branch.child(object, index, &self.steps)? {
            Line::Value(value, _) => value.at,
            Line::Broken(at, ..) => at,
        })
    }

    /// Opens what begins at that byte, or closes it; only what is in a line.
    pub fn toggle(&mut self, object: &Object<'_>, at: usize) {
        let Some(path) = self.path(object, at, false) else { return };
        let Some((last, way)) = path.split_last() else { return };
        let Some(branch) = self.root.follow(way) else { return };
        if branch.opened.remove(last).is_some() {
            return;
        }
        let mut left = MANY;
        if branch.open(object, *last, usize::MAX, &self.steps)
            && let Some(inside) = branch.opened.get_mut(last)
            && inside.count == 1
        {
            // What holds a single value is opened with it.
            inside.unfold(object, 0, &mut left, &self.steps);
        }
    }

    /// The way to the innermost value that a byte is in, which is unfolded for it. With `unfold` off,
    /// to the value that begins there, as far as it is in a line.
    pub fn path(&mut self, object: &Object<'_>, at: usize, unfold: bool) -> Option<Path> {
        let mut path = Path::new();
        let mut branch = &mut self.root;
        loop {
            let index = branch.index_of(object, at, &self.steps)?;
            path.push(index);
            let Line::Value(value, known) = branch.child(object, index, &self.steps)? else {
                return Some(path);
            };
            if value.at == at && !unfold {
                return Some(path);
            }
            // A byte of the header is the value's own.
            let inner = row::inner(object.der, &value, &known);
            if !inner.is_some_and(|it| it.start <= at && at < it.end) {
                return unfold.then_some(path);
            }
            if unfold && !branch.opened.contains_key(&index) {
                branch.open(object, index, usize::MAX, &self.steps);
            }
            match branch.opened.get_mut(&index) {
                Some(inside) => branch = inside,
                None => return unfold.then_some(path),
            }
        }
    }

    /// The number of the line of a value, what it is, and the names of what it lies in.
    pub fn at(&self, object: &Object<'_>, path: &[usize]) -> Option<(usize, Line, Vec<String>)> {
        let mut branch = &self.root;
        let mut line = 0usize;
        let mut names = Vec::new();
        for (level, index) in path.iter().enumerate() {
            line = line.saturating_add(branch.line_of(*index));
            let shown = branch.child(object, *index, &self.steps)?;
            if let Line::Value(value, known) = &shown {
                names.push(match known.name {
                    "" => super::value::tag(value),
                    name => name.to_owned(),
                });
            }
            if level.saturating_add(1) == path.len() {
                return Some((line, shown, names));
            }
            line = line.saturating_add(1);
            branch = branch.opened.get(index)?;
        }
        None
    }
}

impl Branch {
    fn new(
        object: &Object<'_>,
        span: Span,
        known: &Known,
        depth: usize,
        steps: &Cell<usize>,
    ) -> Self {
        let mut branch = Self {
            known: known.clone(),
            span,
            depth,
            marks: Vec::new(),
            count: 0,
            broken: None,
            first: Vec::new(),
            opened: BTreeMap::new(),
        };
        let mut members = Members::of(known);
        let named = !Members::alike(known) && depth > 0;
        let mut at = span.start;
        while at < span.end {
            let Some(value) = read(object, at, span.end, steps) else {
                branch.broken = Some(at);
                break;
            };
            if branch.count.is_multiple_of(STEP) {
                branch.marks.push(at);
            }
            if named && branch.count < Members::MOST {
                branch.first.push(members.next(object.der, &value));
            }
            branch.count = branch.count.saturating_add(1);
            at = value.after;
        }
        branch
    }

    fn lines(&self) -> usize {
        let inside = self.opened.values().map(Branch::lines);
        let own = self.count.saturating_add(usize::from(self.broken.is_some()));
        inside.fold(own, usize::saturating_add)
    }

    /// The line of a value in it, counted from its own first.
    fn line_of(&self, index: usize) -> usize {
        let before = self.opened.range(..index).map(|(_, inside)| inside.lines());
        before.fold(index, usize::saturating_add)
    }

    /// The branch and the place in it of a line.
    fn place(&self, line: usize) -> Option<(&Branch, usize)> {
        let mut more = 0usize;
        for (index, inside) in &self.opened {
            let own = index.saturating_add(more);
            if line <= own {
                break;
            }
            let lines = inside.lines();
            if line <= own.saturating_add(lines) {
                return inside.place(line.saturating_sub(own).saturating_sub(1));
            }
            more = more.saturating_add(lines);
        }
        let index = line.saturating_sub(more);
        (index < self.count.saturating_add(usize::from(self.broken.is_some())))
            .then_some((self, index))
    }

    /// A value in it by its place.
    fn child(&self, object: &Object<'_>, index: usize, steps: &Cell<usize>) -> Option<Line> {
        if index == self.count {
            return Some(Line::Broken(self.broken?, self.span.end, self.known.clone()));
        }
        let mut at = *self.marks.get(index / STEP)?;
        for _ in 0..index % STEP {
            at = read(object, at, self.span.end, steps)?.after;
        }
        let value = read(object, at, self.span.end, steps)?;
        let known = match self.first.get(index) {
            Some(known) => known.clone(),
            None if self.depth == 0 => Known::nothing(),
            None if Members::alike(&self.known) => {
                Members::of(&self.known).next(object.der, &value)
            }
            None => Known { field: self.known.field.clone(), ..Known::nothing() },
        };
        Some(Line::Value(value, known))
    }

    /// The place of the value that a byte is in.
    fn index_of(&self, object: &Object<'_>, at: usize, steps: &Cell<usize>) -> Option<usize> {
        if at < self.span.start || at >= self.span.end {
            return None;
        }
        if self.broken.is_some_and(|broken| at >= broken) {
            return Some(self.count);
        }
        let block = self.marks.partition_point(|mark| *mark <= at).checked_sub(1)?;
        let mut here = *self.marks.get(block)?;
        for index in block.saturating_mul(STEP)..self.count {
            let value = read(object, here, self.span.end, steps)?;
            if at < value.after {
                return Some(index);
            }
            here = value.after;
        }
        None
    }

    /// Opens a value in it; false where none are in that, or more than `most`.
    fn open(
        &mut self,
        object: &Object<'_>,
        index: usize,
        most: usize,
        steps: &Cell<usize>,
    ) -> bool {
        let Some(Line::Value(value, known)) = self.child(object, index, steps) else {
            return false;
        };
        let inner = row::inner(object.der, &value, &known);
        let Some(inner) = inner.filter(|it| it.end > it.start && self.depth < DEPTH) else {
            return false;
        };
        if most < usize::MAX && !has_at_most(object, inner, most, steps) {
            return false;
        }
        let inside = Branch::new(object, inner, &known, self.depth.saturating_add(1), steps);
        self.opened.insert(index, inside);
        true
    }

    /// Opens what is so many levels down, as long as lines are left.
    fn unfold(&mut self, object: &Object<'_>, level: usize, left: &mut usize, steps: &Cell<usize>) {
        if level > 0 {
            for inside in self.opened.values_mut() {
                inside.unfold(object, level.saturating_sub(1), left, steps);
            }
            return;
        }
        for index in 0..self.count.min(MANY) {
            if *left == 0 {
                return;
            }
            if !self.opened.contains_key(&index)
                && self.open(object, index, (*left).min(MANY), steps)
            {
                let lines = self.opened.get(&index).map_or(0, Branch::lines);
                *left = left.saturating_sub(lines);
            }
        }
    }

    fn follow(&mut self, way: &[usize]) -> Option<&mut Branch> {
        way.iter().try_fold(self, |branch, index| branch.opened.get_mut(index))
    }
}

fn read(object: &Object<'_>, at: usize, end: usize, steps: &Cell<usize>) -> Option<Element> {
    steps.set(steps.get().saturating_add(1));
    Element::read(object.der, at, end)
}

fn has_at_most(object: &Object<'_>, inner: Span, most: usize, steps: &Cell<usize>) -> bool {
    let mut at = inner.start;
    for _ in 0..most {
        match read(object, at, inner.end, steps) {
            Some(value) if value.after < inner.end => at = value.after,
            _ => return true,
        }
    }
    false
}
