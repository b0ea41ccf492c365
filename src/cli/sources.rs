//! Scenario files: from disk, or from inside the command. What is not there on disk is looked for among the shipped ones.

use std::path::Path;

use anyhow::anyhow;

use crate::scenario::{Scenario, Source};

use super::exit::Failure;
use super::{shipped, terminal};

/// Reads a scenario with the patches laid over it. Its errors are printed.
pub(super) fn scenario(name: &str, patches: &[String]) -> Result<Scenario, Failure> {
    let source = source(name)?;
    let patches = patches.iter().map(|patch| self::source(patch)).collect::<Result<Vec<_>, _>>()?;
    crate::scenario::read(&source, &patches, &mut |name| file(name)).map_err(|diagnostics| {
        terminal::remark(&crate::scenario::render(&diagnostics, true));
        let count = diagnostics.iter().filter(|one| one.is_error()).count();
        let errors = if count == 1 { "error" } else { "errors" };
        Failure::Scenario(format!("`{name}` has {count} {errors} and cannot run"))
    })
}

fn source(name: &str) -> Result<Source, Failure> {
    let full = match shipped::full_name(name) {
        Some(full) if !Path::new(name).exists() => full,
        _ => name.to_owned(),
    };
    match file(&full) {
        Ok(bytes) => Ok(Source { name: full, bytes }),
        Err(reason) => {
            let names: Vec<&str> = shipped::names().collect();
            let shipped = names.join(", ");
            Err(anyhow!("cannot read the scenario `{name}`: {reason}; shipped by name are {shipped}").into())
        }
    }
}

/// The content of a file; shipped ones refer to shipped ones.
fn file(name: &str) -> Result<Vec<u8>, String> {
    match name.strip_prefix(shipped::PREFIX) {
        Some(name) => {
            let text = shipped::text(name).ok_or("there is no such shipped scenario")?;
            Ok(text.as_bytes().to_vec())
        }
        None => std::fs::read(name).map_err(|error| error.to_string()),
    }
}
