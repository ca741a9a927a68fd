//! Which case, gender and number an adjective ending can stand for. Source: the strong, weak and mixed declensions of
//! Duden's grammar.

use super::entry::{Cells, Ending};

/// The cells that an adjective ending can stand for with or without a determiner before it.
pub fn loose_cells(ending: Ending) -> Cells {
    strong_cells(ending).or(weak_cells(ending)).or(mixed_cells(ending))
}

/// Cells of an ending without a determiner.
pub fn strong_cells(ending: Ending) -> Cells {
    let text = match ending {
        Ending::E => "nf af np ap",
        Ending::En => "am gm gn dp",
        Ending::Em => "dm dn",
        Ending::Er => "nm df gf gp",
        Ending::Es => "nn an",
        Ending::None => return Cells::ALL,
    };
    Cells::parse(text).unwrap_or(Cells::ALL)
}

/// Cells of an ending after a determiner with an ending of its own.
pub fn weak_cells(ending: Ending) -> Cells {
    let text = match ending {
        Ending::E => "nmfn afn",
        Ending::En => "am dmfnp gmfnp np ap",
        Ending::None => return Cells::ALL,
        _ => return Cells::NONE,
    };
    Cells::parse(text).unwrap_or(Cells::ALL)
}

/// Cells of an ending after ein, kein, mein without an ending.
pub fn mixed_cells(ending: Ending) -> Cells {
    let text = match ending {
        Ending::Er => "nm",
        Ending::Es => "nn an",
        Ending::E => "nf af",
        Ending::En => "am dmfnp gmfnp np ap",
        Ending::None => return Cells::ALL,
        Ending::Em => return Cells::NONE,
    };
    Cells::parse(text).unwrap_or(Cells::ALL)
}
