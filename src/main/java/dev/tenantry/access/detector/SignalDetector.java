package dev.tenantry.access.detector;

/** Notes in {@link CallerSignals} what it notices, of its own type. {@link SignalSums} adds up what all instances have noted, and makes events of what is too much. */
interface SignalDetector extends Detector {}
