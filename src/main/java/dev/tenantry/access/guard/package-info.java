/** Keeps addresses out that are blocked for a time. */
@NullMarked
package dev.tenantry.access.guard;

import org.jspecify.annotations.NullMarked;
