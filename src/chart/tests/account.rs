//! Figures of what binds with numbers of the size of a real port. Not results.

use super::samples::Say;
use crate::chart::{
    Caption, HeatLabels, HeatRow, HeatStrip, Tornado, TornadoLabels, TornadoRow, Waterfall, WaterfallLabels,
    WaterfallRow,
};

fn caption(say: Say, title: String, subtitle: String) -> Caption {
    let footer = say("Scenario: build-out · 3f9a2c71", "情景：逐步建成 · 3f9a2c71");
    Caption { alt: title.clone(), title, subtitle, footer }
}

fn waterfall(say: Say, decimals: usize, rows: Vec<WaterfallRow>) -> Waterfall {
    Waterfall {
        labels: WaterfallLabels {
            scale: say("Mt a year", "百万吨/年"),
            cut: say("Mt a year; the axis starts above zero", "百万吨/年（坐标轴不从零起）"),
            total: say("total", "合计"),
            gain: say("adds", "增加"),
            loss: say("takes away", "减少"),
            range: say("95 % interval", "95% 区间"),
        },
        decimals,
        rows,
        ..Waterfall::default()
    }
}

/// From the formula of planners to the simulation.
pub(super) fn reconciliation(say: Say) -> Waterfall {
    let step =
        |label, value: f64, half: f64| WaterfallRow::step(label, value).within(value - half, value + half);
    let rows = vec![
        WaterfallRow::total(say("Formula of JTS 165-2013, 8 berths", "JTS 165—2013 公式，8 个泊位"), 12.84),
        step(say("random arrivals", "随机到港"), -0.92, 0.09),
        step(say("weather in spells instead of days a year", "天气成段出现，而非按年天数"), -0.41, 0.12),
        step(say("tide", "乘潮"), -0.08, 0.1),
        step(say("cranes shared between neighbours", "相邻泊位共用起重机"), 0.37, 0.06),
        WaterfallRow::total(say("Berths and cranes", "泊位与起重机"), 11.8),
        step(say("yard", "堆场"), -1.26, 0.21),
        step(say("one-way rule in the inner channel", "内航道单向通航"), -0.003, 0.004),
        WaterfallRow::total(say("Simulation", "仿真"), 10.537).within(10.4, 10.67),
    ];
    let title = say(
        "Of 2.3 Mt between formula and simulation, the full yard takes 1.3",
        "公式与仿真相差 230 万吨，其中堆场占 126 万吨",
    );
    Waterfall { caption: caption(say, title, say("Paired runs", "配对仿真")), ..waterfall(say, 2, rows) }
}

/// Hours of a year of berths, from all to productive, by so many causes.
pub(super) fn lost_hours(say: Say, causes: usize) -> Waterfall {
    let hours = |i: usize| -(9000.0 / (i + 2) as f64).round();
    let mut rows = vec![WaterfallRow::total(say("Hours of 8 berths", "8 个泊位的全年小时"), 70_080.0)];
    let names = [say("no vessel", "无船"), say("mooring and unmooring", "靠离泊"), say("fog", "大雾")];
    rows.extend((0..causes).map(|i| WaterfallRow::step(names[i % 3].clone(), hours(i))));
    let left = rows.iter().map(|row| row.value).sum();
    rows.push(WaterfallRow::total(say("Productive", "作业"), left));
    let title = say("Berths wait for vessels more than for anything else", "泊位等船的时间最多");
    let mut figure = Waterfall {
        caption: caption(say, title, say("Hours a year", "小时/年")),
        ..waterfall(say, 0, rows)
    };
    figure.labels.scale = say("hours a year", "小时/年");
    figure.labels.cut = say("hours a year; the axis starts above zero", "小时/年（坐标轴不从零起）");
    figure
}

