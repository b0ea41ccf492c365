//! The texts of the analytic twin, English and Chinese side by side.

words! {
    title: "The planner's formula beside the simulation" | "规范公式与仿真对照";
    question: "What would a feasibility report say of this very scenario, and why does the simulation say otherwise?" | "同一方案，工程可行性研究报告按规范公式如何计算？仿真结果为何不同？";
    head: "{title} · {year} · {standard}" | "{title} · {year} · {standard}";
    whole_window: "the whole window" | "整个计算期";
    demand: "Demand on the quays {demand} a year in {calls} calls; beside them {side}." | "码头需求每年 {demand}，到船 {calls} 艘次；另计 {side}。";
    says: "The formula gives {formula} for this fleet (ρ = {rho} of operable days); the simulation serves {end} at the service level." | "规范公式对该船队给出 {formula}（有效利用率 ρ＝{rho}）；仿真在服务水平下为 {end}。";
    says_alone: "The formula gives {formula} for this fleet (ρ = {rho} of operable days)." | "规范公式对该船队给出 {formula}（有效利用率 ρ＝{rho}）。";
    homeless: "No place takes {flows}: not part of it." | "无泊位可靠泊：{flows}，未计入。";
    narrowest: "Narrowest link by formula: {link}, {capacity} a year over the quays, demand ÷ capacity {adequacy}." | "按公式最薄弱的环节：{link}，折合码头 {capacity}/年，量能比 {adequacy}。";
    no_service: "The scenario states no service level, so there is no capacity to compare with." | "方案未给出服务水平，无法与仿真能力对照。";

    berths: "Berth capacity (泊位通过能力计算表)" | "泊位通过能力计算表";
    berths_note: "Pt = T·G·ρ ÷ (tz ÷ (td − Σt) + tf ÷ td), {standard} clause {clause}; second form with KB = {kb} in place of ρ. ρ is the effective rate, occupied ÷ operable days (泊位有效利用率); by calendar days (泊位利用率) it is the lower figure shown. Berths of a quay: length ÷ (longest vessel, as shown, + clearance). p is G ÷ tz, trimming contained, breakdowns not. Pt of a place is the harmonic mean over its fleet by tonnes." | "Pt＝T·G·ρ÷(tz÷(td－Σt)＋tf÷td)，{standard} 第 {clause} 节；第二式以 KB＝{kb} 代替 ρ。ρ 为泊位有效利用率（占用÷可营运天数），按日历天的泊位利用率另列。连续码头泊位数＝长度÷（最大船长＋富裕长度）。p＝G÷tz，含清舱，不含故障。各处 Pt 为按吨位加权的调和平均。";
    place: "Place" | "泊位（码头）";
    berth_count: "Berths" | "泊位数";
    design_ship: "Ship m" | "船长 米";
    days: "T d" | "T 天";
    calendar_rho: "ρ cal." | "日历 ρ";
    pt: "Pt" | "Pt";
    pt_kb: "by KB" | "KB 式";
    all_berths: "all berths" | "合计";
    this_fleet: "this very fleet" | "按本年船队";
    flow: "Flow" | "货类与船型";
    share: "Share" | "比重";
    machines: "Machines" | "机械";
    cargo: "G t" | "G 吨";
    rate: "p t/h" | "p 吨/时";
    work: "tz h" | "tz 时";
    idle: "Σt h" | "Σt 时";
    auxiliary: "tf h" | "tf 时";
    operable: "T: 365 days less the weather and closures that stop this work. Daily and weekly hours make Σt. Alone, each takes:" | "T：日历天数扣除使该作业停止的天气和停航停工；按日、按周的停工计入 Σt。各项单独占用：";
    closure: "Closure" | "停工原因";
    lost_days: "Days a year" | "天/年";

    waits: "What the utilisation means in waiting" | "利用率对应的待泊时间";
    waits_note: "Mean wait ÷ mean time at berth (W/S), exact, equal berths, no tide and no weather. M random, E2 Erlang-2, D constant: arrivals / service / berths." | "平均待泊时间÷平均占用时间（W/S），精确解，不计潮汐与天气。M 随机，E2 二阶爱尔朗，D 定长：到达／服务／泊位数。";
    group_line: "{places}: {berths} berths, ρ {formula} by formula, {at} at the year's demand" | "{places}：{berths} 个泊位，公式 ρ {formula}，本年需求下 {at}";
    queue: "Queue" | "排队模型";
    ws_formula: "W/S at ρ" | "ρ 下 W/S";
    ws_demand: "W/S at demand" | "需求下 W/S";
    rho_allowed: "ρ at W/S {ratio}" | "W/S {ratio} 时 ρ";
    tonnes_allowed: "carries" | "可通过";
    never: "never served" | "无法完成";

    yards: "Yards (堆场)" | "堆场";
    yards_note: "E = Qh·KBK·Kr·tdc ÷ TyK with KBK = {kbk} and TyK = {tyk} d; the fill limit of the scenario stands for αK. Load (量能比): demand ÷ what it can." | "E＝Qh·KBK·Kr·tdc÷TyK，KBK＝{kbk}，TyK＝{tyk} 天；αK 以方案的堆存上限代替。";
    yard: "Yard" | "堆场";
    yearly: "Qh" | "Qh";
    stored: "Kr" | "Kr";
    dwell: "tdc d" | "tdc 天";
    needed: "E t" | "E 吨";
    needed_room: "Needs" | "需要";
    room: "Has" | "现有";
    capacity: "Can" | "能力";
    adequacy: "Load" | "量能比";
    unlimited: "no limit" | "不限";
    not_stated: "not stated" | "未给出";

    land: "Collection and distribution (集疏运分担)" | "集疏运分担";
    land_note: "Capacity of a mode: its least limit, had it the shared capacities to itself. Trains and trucks a day with an imbalance of {kt}; a loading track is used {use} of its time." | "各方式能力取其最小环节，并假定独占公用设施。列车、汽车按不平衡系数 {kt}；装卸线使用率 {use}。";
    mode: "Mode" | "方式";
    mode_share: "Share" | "分担率";
    a_day: "A day" | "每天";
    hours: "h/d" | "时/天";
    trains: "{mode}: trains that come" | "{mode}：到达列车";
    tracks: "{mode}: loading tracks" | "{mode}：装卸线";
    line: "{mode}: single-track line" | "{mode}：单线区间";
    hauliers: "{mode}: trucks sent" | "{mode}：派车";
    stations: "{mode}: slowest station" | "{mode}：最慢环节";

    channel: "Channel" | "航道";
    channel_note: "Ships a day = 24·2k ÷ (2L/v + 2(k − 1)h) one way, 48 ÷ h two ways; no-meeting rules count as one way. Tide and light are left out." | "单向：每天艘次＝24·2k÷(2L/v＋2(k－1)h)；双向：48÷h；限制会船按单向计。未计潮汐与昼夜。";
    section: "Section" | "航段";
    passage: "L/v h" | "L/v 时";
    run: "k" | "k";
    passages: "Ships/d" | "艘次/天";
    asked: "Asked" | "需求";

    chain: "Chain: what each link lets over the quays, if it carries its part of every tonne" | "全链能力（折合码头吞吐量）";
    link: "Link" | "环节";
    link_berths: "berths, this fleet at ρ" | "泊位（本年船队，ρ）";

    ladder: "From the formula to the simulation" | "从公式到仿真";
    ladder_note: "Capacity at the service level over the quays, {replications} replications under common chance; each step switches on one thing, keeping those above it, and shows its paired 95 % interval. Figures as stated until the last step. What a step shows depends on the order." | "服务水平下的码头能力，重复 {replications} 次、同一随机数；每一步在前一步基础上只加入一项，并给出配对的 95% 区间。最后一步之前数值均取定值。各步大小与次序有关。";
    step: "Step" | "步骤";
    change: "Change" | "变化";
    interval: "95 % interval" | "95% 区间";
    then: "Then" | "之后";
    formula_start: "formula at utilisation {rho}" | "规范公式，利用率 {rho}";
    reserve: "the reserve that the utilisation keeps" | "利用率留出的余量";
    by_clock: "calls in turn at whole berths, regular" | "整泊位逐船靠泊、均匀到船";
    arrivals: "arrivals as stated (random)" | "按方案到船（随机）";
    laws: "parcels, pace and times drawn" | "载货量、效率、时间随机";
    seasons: "months and seasons of demand" | "月不平衡与季节";
    weather: "weather and closures by the clock" | "天气与停工按实际持续";
    quays: "quays in metres, machines shared" | "连续岸线、机械共用";
    breakdowns: "breakdowns, maintenance, crews" | "故障、检修、班组";
    passage_step: "passage takes time" | "进出港航行时间";
    one_way: "passing rule, runs" | "会船限制与编队";
    tide: "tide and daylight" | "潮汐与昼夜";
    marine: "pilots and tugs" | "引航与拖轮";
    yards_step: "yards" | "堆场";
    land_step: "land side" | "陆侧集疏运";
    rest: "anchorage, priority, held room" | "锚地、优先权、留泊";
    ignorance: "uncertain figures drawn" | "不确定数值抽样";
    scenario: "the scenario itself" | "方案本身";
    side_added: "With what does not come to these quays: {total} a year." | "加上不经本码头的部分：每年共 {total}。";
    design: "Approved design capacity {design}; the formula gives {share} of it." | "核定设计能力 {design}；公式结果为其 {share}。";
    made_by: "toumen {version} · scenario {hash} · seed {seed} · {replications} replications" | "toumen {version} · 方案 {hash} · 种子 {seed} · 重复 {replications} 次";
    interrupted: "Interrupted: fewer replications than asked for." | "已中断：重复次数少于要求。";
}
