//! What draws what (ISO 32000-2, 7.8.3): forms, patterns, masks and drawn letters, followed as a page's instructions use them.
//! Nothing draws itself, nothing is nested deeper than a renderer can follow, and all of it together has an end.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::rc::Rc;

use casework::facts::RefusedFile;
use lopdf::{Dictionary, Document, Object, ObjectId};

use super::objects::name;
use super::syntax::{Token, Tokens, value};
use super::{coded, expanded};
use crate::limits::Limits;
use crate::refusal::*;

/// A form in a form in a form is as deep as programs write. Renderers stop, or fall, soon after this.
const DEPTH_MAX: usize = 20;

/// Judges all pages, and the looks of their annotations.
pub fn judge(document: &Document, pages: &[ObjectId], limits: &Limits) -> Result<(), RefusedFile> {
    let mut drawing = Drawing { document, limits, uses: HashMap::new(), sizes: HashMap::new(), path: Vec::new(), n_steps: 0 };
    let mut done = HashSet::new();
    pages
        .iter()
        .zip(1..)
        .filter(|(page, _)| done.insert(**page))
        .try_for_each(|(page, number)| drawing.page(*page).map_err(|refused| RefusedFile { page: Some(number), ..refused }))
}

/// A kind of resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Kind {
    Object,
    Pattern,
    State,
    Font,
}

impl Kind {
    /// Where such are named.
    fn folder(self) -> &'static [u8] {
        match self {
            Kind::Object => b"XObject",
            Kind::Pattern => b"Pattern",
            Kind::State => b"ExtGState",
            Kind::Font => b"Font",
        }
    }
}

/// What some instructions use by name, and how often.
type Uses = Rc<Vec<(Kind, Vec<u8>, u64)>>;

/// Dictionaries of resources, the nearest first.
type Resources<'a> = Vec<&'a Dictionary>;

struct Drawing<'a> {
    document: &'a Document,
    limits: &'a Limits,
    uses: HashMap<ObjectId, Uses>,
    sizes: HashMap<(ObjectId, u64), u64>,
    path: Vec<ObjectId>,
    n_steps: u32,
}

impl<'a> Drawing<'a> {
    fn page(&mut self, id: ObjectId) -> Result<(), RefusedFile> {
        let Ok(page) = self.document.get_dictionary(id) else { return Ok(()) };
        let resources = inherited_resources(self.document, page);
        let uses = self.uses_of_page(page)?;
        self.path = vec![id];
        self.all(&uses, &resources)?;
        for look in self.looks(page) {
            self.path.clear();
            self.drawn(look, &resources)?;
        }
        Ok(())
    }

    fn uses_of_page(&self, page: &Dictionary) -> Result<Uses, RefusedFile> {
        let parts = match page.get_deref(b"Contents", self.document) {
            Ok(Object::Array(parts)) => parts.iter().collect(),
            Ok(_) => page.get(b"Contents").into_iter().collect(),
            Err(_) => Vec::new(),
        };
        let mut content = Vec::new();
        for part in parts {
            let Ok((_, Object::Stream(stream))) = self.document.dereference(part) else { continue };
            content.extend(expanded(stream, self.limits, self.limits.expanded_bytes)?.unwrap_or_default());
            content.push(b'\n');
        }
        uses(&content, self.document, self.limits)
    }

    /// The appearance streams of a page's annotations, those of all states.
    fn looks(&self, page: &Dictionary) -> BTreeSet<ObjectId> {
        let document = self.document;
        let mut looks = BTreeSet::new();
        let annotations = page.get_deref(b"Annots", document).and_then(Object::as_array);
        for annotation in annotations.into_iter().flatten().filter_map(|it| document.dereference(it).ok()?.1.as_dict().ok()) {
            let Ok(kinds) = annotation.get_deref(b"AP", document).and_then(Object::as_dict) else { continue };
            for (_, kind) in kinds {
                match document.dereference(kind) {
                    Ok((Some(id), Object::Stream(_))) => _ = looks.insert(id),
                    Ok((_, Object::Dictionary(states))) => looks.extend(states.iter().filter_map(|it| it.1.as_reference().ok())),
                    _ => {}
                }
            }
        }
        looks
    }

    /// A stream of instructions: how much it draws when everything is drawn that it uses.
    fn drawn(&mut self, id: ObjectId, above: &Resources<'a>) -> Result<u64, RefusedFile> {
        let Ok(Object::Stream(stream)) = self.document.get_object(id) else { return Ok(0) };
        let resources = self.nearest(&stream.dict, above);
        let key = (id, context(&resources));
        if let Some(size) = self.sizes.get(&key) {
            return Ok(*size);
        }
        self.enter(id)?;
        let uses = match self.uses.get(&id) {
            Some(uses) => uses.clone(),
            None => {
                let content = expanded(stream, self.limits, self.limits.expanded_bytes)?.unwrap_or_default();
                let found = uses(&content, self.document, self.limits)?;
                self.uses.insert(id, found.clone());
                found
            }
        };
        let size = self.all(&uses, &resources)?;
        self.path.pop();
        self.sizes.insert(key, size);
        Ok(size)
    }

