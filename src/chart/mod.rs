//! Numbers and labels in, SVG text out, and PNG bytes from that same SVG; one file per figure.
//! Leaves out simulation, statistics, files and prose: every word on a chart is handed in by the caller, in
//! whichever language, and only numerals, their units and signs are written here.

mod axis;
mod band;
mod berth_gantt;
mod canvas;
mod chain_use;
mod channel_panel;
mod channel_traffic;
mod demand_by_year;
mod demand_capacity;
mod demand_figures;
mod demand_one_year;
mod error;
mod exceedance;
mod face;
mod flow_diagram;
mod frame;
mod heat_strip;
mod hours_closed;
mod key;
mod marks;
mod modes_by_hour;
mod occupancy_wait;
mod place;
mod rows;
mod sankey;
mod svg;
#[cfg(test)]
mod tests;
mod text;
mod theme;
mod tidal_windows;
mod timeline;
mod tornado;
mod waiting_by_class;
mod waterfall;
mod yard_stock;

pub use band::{Band, Level};
pub use berth_gantt::{BerthGantt, GanttCall, GanttLabels, GanttPlace};
pub use chain_use::{ChainLink, ChainUse};
pub use channel_traffic::{ChannelClosure, ChannelPassage, ChannelSection, ChannelTraffic, TrafficLabels};
pub use demand_figures::{DemandCapacity, DemandYear, Opening, Record, SeriesLabels};
pub use error::ChartError;
pub use exceedance::{Curve, Exceedance, Probability, TargetMark};
pub use face::missing_characters;
pub use flow_diagram::{FlowDiagram, FlowNode, FlowStream};
pub use frame::Caption;
pub use heat_strip::{HeatLabels, HeatRow, HeatStrip};
pub use hours_closed::{ClosedMonth, ClosedTarget, HoursClosed};
pub use modes_by_hour::{CarrierHours, HourSeries, ModesByHour};
pub use occupancy_wait::{OccupancyWait, TheoryCurve};
pub use svg::Svg;
pub use tidal_windows::{TidalLabels, TidalNeed, TidalPassage, TidalWindows};
pub use tornado::{Tornado, TornadoLabels, TornadoRow};
pub use waiting_by_class::{ClassWait, WaitingByClass, WaitingLabels};
pub use waterfall::{Waterfall, WaterfallLabels, WaterfallRow};
pub use yard_stock::{StockDay, StockPanel, YardStock};
