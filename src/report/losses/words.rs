//! The texts on where the hours of vessels went, English and Chinese side by side. Places to fill stand in braces and are the same in both.

words! {
    // Headline.
    held: "Calls in {year} take {stay} h and need {needed} h. First in the way: {list}." | "{year} 年每艘次在港 {stay} 小时，所需 {needed} 小时。首要原因：{list}。";
    next_measure: "Which measure brings most tonnes: `toumen price SCENARIO` (hours at this demand do not tell)." | "哪项措施增加吨数最多：`toumen price SCENARIO`（该需求下的小时说明不了）。";
    held_shared: "{cause}, {alone} h alone (at most {most} h)" | "{cause}，单独 {alone} 小时（至多 {most} 小时）";
    held_alone: "{cause}, {alone} h" | "{cause}，{alone} 小时";
    then: "; next: " | "；其次：";
    for_room: "waiting for a berth" | "等泊位";
    for_tide: "waiting for the tide" | "候潮";
    for_light: "waiting for daylight" | "等白天";
    for_traffic: "waiting for the channel" | "等航道";
    for_turn: "waiting for its turn" | "等次序";
    for_service: "waiting for {service}" | "等{service}";
    for_closure: "waiting for the end of {cause}" | "等{cause}结束";

    // What was missing.
    room: "berth" | "泊位";
    tide: "tide" | "潮位";
    light: "daylight" | "白天";
    traffic: "channel" | "航道";
    turn: "its turn" | "次序";
    together: " + " | " + ";
    anchor: "At anchor: {set}" | "锚泊等待：{set}";
    begin: "To begin work: {set}" | "等待开工：{set}";
    leave: "To leave: {set}" | "等待离港：{set}";

    // What costs hours of cargo work.
    shift: "outside shifts" | "非工班时间";
    stopped: "stopped by {cause}" | "因{cause}停工";
    hatch: "changing hatches" | "换舱";
    tail: "slow tail of parcels" | "清舱等收尾";
    machine: "machines broken down or with others" | "机械故障或在他船";
    slow: "slowed by closures" | "受限降效";
    yard: "yard full or empty" | "堆场满或空";

    // Needed hours.
    transit_in: "Transit in" | "进港航行";
    berthing: "Mooring and opening formalities" | "系泊与开工手续";
    mooring: "Mooring again" | "再次系泊";
    cleaning: "Cleaning" | "清洗";
    closing: "Closing formalities" | "完工手续";
    unmooring: "Unmooring" | "解缆";
    transit_out: "Transit out" | "出港航行";
    shifting: "Shifting" | "移泊";
    full_rate: "Cargo at the nominal rate" | "按额定效率作业";

    // Section of the page.
    section: "What binds" | "什么卡住了港口";
    beyond_line: "A call stays {stay} h: {needed} h needed, {waited} h waited ({shared} h of them with several things missing at once), {lost} h lost in cargo work." | "每艘次在港 {stay} 小时：所需 {needed}，等待 {waited}（其中同时缺几样的 {shared}），作业损失 {lost}。";
    binds: "What holds calls, hours a call" | "各原因占用，小时/艘次";
    cause: "Cause" | "原因";
    alone: "Alone" | "单独";
    interval: "95% interval" | "95% 置信区间";
    with_others: "Together with others" | "与其他原因同时";
    at_most: "At most" | "至多";
    share_alone: "Alone, of all beyond need" | "单独，占超出所需的比例";
    year_hours: "Alone, vessel-hours" | "单独，船时";
    waits: "Waits: {cause}" | "等待：{cause}";
    work: "Work: {cause}" | "作业：{cause}";
    binds_note: "Without causes that hold less than 0.05 h. Alone: nothing else was missing at the time. At most: it was missing, others perhaps too. Which of several saves how much, and what it brings in tonnes, only runs without it can tell (`toumen price`): who gets in earlier takes the berth from others." | "不足 0.05 小时的原因未列。单独：当时不缺其他条件。至多：缺该条件的全部小时，可能同时还缺别的。去掉某一原因能省多少小时、多出多少吨，只有去掉它再模拟才知道（`toumen price`）：早进港的船会占用别船的泊位。";
    tiled: "Where the hours of a call go, by class" | "每艘次时间去向（按船型），小时";
    part: "Hours a call" | "小时/艘次";
    all_vessels: "All vessels" | "全部船舶";
    waited_shared: "{count} more sets of several things missing" | "其余 {count} 种同时缺几样的情况";
    small: "Others, each below 0.05 h everywhere" | "其余各项（各船型均不足 0.05）";
    stay: "Whole stay" | "在港合计";
    calls: "Calls" | "艘次";
    tiled_note: "Vessel-hours of the span ÷ calls that arrived in it, those that sailed elsewhere or were turned away included. Who waits at sea by order counts as at anchor. A + B: both were missing at once. Closures that stop work together bear equal parts. hours.csv has every set, vessel-hours and intervals." | "本时段船时 ÷ 本时段到港艘次（含改港和被拒的）。奉令出海等待的计入锚泊等待。A + B：两者同时缺。同时停工的几个原因平均分摊。hours.csv 列出全部组合、船时和区间。";

    // Chart.
    chart_title: "Of {stay} h a call in {year}, {beyond} h are waits and losses; most: {cause}, {alone} h alone" | "{year} 年每艘次在港 {stay} 小时，其中等待和损失 {beyond} 小时；最多的是{cause}，单独 {alone} 小时";
    chart_title_none: "Calls in {year} stay {stay} h and lose next to nothing" | "{year} 年每艘次在港 {stay} 小时，几乎没有损失";
    chart_what: "Mean stay of a call in {year}, from the hours needed to the whole, with 95% intervals" | "{year} 年每艘次平均在港时间：从所需到合计，附 95% 区间";
    chart_alt: "Steps from {needed} h needed to a stay of {stay} h a call in {year}; the greatest: {cause}, {alone} h." | "{year} 年每艘次从所需 {needed} 小时到在港 {stay} 小时的各项；最大：{cause}，{alone} 小时。";
    chart_scale: "Hours a call" | "小时/艘次";
    chart_cut: "Hours a call; the axis starts above zero" | "小时/艘次；坐标不从零起";
    chart_needed: "Needed: transits, mooring, cargo at the nominal rate" | "所需：航行、靠离泊、按额定效率作业";
    chart_shared: "Waits: several things missing at once" | "等待：同时缺几样";
    chart_more: "Waits: other things missing at once" | "等待：同时缺其他几样";
    chart_rest: "All others" | "其余";
    chart_total: "hours needed, whole stay" | "所需、合计";
    chart_step: "waits and losses" | "等待和损失";
}
