//! The catalogue of texts: English and Chinese side by side, so that no text is added in one alone. Places to fill stand
//! in braces and are the same in both. Leaves out how texts are put together (`sentence`).

macro_rules! words {
    ($($key:ident: $english:literal | $chinese:literal;)*) => {
        /// The texts of one language.
        #[derive(Debug)]
        pub(super) struct Words {
            $(
                #[doc = $english]
                pub $key: &'static str,
            )*
        }

        /// Texts in English.
        pub(super) static ENGLISH: Words = Words { $($key: $english,)* };
        /// Texts in Chinese.
        pub(super) static CHINESE: Words = Words { $($key: $chinese,)* };

        /// Every text in both languages.
        #[cfg(test)]
        pub(super) const ALL: &[(&str, &str, &str)] = &[$((stringify!($key), $english, $chinese),)*];
    };
}

words! {
    // Headline.
    run_line: "{title} · {replications} replications · seed {seed}" | "{title} · 重复模拟 {replications} 次 · 种子 {seed}";
    one_run_line: "{title} · 1 replication · seed {seed}" | "{title} · 模拟 1 次 · 种子 {seed}";
    no_figures: "Nothing was simulated." | "没有模拟结果。";
    no_target: "No target is stated; {throughput} are expected in {year}." | "未设目标；{year} 年预计吞吐量 {throughput}。";
    reached: "{target} a year IS reached in {year}: probability {chance}." | "{year} 年达到年吞吐量 {target}：概率 {chance}。";
    reached_from: "{target} a year IS reached, with 80% certainty first in {year}: probability {chance}." | "年吞吐量 {target} 可以达到，最早于 {year} 年有八成把握：概率 {chance}。";
    not_reached: "{target} a year is NOT reached in {year}: probability {chance}." | "{year} 年达不到年吞吐量 {target}：概率 {chance}。";
    open_whether: "Whether {target} a year is reached in {year} is open: probability {chance}." | "{year} 年能否达到年吞吐量 {target} 尚无定论：概率 {chance}。";
    never_reached: "{target} a year is NOT reached with 80% certainty {first}–{last}; likeliest in {year}: {chance}." | "{first}–{last} 年没有一年有八成把握达到年吞吐量 {target}；最可能的是 {year} 年：{chance}。";
    chances: "Certainty in {year}: demand {demand}, capacity {capacity}, throughput {throughput}." | "{year} 年达标概率：需求 {demand}，能力 {capacity}，吞吐量 {throughput}。";
    first_years: "First year with 80% certainty: demand {demand}, capacity {capacity}, throughput {throughput}." | "最早有八成把握的年份：需求—{demand}；能力—{capacity}；吞吐量—{throughput}。";
    none_until: "none to {year}" | "到 {year} 年没有";
    not_asked: "not asked" | "未计算";
    missing: "{year}: {throughput} expected (90%: {range}); {missing} missing: {cargo} for want of cargo, {capacity} of capacity." | "{year} 年：预计 {throughput}（九成在 {range}）；缺 {missing}：其中缺货源 {cargo}，缺能力 {capacity}。";
    nothing_missing: "{year}: {throughput} expected (90%: {range}); nothing is missing." | "{year} 年：预计 {throughput}（九成在 {range}）；没有缺口。";
    held_by_cargo: "Held back in {year} by cargo: demand is within capacity in {share} of replications." | "{year} 年的制约是货源：{share} 的模拟中需求不超过能力。";
    held_by_capacity: "Held back in {year} by capacity: demand exceeds it in {share} of replications." | "{year} 年的制约是能力：{share} 的模拟中需求超过能力。";
    held_by_both: "Held back in {year} by cargo or capacity, about evenly: demand exceeds capacity in {share} of replications." | "{year} 年货源与能力的制约不相上下：{share} 的模拟中需求超过能力。";
    first_to_wait: "First to wait too long: {class} ({share})." | "最先等待过久的船型：{class}（{share}）。";
    hardest_link: "Hardest used link: {link}, {use} (a sign, not yet a proof)." | "使用率最高的环节：{link}，{use}（只是迹象，尚非证明）。";
    design: "Legal line, not a physical one: approved design capacity {design}; {throughput} expected in {year} is {share} of it (30% above it normally needs new approval: to be confirmed)." | "法定界线（并非实际极限）：核定设计能力 {design}；{year} 年预计 {throughput}，为其 {share}（超过三成通常须重新报批：待确认）。";
    counted: "Counted: tonnes as they cross the quay, unloaded plus loaded, by calendar year; water-to-water cargo once in and once out." | "统计口径：按货物过码头前沿计，装船加卸船，按自然年；水水中转进出各计一次。";
    side_stream: "Beside the quays simulated: {name}, {tonnes} a year." | "另计未模拟的{name}：每年 {tonnes}。";
    counted_short: "Counted: tonnes as they cross the quay, both ways, by calendar year." | "统计口径：按货物过码头前沿计，进出都计，按自然年。";
    covers_short: "Ranges hold 90% of replications: chance and stated spreads, not a wrong model or a wrong spread." | "范围包含九成模拟结果：反映偶然性和给定误差，不包括模型错误或误差给错。";
    covers: "Ranges hold 90% of replications: chance and the stated spreads of assumed figures. They do not cover a wrong model or a wrong spread." | "范围包含九成模拟结果：反映偶然性和假设数值的给定误差，不包括模型错误或误差给错的情形。";
    covers_chance: "Ranges hold 90% of replications: chance alone, assumed figures at their values (--fixed). They cover neither their spreads nor a wrong model." | "范围包含九成模拟结果：仅反映偶然性，假设数值取定值（--fixed），不包括其误差，也不包括模型错误。";
    scatter: "Standard deviation of the throughput in {year}: {total}; by chance {chance}, by ignorance {ignorance}." | "{year} 年吞吐量标准差 {total}：偶然性 {chance}，认知不足 {ignorance}。";
    records_line: "Against records: calibrated {calibrated} within tolerance, held out {held}." | "与实际记录比较：率定 {calibrated}在容差内，检验 {held}在容差内。";
    of_count: "{met} of {of}" | "{of} 项中 {met} 项";
    contradictions: "Contradictions left standing: {list}." | "保留的矛盾：{list}。";
    barred_finding: "{class}: {calls} calls came and none got in: look at what its passage needs together (sections, tide, light, pilots and tugs, berth)." | "{class}：来船 {calls} 艘次，无一进港：请核对其进港所需的各项条件能否同时满足（航段、潮位、昼夜、引航与拖轮、泊位）。";
    barred_line: "Never got in: {classes}." | "始终未能进港：{classes}。";
    starved_finding: "{class}: {wait} h at anchor on average against {others} h of all others; {lost} sailed elsewhere or were turned away. The rule of who goes next lets others pass." | "{class}：平均锚泊等待 {wait} 小时，其他船舶 {others} 小时；{lost} 改港或被拒。放行规则让其他船先行。";
    starved_line: "Left waiting by the rule of who goes next: {classes}." | "放行规则下久等的船型：{classes}。";
    starved_class: "{class} ({wait} h against {others} h)" | "{class}（{wait} 小时，其他 {others} 小时）";
    findings_line: "Findings of the scenario check: {count}; see report.html." | "想定检查提示：{count} 条，见 report.html。";
    interrupted_line: "INTERRUPTED: {done} of {requested} replications; the answer is that of a batch of {done}." | "已中断：完成 {requested} 次中的 {done} 次；结果等同于 {done} 次的模拟。";
    thinned: "Every {step}th year shown; all are in summary.json." | "每 {step} 年显示一行，全部见 summary.json。";
    in_unit: "{unit} a year: median (5–95%) of demand and capacity. P = probability of the target: demand D, capacity C, throughput T." | "单位：{unit}/年；需求与能力为中位数（5–95%）。P = 达标概率：需求 D，能力 C，吞吐量 T。";

    // Names of quantities.
    year: "Year" | "年份";
    demand: "Demand" | "需求";
    capacity: "Capacity at service level" | "服务水平下的能力";
    capacity_short: "Capacity" | "能力";
    saturation: "Saturation" | "饱和通过量";
    throughput: "Throughput" | "吞吐量";
    expected: "Expected throughput" | "预计吞吐量";
    diverted: "Diverted" | "流失";
    turned_away: "Turned away" | "拒收";
    wanting_cargo: "Short of cargo" | "缺货源";
    wanting_capacity: "Short of capacity" | "缺能力";
    p_demand: "P(D)" | "P(D)";
    p_capacity: "P(C)" | "P(C)";
    p_throughput: "P(T)" | "P(T)";
    column_saturation: "Satu-\nration" | "饱和\n通过";
    column_throughput: "Expec-\nted" | "预计";
    column_diverted: "Diver-\nted" | "流失";
    column_cargo: "Lacks\ncargo" | "缺\n货源";
    column_capacity: "Lacks\ncap." | "缺\n能力";
    target_both: "Target {tonnes}" | "目标 {tonnes}";
    design_capacity: "Approved design capacity" | "核定设计能力";
    mean: "Mean" | "均值";
    interval: "95% interval of the mean" | "均值 95% 置信区间";
    low_5: "5%" | "5%";
    median: "Median" | "中位数";
    high_95: "95%" | "95%";
    probability: "P ≥ target" | "达标概率";
    stated_demand: "Stated: low / base / high" | "给定需求：低 / 中 / 高";
    limited_by: "Limited by demand" | "受货源限制的模拟占比";

    // Charts.
    chart_subtitle: "{what}; {replications} replications, seed {seed}" | "{what}；重复模拟 {replications} 次，种子 {seed}";
    chart_subtitle_first: "{what}; first replication, seed {seed}" | "{what}；第一次模拟，种子 {seed}";
    chart_footer: "{title} · scenario {hash}" | "{title} · 想定 {hash}";
    bands_are: "{unit} a year; bands hold 5–95% of replications" | "单位：{unit}/年；色带为 5–95% 的模拟结果";
    unit_a_year: "{unit} a year" | "{unit}/年";
    records: "Recorded" | "实际记录";
    demand_chart_none: "Demand {demand} and capacity {capacity} in {year}" | "{year} 年需求 {demand}，能力 {capacity}";
    demand_chart_cargo: "{year}: {missing} short of {target}, mostly for want of cargo" | "{year} 年距 {target} 缺 {missing}，主要缺货源";
    demand_chart_capacity: "{year}: {missing} short of {target}, mostly for want of capacity" | "{year} 年距 {target} 缺 {missing}，主要缺能力";
    demand_chart_met: "{year}: {target} is expected to be met" | "{year} 年预计达到 {target}";
    demand_chart_alt: "In {year} demand is {demand}, capacity at the service level {capacity}, saturation {saturation}, expected throughput {throughput}." | "{year} 年需求 {demand}，服务水平下的能力 {capacity}，饱和通过量 {saturation}，预计吞吐量 {throughput}。";
    exceedance_title: "{target} in {year}: probability {share}" | "{year} 年达到 {target} 的概率为 {share}";
    exceedance_title_none: "Throughput in {year}: half of the outcomes are above {median}" | "{year} 年吞吐量：一半的结果高于 {median}";
    exceedance_what: "Share of replications whose throughput is at least x" | "吞吐量不低于 x 的模拟占比";
    exceedance_share: "Share of replications" | "模拟占比";
    exceedance_quantity: "Throughput, {unit} a year" | "吞吐量，{unit}/年";
    wilson: "95% interval" | "95% 置信区间";
    exceedance_alt: "Curve of the probability that the throughput of {year} is at least x; at the target it is {share}." | "{year} 年吞吐量不低于 x 的概率曲线；目标处为 {share}。";
    chain_title: "{link} is the hardest used link in {year}: {use}" | "{year} 年使用率最高的环节是{link}：{use}";
    chain_what: "Use of each link of the chain in {year}, mean and 5–95% of replications" | "{year} 年各环节使用率，均值与 5–95% 的模拟结果";
    chain_full: "full" | "满负荷";
    chain_range: "5–95% of replications" | "5–95% 的模拟结果";
    chain_alt: "Bars of the use of each link of the chain; the hardest used is {link} at {use}." | "各环节使用率；最高为{link}，{use}。";
    note_section: "hours with a vessel in it" | "有船通过的小时";
    note_marine: "hours bound ÷ hours on duty" | "占用小时÷在岗小时";
    note_quay: "metre-hours occupied" | "占用的米·小时";
    note_berth: "hours occupied" | "占用的小时";
    note_equipment: "machine-hours at work" | "作业台时";
    note_yard: "mean share of room taken" | "平均占用的堆存能力";
    note_capacity: "tonnes of tonnes possible" | "实际吨数比可能吨数";
    note_rail: "loaded of offered by trains" | "装运吨数比列车运能";
    note_trucks: "loads of trucks that could come" | "装运吨数比可派货车运能";
    note_stream: "tonnes of tonnes possible" | "实际吨数比可能吨数";
    wait_title_above: "At {occupancy} berth occupancy vessels wait {ratio} × their time at berth, above the limit of {limit}" | "泊位利用率 {occupancy} 时，等待与在泊时间之比为 {ratio}，超过限值 {limit}";
    wait_title_below: "At {occupancy} berth occupancy vessels wait {ratio} × their time at berth, within the limit of {limit}" | "泊位利用率 {occupancy} 时，等待与在泊时间之比为 {ratio}，在限值 {limit} 以内";
    wait_title_plain: "At {occupancy} berth occupancy vessels wait {ratio} × their time at berth" | "泊位利用率 {occupancy} 时，等待与在泊时间之比为 {ratio}";
    wait_title_unknown: "How waiting grows with berth occupancy" | "等待随泊位利用率的增长";
    wait_what: "Each dot is one replication of {year} at one demand multiplier" | "每点为 {year} 年一次模拟、一个需求倍数";
    occupancy: "Occupancy of quays and berths" | "码头泊位利用率";
    waiting_ratio: "Mean wait ÷ mean time at berth" | "平均等待 ÷ 平均在泊时间";
    wait_middle: "median" | "中位数";
    wait_today: "{year} as simulated" | "{year} 年模拟值";
    wait_limit: "service limit {limit}" | "服务限值 {limit}";
    wait_above: "above the scale" | "超出坐标";
    wait_alt: "Waiting ratio over berth occupancy for trial demands; as simulated: occupancy {occupancy}, ratio {ratio}." | "不同需求下等待比与泊位利用率；模拟值：利用率 {occupancy}，等待比 {ratio}。";
    class_title_limit: "{class}: one call in ten waits {hours} h or more in {year}; the limit is {limit} h" | "{year} 年{class}有一成船舶等待 {hours} 小时以上；限值 {limit} 小时";
    class_title: "{class} waits longest in {year}: one call in ten {hours} h or more" | "{year} 年{class}等待最长：一成船舶等待 {hours} 小时以上";
    class_title_none: "Nine calls in ten of every class go straight in in {year}" | "{year} 年各船型九成船舶无须等待";
    class_what: "Wait from arrival to inbound clearance by vessel class in {year}" | "{year} 年各船型从到港到准予进港的等待";
    class_p50: "P50" | "P50";
    class_p90: "P90" | "P90";
    class_p95: "P95" | "P95";
    class_hours: "Hours" | "小时";
    class_compressed: "Hours; scale compressed so that short waits can be seen" | "小时；坐标已压缩，以便看清短等待";
    class_limit: "berthed within {limit} h" | "{limit} 小时内靠泊";
    class_alt: "Waits by vessel class; longest: {class} with a 90% quantile of {hours} h." | "各船型等待时间；最长为{class}，90% 分位 {hours} 小时。";

    // Page.
    page_question: "Does the port reach its target, when, how surely, and what holds it back?" | "港口能否达到目标？何时？有多大把握？受什么制约？";
    section_answer: "The answer by year" | "逐年结果";
    section_charts: "Charts" | "图";
    section_service: "Service at capacity" | "能力处的服务水平";
    section_saturation: "Offered and served under saturation" | "饱和时的来货与处理";
    section_land: "The land side" | "陆侧";
    section_lost: "Where hours in transfer go" | "装卸时间的去向";
    section_validation: "The model against records" | "模型与实际记录";
    section_findings: "Findings" | "提示";
    section_assumptions: "Where the figures come from" | "数据来源";
    section_method: "How this was made" | "方法";
    figures_table: "The figures" | "数据表";
    other_language: "中文图" | "Chart in English";
    calibrated: "Calibrated" | "率定";
    held_out: "Held out" | "检验";
    record: "Record" | "记录";
    observed: "Recorded" | "实际";
    simulated: "Simulated" | "模拟";
    deviation: "Deviation" | "偏差";
    tolerance: "Tolerance" | "容差";
    verdict: "Verdict" | "判定";
    within: "within" | "在容差内";
    contradiction: "CONTRADICTION" | "矛盾";
    missed: "missed" | "未达到";
    outside_window: "outside the window" | "不在模拟期内";
    passing_calibration: "{share} of replications are within tolerance of every calibrated record." | "{share} 的模拟在全部率定记录的容差内。";
    passing_all: "{share} of replications are within tolerance of every record, held-out ones included." | "{share} 的模拟在全部记录（含检验）的容差内。";
    passing_range: "The range of answers over that set:" | "该组模拟的结果范围：";
    class: "Class" | "船型";
    cargo: "Cargo" | "货种";
    calls: "Calls" | "艘次";
    parcel: "Mean parcel, t" | "平均单船货量，吨";
    wait_mean: "Mean wait, h" | "平均等待，小时";
    wait_share: "Waited" | "有等待";
    wait_greatest: "Longest, h" | "最长，小时";
    berthed_in_time: "Berthed in time" | "按时靠泊";
    ship_hour_rate: "Ship-hour rate, t/h" | "船时效率，吨/小时";
    link: "Link" | "环节";
    use_share: "Use" | "使用率";
    first_broken: "First to wait too long" | "最先等待过久";
    replications_within: "Replications within" | "容差内的模拟";
    offered: "Offered" | "来货";
    handled: "Handled" | "处理";
    share: "Share" | "占比";
    mode: "Mode" | "方式";
    tonnes: "Tonnes" | "吨数";
    peak_day: "Peak day, t" | "高峰日，吨";
    trains: "Trains" | "列车";
    trucks_title: "Trucks one by one" | "逐辆模拟的货车";
    trucks: "Trucks" | "货车";
    trucks_per_day: "A day" | "每日";
    trucks_unused: "Without a load due" | "无货未派";
    trucks_peak_hour: "In the peak hour" | "高峰小时占比";
    turn_mean: "Turn, mean, min" | "周转均值（分）";
    turn_p95: "Turn, 95%, min" | "周转 95% 分位（分）";
    waits_by_station: "Mean wait, min" | "平均等待（分）";
    station_causeway_in: "Causeway in" | "进港通道";
    station_gate_in: "Gate in" | "进港闸口";
    station_loading: "Loading" | "装车";
    station_weighbridge: "Weighbridge" | "地磅";
    station_gate_out: "Gate out" | "出港闸口";
    station_causeway_out: "Causeway out" | "出港通道";
    trucks_note: "Turn: from arrival at the first station to leaving the last. What keeps the first station shut counts as waiting there." | "周转：从到达第一环节到离开最后环节。第一环节关闭的时间计为在该处等待。";
    short: "Short" | "欠载";
    cancelled: "Cancelled" | "取消";
    without_yard: "over the quay, no yard" | "直接过码头（不经堆场）";
    cause: "Cause" | "原因";
    hours: "Hours" | "小时";
    productive: "Productive" | "有效作业";
    lost_shift: "Outside shift hours" | "非工班时间";
    lost_tail: "Slow tail of parcels" | "清舱等收尾";
    lost_machine: "Machines broken down or elsewhere" | "机械故障或在他船";
    lost_slow: "Slowed by closures" | "受限降效";
    lost_yard: "Yard full or empty" | "堆场满或空";
    lost_closure: "Stopped: {cause}" | "停工：{cause}";
    figure: "Figure" | "数值";
    value: "Value" | "取值";
    origin: "Origin" | "来源";
    spread: "Spread" | "误差";
    source: "source: {text}" | "来源：{text}";
    assumed: "assumed: {text}" | "假设：{text}";
    unstated: "not stated" | "未说明";
    no_findings: "None." | "无。";
    method_text: "Demand, capacity and saturation are three questions. Demand: the scenario's tonnes of the year after the drawn spreads. Capacity at the service level: the largest demand, mix fixed and nobody sailing elsewhere, at which {service}. Saturation: what passes when vessels wait without end. Throughput: what crosses the quays when vessels sail elsewhere as the scenario says, and the side stream." | "需求、能力、饱和通过量是三个不同的问题。需求：想定给出的当年货量（含抽取的误差）。服务水平下的能力：货种结构不变、无船离去时，满足{service}的最大需求。饱和通过量：船舶无限等待时的通过量。吞吐量：船舶按想定离去时的过码头货量，加小码头。";
    service_ratio: "mean wait ÷ mean time at berth ≤ {ratio}" | "平均等待 ÷ 平均在泊时间 ≤ {ratio}";
    service_berthed: "{share} of vessels are berthed within {hours} h" | "{share} 的船舶在 {hours} 小时内靠泊";
    service_none: "any wait is accepted" | "任何等待都可接受";
    and: " and " | "，且";
    method_first: "What is missing to the target is split: for want of cargo as far as demand falls short of the target, the rest for want of capacity. Probabilities are shares of replications with Wilson intervals; means have Student intervals." | "缺口分为两部分：需求不足目标的部分为缺货源，其余为缺能力。概率为模拟次数占比（威尔逊区间）；均值附学生区间。";
    made_by: "toumen {version} · scenario {hash} · seed {seed} · {replications} replications{interrupted}" | "toumen {version} · 想定 {hash} · 种子 {seed} · 重复模拟 {replications} 次{interrupted}";
    interrupted: " · interrupted" | " · 已中断";
    balance_text: "Greatest error of any balance of tonnes: {error} t of {moved} t moved. {years} simulated years, {events} events." | "货量平衡最大误差：{error} 吨（总移动量 {moved} 吨）。模拟 {years} 年，{events} 个事件。";

    // Waterway.
    month_names: "Jan, Feb, Mar, Apr, May, Jun, Jul, Aug, Sep, Oct, Nov, Dec" | "1 月, 2 月, 3 月, 4 月, 5 月, 6 月, 7 月, 8 月, 9 月, 10 月, 11 月, 12 月";
    day_of_month: "{month} {day}" | "{month} {day} 日";
    list_gap: ", " | "、";
    and_more: "{names} and {count} more" | "{names}等（另 {count} 种）";
    tidal_title: "At a draught of {draught} m the tide is high enough {share} of the time ({class})" | "{class}吃水 {draught} 米时，潮位足够的时间占 {share}";
    tidal_what: "{from} to {until}: level, spans in which it is high enough for each draught, passages at that draught or more" | "{from}至 {until}：水位、各吃水水位足够的时段，以及达到该吃水的航行";
    tidal_alt: "Water level from {from} to {until}, {year}, with {count} passages of vessels that need the tide; {class} drawing {draught} m needs {level} m, which the water holds {share} of the time." | "{year} 年 {from}至 {until}水位，及需乘潮船舶 {count} 次航行；{class}吃水 {draught} 米需水位 {level} 米，占时间的 {share}。";
    tidal_height: "m above chart datum" | "米（海图基准面以上）";
    tidal_level: "water level" | "水位";
    tidal_needed: "level needed" | "所需水位";
    tidal_window: "level reached" | "水位足够";
    tidal_need: "≥ {draught} m, level {level} m: {class}" | "吃水≥ {draught} 米，水位 {level} 米：{class}";
    inbound_passage: "inbound" | "进港";
    outbound_passage: "outbound" | "出港";
    traffic_title: "Busiest week of {year}: {count} passages, the channel shut for {hours} h" | "{year} 年最忙的一周：航行 {count} 次，航道封闭 {hours} 小时";
    traffic_title_open: "Busiest week of {year}: {count} passages, the channel open all week" | "{year} 年最忙的一周：航行 {count} 次，航道未封闭";
    traffic_what: "Passages from {from} to {until}, time and distance" | "{from}至 {until}的航行，时间—距离图";
    traffic_alt: "{count} passages of the channel from {from} to {until}, {year}; shut for {hours} h." | "{year} 年 {from}至 {until}航道航行 {count} 次；封闭 {hours} 小时。";
    traffic_distance: "km from the sea" | "距口门，公里";
    traffic_distance_some: "km from the sea; a section without a stated length is drawn as long as its time at the mean speed" | "距口门，公里；未给长度的航段按历时与平均航速折算";
    traffic_hours: "hours of the mean transit from the sea; no section has a stated length" | "距口门的平均航行小时；各航段未给长度";
    traffic_exclusive: "alone in the channel" | "独占航道";
    traffic_others: "other classes" | "其他船型";
    traffic_shut: "shut: {cause}" | "封航：{cause}";
    closed_title: "{target}: shut {hours} h in {year}, longest by {cause}" | "{year} 年{target}封闭 {hours} 小时，{cause}最多";
    closed_what: "Hours shut by closures a month in {year}, by cause; mean" | "{year} 年各月封闭小时数，按原因；均值";
    closed_alt: "Hours shut by month and cause in {year}; {target} {hours} h, longest by {cause}." | "{year} 年各月封闭小时数，按原因；{target} {hours} 小时，{cause}最多。";
    closed_scale: "Hours a month" | "小时/月";
    closed_any: "shut by any cause, overlaps counted once" | "任一原因封闭，重叠只计一次";
    any_cause: "any cause" | "任一原因";
    closed_note: "{hours} h shut, {days} operable days" | "封闭 {hours} 小时，可作业 {days} 天";
    channel_inbound: "Channel, inbound" | "航道（进港）";
    section_waterway: "The waterway" | "航道、锚地与潮汐";
    part_tide: "What vessels need of the tide" | "乘潮";
    part_anchorage: "Places at anchor" | "锚位";
    part_marine: "Pilots and tugs" | "引航与拖轮";
    part_days: "Operable days" | "可作业天数";
    part_sheltered: "Vessels ordered to sea" | "离泊避风";
    windows: "Windows" | "时段数";
    tide_transit: "Transit, h" | "航行，小时";
    tide_draught: "Draught, m" | "吃水，米";
    tide_needs: "Level needed, m" | "所需水位，米";
    tide_riding_90: "Riding level 90%, m" | "乘潮水位 90%，米";
    tide_riding_95: "Riding level 95%, m" | "乘潮水位 95%，米";
    tide_worst: "Worst month" | "最差月份";
    tide_riding_worst: "90% in that month, m" | "该月 90%，米";
    tide_passes: "High waters that let it pass" | "可通过的高潮";
    tide_note: "365 days from {from} at stated figures and the mean parcel: {count} high waters, mean range {range} m; levels above chart datum. Riding level: what that share of high waters holds for the length of the transit." | "自 {from} 起 365 天，按给定数值和平均船货量：高潮 {count} 次，平均潮差 {range} 米；水位自海图基准面起算。乘潮水位：该比例的高潮在航行历时内保持的水位。";
    all_vessels: "all vessels" | "全部船舶";
    anchorage: "Anchorage" | "锚地";
    anchor_mean: "Mean number" | "平均艘数";
    anchor_greatest: "Greatest, mean" | "最多艘数，均值";
    anchor_outside: "Beyond its places, mean" | "超出锚位，均值";
    places_90: "Places for 90%" | "90% 保证锚位";
    places_95: "Places for 95%" | "95% 保证锚位";
    places_98: "Places for 98%" | "98% 保证锚位";
    anchor_note: "Places for 90%: as many as suffice 90% of the time, over all replications." | "90% 保证锚位：全部模拟中九成时间够用的锚位数。";
    service: "Service" | "服务";
    marine_ordered: "Ordered" | "派出次数";
    marine_bound: "Hours bound" | "占用小时";
    marine_present: "Hours on duty" | "在岗小时";
    marine_share: "Bound" | "占用率";
    shut_thing: "What is shut" | "对象";
    operable_days: "Operable days" | "可作业天数";
    shut_hours: "Hours shut" | "封闭小时";
    days_note: "Hours in which closures stop all work on a cargo, or all entry by the channel, by cause; causes overlap. Hours outside shifts, tide and daylight are not counted here." | "封闭使该货种全部停工或航道不能进港的小时，按原因；原因可重叠。不计非工班时间、潮汐和昼夜限制。";
    ordered_to_sea: "Ordered to sea" | "离泊避风艘次";
    hours_at_sea: "Mean hours until cleared in again" | "至再次准予进港的平均小时";
}
