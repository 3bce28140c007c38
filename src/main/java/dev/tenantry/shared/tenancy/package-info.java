/**
 * The tenant of the current work, and the connections that tell the database of it: nothing is read or written
 * without one.
 */
@NullMarked
package dev.tenantry.shared.tenancy;

import org.jspecify.annotations.NullMarked;
