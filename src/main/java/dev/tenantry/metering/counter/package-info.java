/** Counts exactly for all instances: leases are taken from the database, and used without asking it. */
@NullMarked
package dev.tenantry.metering.counter;

import org.jspecify.annotations.NullMarked;
