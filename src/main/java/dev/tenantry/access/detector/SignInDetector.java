package dev.tenantry.access.detector;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import dev.tenantry.access.event.Subject;
import dev.tenantry.shared.signal.SignInTravel;
import dev.tenantry.shared.signal.UnusualSignIn;

/** Is told by {@link SignIns} what is new of an account or an address, and makes of what is on record events of the organizations that it is about. */
interface SignInDetector extends Detector {

    Duration WINDOW = Duration.ofHours(1);

    /** Somebody could not sign in to an account. @param times how often since that was last told */
    default void failedAt(UUID user, Subject account, int times, Instant since) {}

    /** Somebody at an address could not sign in. @param times how often since that was last told */
    default void failedFrom(String network, Subject address, int times, Instant since) {}

    /** Somebody signed in, and somewhere else just before. */
    default void travelled(SignInTravel travel, Subject account) {}

    /** Somebody signed in unlike before. */
    default void signedIn(UnusualSignIn signIn, Subject account, Instant since) {}
}
