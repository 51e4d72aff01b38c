"""Prints the golden numbers of tests/prepare/fit_scaler_test.ts."""

import numpy as np
import sklearn
from sklearn.preprocessing import RobustScaler, StandardScaler

values = np.array([[1], [2], [4], [8], [np.nan], [16.5]])
robust = RobustScaler().fit(values)
standard = StandardScaler().fit(values)
print("scikit-learn", sklearn.__version__)
print("robust", repr(robust.center_[0]), repr(robust.scale_[0]))
print("standard", repr(standard.mean_[0]), repr(standard.scale_[0]))
