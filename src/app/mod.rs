//! The closed loop of the app.