    /// Its own resources before those above it, none of them twice.
    fn nearest(&self, owner: &'a Dictionary, above: &Resources<'a>) -> Resources<'a> {
        let own = owner.get_deref(b"Resources", self.document).and_then(Object::as_dict).ok();
        own.into_iter().chain(above.iter().copied().filter(|it| own.is_none_or(|own| !std::ptr::eq(own, *it)))).collect()
    }

    fn enter(&mut self, id: ObjectId) -> Result<(), RefusedFile> {
        self.n_steps += 1;
        if self.path.contains(&id) {
            return Err(PDF_CYCLE.refuse(format_args!("{} {} obj", id.0, id.1)));
        }
        if self.path.len() >= DEPTH_MAX {
            return Err(PDF_NESTING.refuse(DEPTH_MAX));
        }
        if self.n_steps > self.limits.objects {
            return Err(self.endless());
        }
        self.path.push(id);
        Ok(())
    }

    fn endless(&self) -> RefusedFile {
        PDF_TIME.refuse(format_args!("> {} × Do", self.limits.objects))
    }

    fn all(&mut self, uses: &Uses, resources: &Resources<'a>) -> Result<u64, RefusedFile> {
        let mut size = 1u64;
        for (kind, name, n) in uses.iter() {
            size = size.saturating_add(self.used(*kind, name, resources)?.saturating_mul(*n));
            if size > u64::from(self.limits.objects) {
                return Err(self.endless());
            }
        }
        Ok(size)
    }

    fn used(&mut self, kind: Kind, name: &[u8], resources: &Resources<'a>) -> Result<u64, RefusedFile> {
        let document = self.document;
        let named = |it: &&'a Dictionary| it.get_deref(kind.folder(), document).and_then(Object::as_dict).and_then(|it| it.get(name)).ok();
        let Some((id, object)) = resources.iter().find_map(named).and_then(|it| document.dereference(it).ok()) else { return Ok(1) };
        match (kind, object) {
            (Kind::Object, Object::Stream(it)) if self::name(&it.dict, b"Subtype") == b"Image" => Ok(1),
            (Kind::Object | Kind::Pattern, Object::Stream(_)) => id.map_or(Ok(1), |id| self.drawn(id, resources)),
            (Kind::State, Object::Dictionary(state)) => {
                let mask = state
                    .get_deref(b"SMask", document)
                    .and_then(Object::as_dict)
                    .and_then(|it| it.get(b"G"))
                    .and_then(Object::as_reference);
                mask.map_or(Ok(1), |mask| self.drawn(mask, resources))
            }
            (Kind::Font, Object::Dictionary(font)) if self::name(font, b"Subtype") == b"Type3" => self.letters(font, resources),
            _ => Ok(1),
        }
    }

    /// The letters of a font that are drawn by instructions; each once, whichever a text uses.
    fn letters(&mut self, font: &'a Dictionary, above: &Resources<'a>) -> Result<u64, RefusedFile> {
        let resources = self.nearest(font, above);
        let letters = font.get_deref(b"CharProcs", self.document).and_then(Object::as_dict);
        let mut largest = 1;
        for letter in letters.into_iter().flat_map(|it| it.iter().filter_map(|it| it.1.as_reference().ok())) {
            largest = largest.max(self.drawn(letter, &resources)?);
        }
        Ok(largest)
    }
}

/// Names are looked up in these dictionaries, in this order: the same instructions mean other things elsewhere.
fn context(resources: &Resources<'_>) -> u64 {
    let mut hasher = DefaultHasher::new();
    resources.iter().for_each(|it| std::ptr::from_ref::<Dictionary>(it).hash(&mut hasher));
    hasher.finish()
}

/// A page's resources, or those of the nearest node above it.
fn inherited_resources<'a>(document: &'a Document, page: &'a Dictionary) -> Resources<'a> {
    let mut node = page;
    for _ in 0..64 {
        if let Ok(resources) = node.get_deref(b"Resources", document).and_then(Object::as_dict) {
            return vec![resources];
        }
        match node.get_deref(b"Parent", document).and_then(Object::as_dict) {
            Ok(parent) => node = parent,
            Err(_) => break,
        }
    }
    Vec::new()
}

/// The operators that use a resource: its name stands before them, in `Tf` before the size.
fn uses(content: &[u8], document: &Document, limits: &Limits) -> Result<Uses, RefusedFile> {
    let mut found: HashMap<(Kind, Vec<u8>), u64> = HashMap::new();
    let (mut tokens, mut last) = (Tokens::new(content, 0), None);
    while let Some(token) = tokens.next() {
        if tokens.deepest > limits.nesting {
            return Err(PDF_NESTING.refuse(limits.nesting));
        }
        let kind = match token {
            Token::Name(name) => {
                last = Some(name);
                continue;
            }
            Token::Word(b"Do") => Kind::Object,
            Token::Word(b"scn" | b"SCN") => Kind::Pattern,
            Token::Word(b"gs") => Kind::State,
            Token::Word(b"Tf") => Kind::Font,
            Token::Word(b"BI") => {
                inline_image(&mut tokens, document, limits)?;
                continue;
            }
            Token::Word(_) => {
                last = None;
                continue;
            }
            _ => continue,
        };
        if let Some(name) = last.take() {
            *found.entry((kind, name)).or_default() += 1;
        }
    }
    Ok(Rc::new(found.into_iter().map(|((kind, name), n)| (kind, name, n)).collect()))
}

/// An image among the instructions (ISO 32000-2, 8.9.7): pairs of key and value up to `ID`, then its data.
fn inline_image(tokens: &mut Tokens<'_>, document: &Document, limits: &Limits) -> Result<(), RefusedFile> {
    let mut image = Dictionary::new();
    while let Some(Token::Name(key)) = tokens.next() {
        match value(tokens, limits.nesting) {
            Ok(value) => image.set(key, value),
            Err(_) => return Ok(()),
        }
    }
    let side = |short: &[u8], long: &[u8]| image.get(short).or_else(|_| image.get(long)).and_then(Object::as_i64).unwrap_or(0);
    coded::within(side(b"W", b"Width"), side(b"H", b"Height"), limits)?;
    coded::judge(&image, tokens.inline_image(), document, limits)
}
