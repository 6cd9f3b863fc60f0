//! How a sheet lies on its picture: turned, askew, seen from the side. A pose leads from the level sheet to the picture and back.

use serde::{Deserialize, Serialize};

/// From the level sheet to the picture as its file has it, both in fractions from the top left: a projective map, its ninth number 1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pose([f32; 8]);

impl Default for Pose {
    fn default() -> Pose {
        Pose::LEVEL
    }
}

impl Pose {
    /// The sheet is the picture.
    pub const LEVEL: Pose = Pose([1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0]);

    /// Turned clockwise about the middle by an angle in degrees, so that lines fall to the right. `aspect` is height by width.
    pub fn askew(degrees: f32, aspect: f32) -> Pose {
        let (sin, cos) = degrees.to_radians().sin_cos();
        let (right, down) = (sin * aspect, sin / aspect);
        Pose([cos, -right, 0.5 - 0.5 * (cos - right), down, cos, 0.5 - 0.5 * (cos + down), 0.0, 0.0])
    }

    /// The sheet lies turned clockwise by so many quarters.
    pub fn turned(quarters: u8) -> Pose {
        Pose(match quarters % 4 {
            0 => return Pose::LEVEL,
            1 => [0.0, -1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0],
            2 => [-1.0, 0.0, 1.0, 0.0, -1.0, 1.0, 0.0, 0.0],
            _ => [0.0, 1.0, 0.0, -1.0, 0.0, 1.0, 0.0, 0.0],
        })
    }

    /// The corners of the sheet lie here, clockwise from its top left one; none where they make no quadrangle.
    pub fn of_corners([[x0, y0], [x1, y1], [x2, y2], [x3, y3]]: [[f32; 2]; 4]) -> Option<Pose> {
        let (ux, uy, vx, vy) = (x1 - x2, y1 - y2, x3 - x2, y3 - y2);
        let (sx, sy) = (x0 - x1 + x2 - x3, y0 - y1 + y2 - y3);
        let area = ux * vy - vx * uy;
        let (g, h) = ((sx * vy - vx * sy) / area, (ux * sy - sx * uy) / area);
        let pose = Pose([x1 - x0 + g * x1, x3 - x0 + h * x3, x0, y1 - y0 + g * y1, y3 - y0 + h * y3, y0, g, h]);
        pose.0.iter().all(|it| it.is_finite()).then_some(pose)
    }

    /// This pose, of a sheet that lies so on another one.
    pub fn after(self, first: Pose) -> Pose {
        let (a, b) = (self.rows(), first.rows());
        let product: [[f32; 3]; 3] = std::array::from_fn(|i| std::array::from_fn(|j| (0..3).map(|k| a[i][k] * b[k][j]).sum()));
        let whole = product[2][2];
        Pose(std::array::from_fn(|i| product[i / 3][i % 3] / whole))
    }

    fn rows(self) -> [[f32; 3]; 3] {
        let [a, b, c, d, e, f, g, h] = self.0;
        [[a, b, c], [d, e, f], [g, h, 1.0]]
    }

    /// Where a point of the level sheet lies.
    pub fn at(self, [x, y]: [f32; 2]) -> [f32; 2] {
        let [to_x, to_y, to_w] = self.rows().map(|[a, b, c]| a * x + b * y + c);
        [to_x / to_w, to_y / to_w]
    }

    /// Numerators and denominator of a point, and their change by one to the right: for going along a row.
    pub(crate) fn along(self, [x, y]: [f32; 2]) -> ([f32; 3], [f32; 3]) {
        (self.rows().map(|[a, b, c]| a * x + b * y + c), self.rows().map(|[a, ..]| a))
    }

    /// A point of the picture on the level sheet.
    fn back(self, [x, y]: [f32; 2]) -> [f32; 2] {
        let [[a, b, c], [d, e, f], [g, h, i]] = self.rows();
        let (to_x, to_y) =
            ((e * i - f * h) * x + (c * h - b * i) * y + b * f - c * e, (f * g - d * i) * x + (a * i - c * g) * y + c * d - a * f);
        let to_w = (d * h - e * g) * x + (b * g - a * h) * y + a * e - b * d;
        [to_x / to_w, to_y / to_w]
    }

    /// How a small step on the sheet moves on the picture: by x and by y, each as x and y.
    fn steps(self, [x, y]: [f32; 2]) -> [[f32; 2]; 2] {
        let [right, left] = [0.5, -0.5].map(|it| self.at([x + it * STEP, y]));
        let [below, above] = [0.5, -0.5].map(|it| self.at([x, y + it * STEP]));
        [[(right[0] - left[0]) / STEP, (right[1] - left[1]) / STEP], [(below[0] - above[0]) / STEP, (below[1] - above[1]) / STEP]]
    }

    /// Width and height of the level sheet in pixels, for a picture of this size: as long as its middle lines are there.
    pub fn size_on(self, width: u32, height: u32) -> (u32, u32) {
        let length = |from, to| {
            let ([x0, y0], [x1, y1]) = (self.at(from), self.at(to));
            ((x1 - x0) * width as f32).hypot((y1 - y0) * height as f32).round().max(1.0) as u32
        };
        (length([0.0, 0.5], [1.0, 0.5]), length([0.5, 0.0], [0.5, 1.0]))
    }

    /// A box on the level sheet as the box around it on the picture.
    pub fn to_page(self, [x, y, w, h]: [f32; 4]) -> [f32; 4] {
        let corners = [[x, y], [x + w, y], [x + w, y + h], [x, y + h]].map(|it| self.at(it));
        let (left, top) = corners.iter().fold((f32::MAX, f32::MAX), |(x, y), it| (x.min(it[0]), y.min(it[1])));
        let (right, bottom) = corners.iter().fold((f32::MIN, f32::MIN), |(x, y), it| (x.max(it[0]), y.max(it[1])));
        [left, top, right - left, bottom - top]
    }

    /// A box from [`Pose::to_page`] back on the level sheet. The box around a turned box is wider and higher; this makes it as narrow
    /// and flat again.
    pub fn to_level(self, [x, y, w, h]: [f32; 4]) -> [f32; 4] {
        let middle = self.back([x + w / 2.0, y + h / 2.0]);
        let [[a, c], [b, d]] = self.steps(middle).map(|it| it.map(f32::abs));
        let area = a * d - b * c;
        let (wide, high) = (((w * d - h * b) / area).max(0.0), ((h * a - w * c) / area).max(0.0));
        [middle[0] - wide / 2.0, middle[1] - high / 2.0, wide, high]
    }

    /// The quarters clockwise by which the sheet lies turned: 0 to 3.
    pub fn quarters(self) -> u8 {
        (self.degrees(1.0) / 90.0).round().rem_euclid(4.0) as u8
    }

    /// How far lines fall to the right on a picture of this shape (height by width), in degrees: -180 to 180.
    pub fn degrees(self, aspect: f32) -> f32 {
        let ([x0, y0], [x1, y1]) = (self.at([0.0, 0.5]), self.at([1.0, 0.5]));
        ((y1 - y0) * aspect).atan2(x1 - x0).to_degrees()
    }
}

/// A step small enough for a map to be straight, and large enough for its numbers.
const STEP: f32 = 1.0 / 64.0;
