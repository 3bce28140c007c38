/** Addresses that are not written to, and the links by which people ask for that themselves. */
@NullMarked
package dev.tenantry.notification.suppression;

import org.jspecify.annotations.NullMarked;
