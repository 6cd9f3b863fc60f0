//! What one file may cost. HOUSE: ours, and the operator's to change.

use serde::{Deserialize, Serialize};

const MIB: u64 = 1 << 20;

/// 文件限制: what one file may cost to read. The defaults are meant for filings, which are mostly scans of a few pages.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[doc(alias = "文件限制")]
pub struct Limits {
    /// Size of a file, in bytes.
    pub file_bytes: u64,
    /// Pages of a file.
    pub pages: u32,
    /// Pages whose picture is looked at (colour, seals, blank); what comes after is told by its structure alone.
    pub pages_looked_at: u32,
    /// Longer side of a page, in millimetres. PDF itself ends at 5 080 (14 400 points).
    pub page_side_mm: f32,
    /// Longer side of an image, in pixels.
    pub image_side_px: u32,
    /// Longer side of a page's copy, in pixels. A3 at 300 dpi has 4 961.
    pub copied_side_px: u32,
    /// Objects of a PDF, entries of its arrays and dictionaries included.
    pub objects: u32,
    /// Depth to which they may be nested.
    pub nesting: u32,
    /// What all streams of a file may expand to, in bytes.
    pub expanded_bytes: u64,
    /// Processor time of the child for one file, in seconds.
    pub cpu_seconds: u64,
    /// Part of it for taking a file apart before its first page, in seconds.
    pub opening_cpu_seconds: u64,
    /// Part of it for looking at one page, or drawing it, in seconds.
    pub page_cpu_seconds: u64,
    /// Wall time for one answer of the child, in seconds.
    pub wall_seconds: u64,
    /// Address space of the child, in bytes.
    pub memory_bytes: u64,
    /// Entries of a packet archive.
    pub archive_entries: u32,
    /// What a packet archive may expand to, in bytes.
    pub archive_bytes: u64,
    /// How many times its size an entry may expand to. Deflate itself ends near 1 032; text of a form reaches 20.
    pub archive_ratio: u64,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            file_bytes: 128 * MIB,
            pages: 2_000,
            pages_looked_at: 40,
            page_side_mm: 5_080.0,
            image_side_px: 10_000,
            copied_side_px: 5_000,
            objects: 200_000,
            nesting: 64,
            expanded_bytes: 512 * MIB,
            cpu_seconds: 120,
            opening_cpu_seconds: 12,
            page_cpu_seconds: 5,
            wall_seconds: 120,
            memory_bytes: 768 * MIB,
            archive_entries: 500,
            archive_bytes: 1024 * MIB,
            archive_ratio: 200,
        }
    }
}
