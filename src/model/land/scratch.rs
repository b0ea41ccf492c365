//! Room to compute in while rates are found.

/// Room to compute in, kept from call to call.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    /// By route: the rate found so far; and the routes that can still rise.
    pub(super) rates: Vec<f64>,
    pub(super) rising: Vec<usize>,
    /// By stock: what it can still give or take, and what one step of the common factor asks of it.
    pub(super) left: Vec<f64>,
    pub(super) weights: Vec<f64>,
    /// By stock: rate that a full yard leaves for deliveries to it; infinite unless cut.
    pub(super) room: Vec<f64>,
    /// By yard: what filled and left it when it was last cut in this call, m²/h or t/h; what fills it too fast.
    pub(super) passed: Vec<Option<(f64, f64)>>,
    pub(super) needs: Vec<f64>,
    /// With depots, by route: how fast it rises, t/h for one step of the common factor; by yard: room that a full depot has left.
    pub(super) speeds: Vec<f64>,
    pub(super) free: Vec<f64>,
}

impl Scratch {
    /// Room for a network of this size.
    pub(super) fn fit(&mut self, routes: usize, stocks: usize, yards: usize) {
        self.rates.resize(routes, 0.0);
        for room in [&mut self.left, &mut self.weights, &mut self.room] {
            room.resize(stocks, 0.0);
        }
        self.passed.resize(yards, None);
        self.needs.resize(yards, 0.0);
        self.speeds.resize(routes, 0.0);
        self.free.resize(yards, f64::INFINITY);
    }
}