/// A balance that falls below zero and comes back.
pub(super) fn crossing(say: Say) -> Waterfall {
    let rows = vec![
        WaterfallRow::total(say("gain of the berth alone", "仅增加泊位的增量"), 0.4),
        WaterfallRow::step(say("yard", "堆场"), -1.0).within(-1.3, -0.8),
        WaterfallRow::step(say("not known", "未知"), f64::NAN),
        WaterfallRow::step(say("tide", "乘潮"), 0.3).within(0.1, 0.5),
        WaterfallRow::total(say("gain with everything", "总增量"), -0.3),
    ];
    let title = say("The berth alone does harm", "仅增加泊位反而不利");
    Waterfall { caption: caption(say, title, say("Mt a year", "百万吨/年")), ..waterfall(say, 1, rows) }
}

/// So many levers, the last ones below zero.
pub(super) fn tornado(say: Say, count: usize) -> Tornado {
    let names = [
        say("one more berth for steel", "增加 1 个钢材泊位"),
        say("channel deepened by 0.3 m", "航道浚深 0.3 米"),
        say("yard 10 % larger", "堆场扩大 10%"),
        say("one more train path a day to the inland terminal", "每日增加一条至内陆场站的列车运行线"),
        say("one more tug", "增加 1 艘拖船"),
    ];
    let row = |i: usize| {
        let value = 0.92 - 0.19 * i as f64 + 0.004 * (i * i) as f64;
        TornadoRow {
            label: names[i % 5].clone(),
            value,
            low: value - 0.1 - 0.02 * (i % 4) as f64,
            high: value + 0.13,
            second: (i % 3 != 2).then_some(value * 1.4),
            tied: matches!(i, 1 | 4 | 5),
            note: if i % 4 == 3 { String::new() } else { say("0.12 Mt", "12 万吨") },
        }
    };
    let title = say("A steel berth or a deeper channel is worth most", "增加钢材泊位或浚深航道收益最大");
    Tornado {
        caption: caption(say, title, say("Paired runs, 120 replications", "配对仿真，120 次重复")),
        labels: TornadoLabels {
            scale: say("Mt a year more at the service level", "服务水平下每年增加，百万吨"),
            value: say("gain", "增量"),
            unclear: say("may be zero", "可能为零"),
            range: say("95 % interval", "95% 区间"),
            second: say("at saturation", "饱和时"),
            tied: say("cannot be told apart", "不能区分先后"),
            note: say("per 100 MCNY", "每亿元"),
        },
        decimals: 2,
        rows: (0..count).map(row).collect(),
    }
}

/// Use of six things over so many months; the first three with losses.
pub(super) fn heat_strip(say: Say, months: usize) -> HeatStrip {
    let names = [
        say("Channel", "航道"),
        say("Berths 1 to 4, bulk", "1—4 号散货泊位"),
        say("Quay cranes", "门座起重机"),
        say("Coal yard", "煤炭堆场"),
        say("Rail loading track", "铁路装车线"),
        say("Gate, outbound", "出港闸口"),
    ];
    let used = |row: usize, month: usize| {
        let share = (0.12 + 0.16 * row as f64 + 0.02 * ((month * 5 + row) % 12) as f64).min(1.02);
        (row != 4 || month >= months / 3).then_some(share)
    };
    let row = |i: usize| HeatRow {
        label: names[i].clone(),
        used: (0..months).map(|month| used(i, month)).collect(),
        lost: (0..if i < 3 { months } else { 0 }).map(|m| Some(0.012 * ((m * 7 + i) % 15) as f64)).collect(),
        note: say("mean 66 %", "平均 66%"),
        figures: Vec::new(),
    };
    let month = |i: usize| {
        let english = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        if say("", "月").is_empty() { english[i % 12].to_owned() } else { format!("{} 月", i % 12 + 1) }
    };
    let title = say("The yard is full from May on", "五月起堆场满载");
    HeatStrip {
        caption: caption(say, title, say("Mean of 200 replications", "200 次重复的平均")),
        labels: HeatLabels {
            used: say("in use", "使用"),
            lost: say("lost to closures", "因封闭损失"),
            absent: say("not there yet", "尚未建成"),
            note: say("year", "全年"),
        },
        columns: (0..months).map(month).collect(),
        rows: (0..6).map(row).collect(),
    }
}
