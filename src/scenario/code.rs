//! The table of diagnostic codes: stable numbers, their severity, and what each stands for.

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The scenario cannot run.
    Error,
    /// It runs, but the reader should know. Findings never stop a run.
    Finding,
}

macro_rules! codes {
    ($($name:ident $id:literal $meaning:literal;)*) => {
        /// What kind of problem a diagnostic reports. S0xx are errors, S1xx findings.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $meaning] $name,)*
        }

        impl Code {
            /// All codes.
            pub const ALL: &[Code] = &[$(Code::$name),*];

            /// The stable number, e.g. `S012`.
            pub fn id(self) -> &'static str {
                match self {
                    $(Code::$name => $id,)*
                }
            }

            /// What it stands for, in one line.
            pub fn meaning(self) -> &'static str {
                match self {
                    $(Code::$name => $meaning,)*
                }
            }
        }
    };
}

codes! {
    Syntax "S001" "The text is not TOML here.";
    NotText "S002" "The file is not UTF-8 text.";
    MissingFile "S003" "A file named by the scenario cannot be read.";
    Cycle "S004" "A scenario extends itself.";
    RemovesNothing "S005" "`name = false` removes nothing.";
    UnknownKey "S006" "A key or section that does not exist.";
    MissingKey "S007" "A key that is needed is missing.";
    WrongType "S008" "A value of the wrong type.";
    NoUnit "S009" "A bare number where a unit is due.";
    WrongUnit "S010" "An unknown unit, or a unit of another dimension.";
    Unreadable "S011" "A value that cannot be read.";
    OutOfRange "S012" "A number outside the range allowed: negative, zero, not finite, too large.";
    UnknownName "S013" "A reference to something that does not exist.";
    UnknownChoice "S014" "A word that is not among the choices.";
    BadDate "S015" "A date or time of day that does not exist or cannot be read.";
    OutOfOrder "S016" "Dates or numbers that must ascend do not.";
    EmptyList "S017" "A list with nothing in it.";
    SharesSum "S018" "Shares that do not sum to 1.";
    Conflict "S019" "Keys that exclude each other.";
    BadSpread "S020" "A spread that does not suit its figure.";
    Duplicate "S021" "A name that appears twice.";
    NoStacking "S022" "A yard given by area holds a cargo without a stacking load.";
    DwellOnExport "S023" "A dwell on an export yard.";
    DwellWithoutRoom "S024" "A yard with capacity 0 holds a cargo with a dwell.";
    BadEffect "S025" "An effect that its target cannot have.";
    BadWeather "S026" "A weather state that cannot be as frequent, long or nested as stated.";
    TooMany "S027" "More of something than the model can take.";
    UnclearUnit "S028" "A number of vehicles or boxes where no such cargo is meant.";
    BadTable "S029" "A CSV file that cannot be read.";
    NoVolume "S030" "A trade or flow that says nothing, or two things, about how much it carries.";
    NoSpeed "S031" "A channel section that a class has no speed for.";
    NotForTrucks "S032" "Something that a mode of trucks one by one cannot serve, share or suffer.";
    NoTruckload "S033" "A yard too small for the load of one truck.";
    TrainTooLong "S034" "A train longer than its siding.";
    NoPath "S035" "A line with maintenance in which a section has no opening as long as its running time.";
    NotCounted "S036" "A yard given by slots, spaces or volume holds a cargo that cannot be counted so.";
    NoMachines "S037" "A cargo that no machine can work at any place its vessels may use.";
    NotHere "S038" "A rule that this kind of place cannot have.";
    ShipsGear "S039" "Ship's gear with a rule for machines that stay.";
    BadOnward "S040" "Vessels that carry onward, or a mode by vessel, where that cannot be.";
    BadDepot "S041" "A depot that cannot be filled or emptied as stated.";
    UnknownPreset "S042" "A preset that does not exist.";
    BadPreset "S043" "A preset that says what only a scenario may say, or nothing.";
    BadLever "S044" "A lever that can change nothing of what it names.";
    NoChange "S045" "A lever that says nothing, or two things, about what it changes.";
    MixedCurrencies "S046" "Costs of levers in several currencies.";
    NoOrigin "S101" "Figures that say neither source nor assumption.";
    FitsNowhere "S102" "Vessels that no berth can ever take.";
    NoWayOut "S103" "Cargo with no way out of, or into, its yard.";
    Overload "S104" "Offered load above 1.";
    Overflow "S105" "A yard that must overflow.";
    LandShort "S106" "A land side that cannot carry the flow.";
    Unusual "S107" "A figure that is merely unusual.";
    Unused "S108" "Something that nothing uses.";
    NeverPasses "S109" "Vessels that no level of the tide, or no window, ever lets through.";
    NoDaylightEnough "S110" "A transit by day that is longer than the longest day.";
    MarineShort "S111" "Vessels that need more of a marine service than there ever is.";
    RarelyPasses "S112" "Vessels that pass on few high waters or in few windows.";
    RoadShort "S113" "Trucks that a station cannot pass as fast as they may come, or that come where they are not let in.";
    LineShort "S114" "More trains than a line can pass.";
    YardShut "S115" "A yard out of use while vessels bring or fetch its cargo.";
    NeverShifts "S116" "A second place of work that can never be used.";
    OnwardShort "S117" "Vessels that cannot carry onward what is handed to them.";
    IdleLever "S119" "A lever on something that is not in use in the window.";
}

impl Code {
    /// Error or finding.
    pub fn severity(self) -> Severity {
        if self.id() < "S100" { Severity::Error } else { Severity::Finding }
    }

    /// True for problems that lie in one value or key, whatever else the scenario says.
    pub(super) fn is_local(self) -> bool {
        use Code::*;
        matches!(
            self,
            UnknownKey
                | WrongType
                | NoUnit
                | WrongUnit
                | Unreadable
                | OutOfRange
                | UnknownChoice
                | BadDate
                | Duplicate
        )
    }
}
