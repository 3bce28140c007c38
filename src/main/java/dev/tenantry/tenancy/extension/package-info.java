/** Profiles of a special kind: what clients, readers and administrators are known by besides. */
@NullMarked
package dev.tenantry.tenancy.extension;

import org.jspecify.annotations.NullMarked;
