//! What is stated of the waterway and bears on nothing, or is merely unusual.

use crate::port::{PassingRule, Port, Water};
use crate::scenario::code::Code;
use crate::scenario::diagnostic::Problem;
use crate::scenario::lowering::{Kind, Lowering};
use crate::scenario::quantity::Dimension;

pub(super) fn check(port: &Port, low: &mut Lowering<'_>) {
    sections(port, low);
    classes(port, low);
    for (number, service) in port.marine.iter().enumerate() {
        if service.needs.is_empty() {
            let message = format!("nobody needs `{}`", service.name);
            let help = format!("[marine.{}.need.NAME], inbound = 2, outbound = 1", service.name);
            tell(low, Code::Unused, (Kind::Marine, number, "need"), message, &help);
        }
    }
    let beds = port.sections.iter().any(|section| section.bed.is_some());
    if let (Some(place), Water::Tide { .. }, false) = (low.tide, &port.water, beds) {
        let message = "the tide bears on nothing: no section of the channel has a `bed`";
        let problem = Problem::new(Code::Unused, place, "tide", message);
        low.report(problem.help("bed = \"-11.5 m\" in a [section.NAME]"));
    }
    let by_day = port.classes.iter().any(|class| class.daylight.inbound || class.daylight.outbound);
    if let (Some(place), false) = (low.daylight, by_day) {
        let problem = Problem::new(Code::Unused, place, "daylight", "no class sails by daylight only");
        low.report(problem.help("daylight = \"both\" in a [class.NAME]"));
    }
}

fn sections(port: &Port, low: &mut Lowering<'_>) {
    for (number, section) in port.sections.iter().enumerate() {
        if section.convoy.is_some() && section.passing == PassingRule::TwoWay {
            let message = format!("`{}` is two-way: nobody waits for a run to end there", section.name);
            let help = "`convoy` goes with passing = \"one-way\" or \"no-meeting\"";
            tell(low, Code::Unused, (Kind::Section, number, "convoy"), message, help);
        }
        let beds = section.bed.iter();
        let mut values = beds.flat_map(|bed| bed.later.iter().map(|step| step.value).chain([bed.first]));
        if let Some(above) = values.find(|bed| bed.value.0 > 0.0) {
            let shown = Dimension::Length.show(above.value.0);
            let message = format!("the bed of `{}` lies {shown} above the datum", section.name);
            let help = format!("a bed is a level, not a depth: {shown} deep is \"-{shown}\"");
            tell(low, Code::Unusual, (Kind::Section, number, "bed"), message, &help);
        }
    }
}

fn classes(port: &Port, low: &mut Lowering<'_>) {
    let beds = port.sections.iter().any(|section| section.bed.is_some());
    for (number, class) in port.classes.iter().enumerate() {
        let by_day = class.daylight.inbound || class.daylight.outbound;
        if by_day && port.daylight.is_none() {
            let message = format!("`{}` sails by daylight, but nothing says when it is light", class.name);
            let help = "[daylight], from = \"06:00\", until = \"18:30\"";
            tell(low, Code::Unused, (Kind::Class, number, "daylight"), message, help);
        }
        let windows = matches!(port.water, Water::Windows(_));
        if class.load_to_depth.is_some() && (!beds || windows) {
            let why = if windows { "stated windows have no depth" } else { "no section has a `bed`" };
            let message = format!("`{}` loads to depth, but {why}", class.name);
            let help = "bed = \"-11.5 m\" in a [section.NAME]";
            tell(low, Code::Unused, (Kind::Class, number, "load_to_depth"), message, help);
        }
    }
}

fn tell(low: &mut Lowering<'_>, code: Code, of: (Kind, usize, &str), message: String, help: &str) {
    let (kind, id, key) = (of.0, of.1 as u32, of.2);
    let problem = Problem::new(code, low.place(kind, id, &[key]), &low.path(kind, id), message);
    low.report(problem.help(help));
}
