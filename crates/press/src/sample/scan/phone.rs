//! A sheet on a desk before the camera of a phone.

use fastrand::Rng;

/// 手机拍照: how it was photographed. Places are in fractions of the picture.
#[derive(Clone, Debug)]
pub(in crate::sample) struct Phone {
    /// The corners of the sheet, clockwise from its top left.
    corners: [[f32; 2]; 4],
    /// The colour of the desk.
    desk: [f32; 3],
    /// Where the light falls off to, as a direction, and how much of it is gone there.
    falls_off: [f32; 2],
    /// Where the shadow of the phone or hand begins, from left to right, and how much light is left in it.
    shadow: [f32; 2],
}

/// Wood, dark wood, grey plastic, blue cloth, black.
const DESKS: [[f32; 3]; 5] = [[168.0, 128.0, 88.0], [96.0, 66.0, 48.0], [124.0, 126.0, 128.0], [62.0, 78.0, 116.0], [38.0, 38.0, 42.0]];

impl Phone {
    /// Held a little askew over a desk, under a lamp at one side, half the time with a shadow.
    pub(super) fn by(rng: &mut Rng) -> Phone {
        let edge = 0.045 + 0.03 * rng.f32();
        let mut off = || edge + 0.035 * (rng.f32() - 0.5);
        let corners = [[off(), off()], [1.0 - off(), off()], [1.0 - off(), 1.0 - off()], [off(), 1.0 - off()]];
        let away = rng.f32() * std::f32::consts::TAU;
        let strength = 0.08 + 0.22 * rng.f32();
        let shadow = if rng.bool() { [0.15 + 0.7 * rng.f32(), 0.72 + 0.2 * rng.f32()] } else { [2.0, 1.0] };
        Phone { corners, desk: DESKS[rng.usize(..DESKS.len())], falls_off: [away.cos() * strength, away.sin() * strength], shadow }
    }

    /// The size of the picture in which the sheet keeps about its dots.
    pub(super) fn frame(&self, width: u32, height: u32) -> (u32, u32) {
        let [[x0, y0], [x1, _], _, [_, y3]] = self.corners;
        ((width as f32 / (x1 - x0)) as u32, (height as f32 / (y3 - y0)) as u32)
    }

    /// From the picture to the sheet.
    pub(super) fn to_sheet(&self) -> impl Fn([f32; 2]) -> [f32; 2] + use<> {
        let [[x0, y0], [x1, y1], [x2, y2], [x3, y3]] = self.corners;
        let (ux, uy, vx, vy) = (x1 - x2, y1 - y2, x3 - x2, y3 - y2);
        let (sx, sy) = (x0 - x1 + x2 - x3, y0 - y1 + y2 - y3);
        let area = ux * vy - vx * uy;
        let (g, h) = ((sx * vy - vx * sy) / area, (ux * sy - sx * uy) / area);
        let (a, b, d, e) = (x1 - x0 + g * x1, x3 - x0 + h * x3, y1 - y0 + g * y1, y3 - y0 + h * y3);
        // The map from the sheet is [a b x0; d e y0; g h 1]; this is its inverse, but for a factor.
        let rows = [
            [e - y0 * h, x0 * h - b, b * y0 - x0 * e],
            [y0 * g - d, a - x0 * g, x0 * d - a * y0],
            [d * h - e * g, b * g - a * h, a * e - b * d],
        ];
        move |[x, y]| {
            let [u, v, w] = rows.map(|[to_x, to_y, one]| to_x * x + to_y * y + one);
            [u / w, v / w]
        }
    }

    /// The share of the lamp's light that arrives at a place.
    pub(super) fn light(&self, x: f32, y: f32) -> f32 {
        let fallen_off =
            1.0 - (self.falls_off[0] * (x - 0.5) + self.falls_off[1] * (y - 0.5) + self.falls_off[0].hypot(self.falls_off[1]) / 2.0);
        let [from, left] = self.shadow;
        let within = ((x + 0.3 * y - from) / 0.06).clamp(0.0, 1.0); // its edge is soft
        fallen_off * (1.0 - within * (1.0 - left))
    }

    /// The desk, with a grain along it.
    pub(super) fn desk(&self, x: f32, y: f32) -> [f32; 3] {
        let grain = 1.0 + 0.06 * (x * 0.013 + 3.0 * (y * 0.05).sin()).sin();
        self.desk.map(|it| it * grain)
    }
}
