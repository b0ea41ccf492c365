//! Small dense matrices: no more than the queues need, a few dozen rows.

/// A matrix by rows.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Matrix {
    rows: usize,
    columns: usize,
    cells: Vec<f64>,
}

impl Matrix {
    pub(super) fn zero(rows: usize, columns: usize) -> Self {
        Matrix { rows, columns, cells: vec![0.0; rows * columns] }
    }

    pub(super) fn identity(size: usize) -> Self {
        let mut one = Matrix::zero(size, size);
        (0..size).for_each(|at| one[(at, at)] = 1.0);
        one
    }

    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    pub(super) fn turned(&self) -> Matrix {
        let mut turned = Matrix::zero(self.columns, self.rows);
        for row in 0..self.rows {
            (0..self.columns).for_each(|column| turned[(column, row)] = self[(row, column)]);
        }
        turned
    }

    /// self · other⁻¹; `other` must be regular.
    pub(super) fn over(&self, other: &Matrix) -> Matrix {
        other.turned().solve(&self.turned()).turned()
    }

    pub(super) fn times(&self, other: &Matrix) -> Matrix {
        let mut product = Matrix::zero(self.rows, other.columns);
        for row in 0..self.rows {
            for inner in 0..self.columns {
                let factor = self[(row, inner)];
                if factor != 0.0 {
                    for column in 0..other.columns {
                        product[(row, column)] += factor * other[(inner, column)];
                    }
                }
            }
        }
        product
    }

    pub(super) fn plus(&self, other: &Matrix, factor: f64) -> Matrix {
        let cells = self.cells.iter().zip(&other.cells).map(|(one, other)| one + factor * other);
        Matrix { rows: self.rows, columns: self.columns, cells: cells.collect() }
    }

    pub(super) fn negative(&self) -> Matrix {
        Matrix { cells: self.cells.iter().map(|cell| -cell).collect(), ..*self }
    }

    /// Sums of the rows.
    pub(super) fn row_sums(&self) -> Vec<f64> {
        self.cells.chunks(self.columns.max(1)).map(|row| row.iter().sum()).collect()
    }

    /// self⁻¹ · other, by elimination with the greatest pivot; the matrix must be regular.
    pub(super) fn solve(&self, other: &Matrix) -> Matrix {
        let (mut left, mut right, size) = (self.clone(), other.clone(), self.rows);
        for step in 0..size {
            let size_at = |row: usize| left[(row, step)].abs();
            let pivot = (step..size).max_by(|one, other| size_at(*one).total_cmp(&size_at(*other)));
            left.swap_rows(step, pivot.unwrap_or(step));
            right.swap_rows(step, pivot.unwrap_or(step));
            for row in 0..size {
                let factor = left[(row, step)] / left[(step, step)];
                if row != step && factor != 0.0 {
                    left.subtract_row(row, step, factor);
                    right.subtract_row(row, step, factor);
                }
            }
        }
        for row in 0..size {
            let pivot = left[(row, row)];
            (0..right.columns).for_each(|column| right[(row, column)] /= pivot);
        }
        right
    }

    fn swap_rows(&mut self, one: usize, other: usize) {
        if one != other {
            (0..self.columns)
                .for_each(|at| self.cells.swap(one * self.columns + at, other * self.columns + at));
        }
    }

    fn subtract_row(&mut self, row: usize, other: usize, factor: f64) {
        for column in 0..self.columns {
            let taken = factor * self[(other, column)];
            self[(row, column)] -= taken;
        }
    }
}

impl std::ops::Index<(usize, usize)> for Matrix {
    type Output = f64;
    fn index(&self, (row, column): (usize, usize)) -> &f64 {
        &self.cells[row * self.columns + column]
    }
}

impl std::ops::IndexMut<(usize, usize)> for Matrix {
    fn index_mut(&mut self, (row, column): (usize, usize)) -> &mut f64 {
        &mut self.cells[row * self.columns + column]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_system_is_solved_even_with_a_zero_on_its_diagonal() {
        // 2y = 4, x + y = 5: x 3, y 2.
        let left = Matrix { rows: 2, columns: 2, cells: vec![0.0, 2.0, 1.0, 1.0] };
        let right = Matrix { rows: 2, columns: 1, cells: vec![4.0, 5.0] };
        assert_eq!(left.solve(&right).cells, [3.0, 2.0]);
        assert_eq!(left.times(&Matrix::identity(2)), left);
        assert_eq!(left.row_sums(), [2.0, 2.0]);
    }
}
