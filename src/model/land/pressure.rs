//! A yard that is nearly full presses owners: parcels that begin to land now stay less long (rule Y3).

use super::Network;
use crate::units::Time;

impl Network {
    /// Whether owners are pressed at `now`, for every parcel that has not begun to land. All is settled that matters here.
    pub(super) fn heed_pressure(&mut self, now: Time) {
        for at in 0..self.lifts.len() {
            let yard = self.lifts[at].yard;
            if self.lifts[at].ripening.may_be_pressed() {
                let pressed = self.yards[yard].presses(self.held(yard, now));
                self.lifts[at].ripening.press(pressed);
            }
        }
    }
}
