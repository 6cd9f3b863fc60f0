//! Functions (ISO 32000-2, 7.10): those made of others must end, and programs must not be nested without end.

use std::collections::HashMap;

use casework::facts::RefusedFile;
use lopdf::{Dictionary, Document, Object, ObjectId};

use super::expanded;
use super::syntax::Tokens;
use crate::limits::Limits;
use crate::refusal::*;

/// Functions of functions are one deep in practice.
const DEPTH_MAX: usize = 16;

/// Judges every function of the file.
pub fn judge(document: &Document, limits: &Limits) -> Result<(), RefusedFile> {
    let mut functions = Functions { document, limits, sizes: HashMap::new(), path: Vec::new() };
    document.objects.iter().try_for_each(|(id, object)| match object {
        Object::Stream(stream) if kind(&stream.dict) == Some(4) => {
            let program = expanded(stream, limits, limits.expanded_bytes)?.unwrap_or_default();
            is_shallow(&program, limits)
        }
        Object::Dictionary(dictionary) if kind(dictionary) == Some(3) => functions.size(&Object::Reference(*id)).map(drop),
        _ => Ok(()),
    })
}

fn kind(dictionary: &Dictionary) -> Option<i64> {
    dictionary.get(b"FunctionType").and_then(Object::as_i64).ok()
}

fn is_shallow(program: &[u8], limits: &Limits) -> Result<(), RefusedFile> {
    let mut tokens = Tokens::new(program, 0);
    while tokens.next().is_some() {
        if tokens.deepest > limits.nesting {
            return Err(PDF_NESTING.refuse(limits.nesting));
        }
    }
    Ok(())
}

struct Functions<'a> {
    document: &'a Document,
    limits: &'a Limits,
    sizes: HashMap<ObjectId, u64>,
    path: Vec<ObjectId>,
}

impl Functions<'_> {
    /// How many functions a function is when all are written out, as readers do.
    fn size(&mut self, function: &Object) -> Result<u64, RefusedFile> {
        let Ok((id, object)) = self.document.dereference(function) else { return Ok(1) };
        let Some(id) = id else { return self.size_of(object) };
        if let Some(size) = self.sizes.get(&id) {
            return Ok(*size);
        }
        if self.path.contains(&id) {
            return Err(PDF_CYCLE.refuse("/Functions"));
        }
        if self.path.len() >= DEPTH_MAX {
            return Err(PDF_NESTING.refuse(DEPTH_MAX));
        }
        self.path.push(id);
        let size = self.size_of(object)?;
        self.path.pop();
        self.sizes.insert(id, size);
        Ok(size)
    }

    fn size_of(&mut self, function: &Object) -> Result<u64, RefusedFile> {
        let document = self.document;
        let parts = function.as_dict().and_then(|it| it.get_deref(b"Functions", document)).and_then(Object::as_array);
        let Ok(parts) = parts else { return Ok(1) };
        let mut size = 1u64;
        for part in parts {
            size = size.saturating_add(self.size(part)?);
            if size > u64::from(self.limits.objects) {
                return Err(PDF_TIME.refuse(format_args!("/Functions > {}", self.limits.objects)));
            }
        }
        Ok(size)
    }
}
