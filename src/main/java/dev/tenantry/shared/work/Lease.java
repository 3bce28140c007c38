package dev.tenantry.shared.work;

import java.util.UUID;

/**
 * The right to do a piece of an organization's work: for as long as the instance that claimed it gives signs of life, and
 * nobody ends it. What is written under it names the epoch, so that a holder who lost it changes nothing.
 */
public interface Lease {

    UUID organizationId();

    /** Of the piece of work, in its queue and organization: a {@code Long} or a {@code UUID}. */
    Object key();

    /** The fencing token: larger than that of any earlier claim, of whatever work. */
    long epoch();

    /** How many holders have vanished since there was progress. */
    default int losses() {
        return 0;
    }
}
